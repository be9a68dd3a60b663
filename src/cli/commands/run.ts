import type { Command } from "commander";
import { runStudy } from "../../pipeline/index.ts";
import { renderRunSummary } from "../../report/index.ts";
import type { CommandContext } from "../context.ts";
import { exitStatus } from "../exit-status.ts";
import { folderOption, wholeNumber } from "../option-values.ts";

/** `zengzhi run STUDY [--out DIR]`: the annual job, from marks to pages. */
export function addRun(commander: Command, { streams, setStatus }: CommandContext): void {
  const zh = streams.language === "zh";
  commander
    .command("run")
    .description(
      zh
        ? "年度测算：读入、预期成绩、增值、指数、奖励测算、报告"
        : "the annual job: intake, expected scores, value added, indices, awards, reports",
    )
    .argument("<study>", zh ? "研究文件或其所在文件夹" : "study file, or the folder that holds study.yaml")
    .option(
      "--out <dir>",
      zh ? "结果文件夹（默认：研究文件旁的 out）" : "results folder (default: out beside the study file)",
    )
    .option("--threads <n>", zh ? "线程数" : "threads of the database")
    .option("--json", zh ? "输出 JSON" : "one JSON document on standard output")
    .action(async (study: string, given: { out?: string; threads?: string; json?: boolean }) => {
      const result = await runStudy(study, {
        ...(given.out === undefined ? {} : { out: folderOption("--out", given.out) }),
        ...(given.threads === undefined ? {} : { threads: wholeNumber("--threads", given.threads, 1, 256) }),
        progress: streams.isTerminal ? (stage) => streams.error(`${stage}\n`) : () => {},
      });
      streams.out(
        given.json === true ? `${JSON.stringify(result, null, 2)}\n` : renderRunSummary(result, streams.language),
      );
      if (result.blocked) setStatus(exitStatus.blocked);
    });
}
