import type { Command } from "commander";
import { checkStudy } from "../../pipeline/index.ts";
import { renderCheckSummary } from "../../report/index.ts";
import type { CommandContext } from "../context.ts";
import { exitStatus } from "../exit-status.ts";

/** `zengzhi check STUDY`: validates the study file, the data and the rules; writes nothing. */
export function addCheck(commander: Command, { streams, setStatus }: CommandContext): void {
  const zh = streams.language === "zh";
  commander
    .command("check")
    .description(zh ? "核查研究文件和数据，不写任何文件" : "check the study file and the data; writes nothing")
    .argument("<study>", zh ? "研究文件或其所在文件夹" : "study file, or the folder that holds study.yaml")
    .option("--json", zh ? "输出 JSON" : "one JSON document on standard output")
    .action(async (study: string, given: { json?: boolean }) => {
      const result = await checkStudy(study);
      streams.out(
        given.json === true ? `${JSON.stringify(result, null, 2)}\n` : renderCheckSummary(result, streams.language),
      );
      if (result.blocked) setStatus(exitStatus.blocked);
    });
}
