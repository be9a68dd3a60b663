import type { Command } from "commander";
import { rerenderReports } from "../../pipeline/index.ts";
import type { CommandContext } from "../context.ts";
import { folderOption } from "../option-values.ts";

interface Given {
  readonly out?: string;
  readonly school?: string;
  readonly lang?: "zh" | "en";
}

/** `zengzhi report STUDY`: renders the pages again from the stored run. */
export function addReport(commander: Command, { streams }: CommandContext): void {
  const zh = streams.language === "zh";
  commander
    .command("report")
    .description(zh ? "由已存结果重新生成报告" : "render the pages again from the stored run")
    .argument("<study>", zh ? "研究文件或其所在文件夹" : "study file, or the folder that holds study.yaml")
    .option(
      "--out <dir>",
      zh ? "结果文件夹（默认：研究文件旁的 out）" : "results folder (default: out beside the study file)",
    )
    .option("--school <id>", zh ? "只生成一所学校的报告" : "one school's page only")
    .action(async (study: string, given: Given, command: Command) => {
      const language = command.optsWithGlobals<{ lang?: "zh" | "en" }>().lang;
      const files = await rerenderReports(study, {
        ...(given.out === undefined ? {} : { out: folderOption("--out", given.out) }),
        ...(given.school === undefined ? {} : { school: given.school }),
        ...(language === undefined ? {} : { language }),
      });
      streams.out(files.map((file) => `${file}\n`).join(""));
    });
}
