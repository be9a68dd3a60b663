import { CommanderError } from "commander";
import { ProjectError } from "../base/index.ts";
import { renderIssues } from "../report/index.ts";
import { exitStatus } from "./exit-status.ts";
import { buildProgram } from "./program.ts";
import { chooseLanguage, type Streams } from "./streams.ts";
import { usageIssue } from "./usage-issue.ts";

/**
 * Runs the command line and gives its exit status. Never throws: a fault of the input is answered with its message and
 * status 2, a fault of ours with status 1; a stack trace only with `--debug`.
 */
export async function main(argv: readonly string[]): Promise<number> {
  endQuietlyWithReader();
  const streams = standardStreams(argv);
  const program = buildProgram(streams);
  try {
    await program.commander.parseAsync([...argv], { from: "user" });
    return program.status();
  } catch (error) {
    return answer(error, streams, argv.includes("--debug"));
  }
}

/** A reader may stop early (`zengzhi … | head`): what it does not want is no fault. */
function endQuietlyWithReader(): void {
  for (const stream of [process.stdout, process.stderr]) {
    if (stream.listeners("error").includes(ignoreClosedPipe)) continue;
    stream.on("error", ignoreClosedPipe);
  }
}

function ignoreClosedPipe(error: Error): void {
  if (!("code" in error) || error.code !== "EPIPE") throw error;
}

function standardStreams(argv: readonly string[]): Streams {
  const at = argv.indexOf("--lang");
  const inline = argv.find((one) => one.startsWith("--lang="))?.slice("--lang=".length);
  return {
    out: (text) => process.stdout.write(text),
    error: (text) => process.stderr.write(text),
    isTerminal: process.stderr.isTTY === true,
    language: chooseLanguage(at >= 0 ? argv[at + 1] : inline),
  };
}

function answer(error: unknown, streams: Streams, debug: boolean): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitStatus.done;
    streams.error(`${renderIssues([usageIssue(error)], streams.language)}\n`);
    return exitStatus.input;
  }
  if (error instanceof ProjectError) {
    streams.error(`${renderIssues(error.issues, streams.language)}\n`);
    if (debug) streams.error(`${error.stack ?? ""}\n`);
    return exitStatus.input;
  }
  const words =
    streams.language === "zh"
      ? "程序内部错误，不是您的数据有误。请附上所用命令和下面这一行反馈给维护者；加 --debug 可显示细节。"
      : "A fault of the program, not of your data. Please report it with the command and the line below; --debug shows more.";
  streams.error(`${words}\n  ${error instanceof Error ? error.message : String(error)}\n`);
  if (debug && error instanceof Error) streams.error(`${error.stack ?? ""}\n`);
  return exitStatus.bug;
}
