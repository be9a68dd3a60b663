import type { Command } from "commander";
import { runDemo } from "../../pipeline/index.ts";
import { renderRunSummary } from "../../report/index.ts";
import type { CommandContext } from "../context.ts";

/** `zengzhi demo`: the main job on the bundled data. */
export function addDemo(commander: Command, { streams }: CommandContext): void {
  const zh = streams.language === "zh";
  commander
    .command("demo")
    .description(zh ? "用自带数据演示" : "the main job on the bundled data")
    .option("--out <dir>", zh ? "结果文件夹" : "results folder", "out/demo")
    .action(async (given: { out: string }) => {
      const demo = await runDemo(given.out);
      for (const run of demo.runs) streams.out(`${renderRunSummary(run, streams.language)}\n`);
      streams.out(zh ? `报告目录：${demo.index}\n` : `Reports: ${demo.index}\n`);
    });
}
