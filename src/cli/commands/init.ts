import type { Command } from "commander";
import { initStudy } from "../../pipeline/index.ts";
import type { CommandContext } from "../context.ts";

/** `zengzhi init [dir] [--template NAME]`: a new study that runs as it stands. */
export function addInit(commander: Command, { streams }: CommandContext): void {
  const zh = streams.language === "zh";
  commander
    .command("init")
    .description(
      zh
        ? "新建一项研究：带注释的研究文件、数据文件夹和说明"
        : "a new study: commented study file, data folder and README",
    )
    .argument("[dir]", zh ? "文件夹" : "folder", "study")
    .option("--template <name>", zh ? "模板" : "template", "default")
    .action((directory: string, given: { template: string }) => {
      const made = initStudy(directory, given.template);
      const lines = zh
        ? [
            `已建立 ${made.directory}：`,
            ...made.files.map((file) => `  ${file}`),
            "下一步：",
            `  npx zengzhi check ${made.study}`,
            `  npx zengzhi run ${made.study}`,
          ]
        : [
            `Made ${made.directory}:`,
            ...made.files.map((file) => `  ${file}`),
            "Next:",
            `  npx zengzhi check ${made.study}`,
            `  npx zengzhi run ${made.study}`,
          ];
      streams.out(`${lines.join("\n")}\n`);
    });
}
