import { Command, Option } from "commander";
import { fail } from "../base/index.ts";
import { addCheck } from "./commands/check.ts";
import { addDemo } from "./commands/demo.ts";
import { addFit } from "./commands/fit.ts";
import { addGrowth } from "./commands/growth.ts";
import { addInit } from "./commands/init.ts";
import { addReport } from "./commands/report.ts";
import { addRun } from "./commands/run.ts";
import { addSimulate } from "./commands/simulate.ts";
import type { CommandContext } from "./context.ts";
import { exitStatus } from "./exit-status.ts";
import type { Streams } from "./streams.ts";

/** Commands that are named in the documentation but not in this version. */
const laterCommands = ["diff", "whatif", "draw"] as const;

/** Builds the command line. */
export function buildProgram(streams: Streams): { readonly commander: Command; status(): number } {
  let status: number = exitStatus.done;
  const context: CommandContext = {
    streams,
    setStatus: (next) => {
      status = next;
    },
  };
  const zh = streams.language === "zh";
  const commander = new Command("zengzhi")
    .description(
      zh
        ? "增值评价：预期成绩、学校增值及其误差范围、按规则测算"
        : "Value-added assessment: expected scores, school value added with its uncertainty, and rules applied exactly",
    )
    .addOption(
      new Option("--lang <language>", zh ? "提示语言 zh 或 en" : "language of messages: zh or en").choices([
        "zh",
        "en",
      ]),
    )
    .option("--debug", zh ? "出错时显示调用栈" : "show a stack trace on errors")
    .version("0.1.0")
    .exitOverride()
    .configureOutput({ writeOut: streams.out, writeErr: () => {} })
    .showSuggestionAfterError()
    .enablePositionalOptions(false);
  for (const add of [addInit, addCheck, addRun, addReport, addFit, addGrowth, addSimulate, addDemo])
    add(commander, context);
  for (const name of laterCommands) addLater(commander, name);
  for (const command of commander.commands) {
    command
      .exitOverride()
      .configureOutput({ writeOut: streams.out, writeErr: () => {} })
      .addOption(new Option("--lang <language>").choices(["zh", "en"]).hideHelp())
      .addOption(new Option("--debug").hideHelp());
  }
  return { commander, status: () => status };
}

function addLater(commander: Command, name: string): void {
  commander
    .command(name, { hidden: true })
    .argument("[words...]")
    .allowUnknownOption()
    .action(() => fail("COMMAND_LATER", { command: name }));
}
