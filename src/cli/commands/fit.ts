import { type Command, Option } from "commander";
import { fail } from "../../base/index.ts";
import { type FitOptions, fitTable } from "../../pipeline/index.ts";
import { renderFitSummary } from "../../report/index.ts";
import type { CommandContext } from "../context.ts";
import { choose, encodingName, memorySize, wholeNumber } from "../option-values.ts";

/** Options of `fit` that are named in the documentation but not in this version. */
const laterOptions = {
  agq: "--agq <n>",
  samplingWeights: "--sampling-weights <column>",
  robust: "--robust <kind>",
  error: "--error <column=sem>",
  bootstrap: "--bootstrap <n>",
  leaveOut: "--leave-out",
} as const;

interface Given {
  readonly data: string;
  readonly method?: string;
  readonly family?: string;
  readonly weights?: string;
  readonly counts?: string;
  readonly draws: string;
  readonly seed: string;
  readonly effects?: string;
  readonly out?: string;
  readonly timings?: boolean;
  readonly json?: boolean;
  readonly encoding?: string;
  readonly memory: string;
  readonly threads?: string;
  readonly fixedPoint: boolean;
}

/** `zengzhi fit FORMULA --data FILE`: one model on one table. */
export function addFit(commander: Command, context: CommandContext): void {
  const zh = context.streams.language === "zh";
  const command = commander
    .command("fit")
    .description(zh ? "对一张表拟合一个模型" : "fit one model to one table")
    .argument("<formula>", 'e.g. "exit ~ entry + sex + (1 | school)"')
    .requiredOption("--data <file>", zh ? "数据文件：.csv、.csv.gz、.parquet" : "table: .csv, .csv.gz, .parquet")
    .option("--method <reml|ml>", zh ? "估计方法（默认 reml）" : "estimation method (default reml)")
    .option("--family <gaussian>", zh ? "分布族（本版仅 gaussian）" : "family (this version: gaussian)")
    .option("--weights <column>", zh ? "精度权重列" : "precision weights, Var(e) = sigma²/w")
    .addOption(
      new Option(
        "--counts <column>",
        zh ? "频数列：一行代表若干行" : "frequency counts: a row stands for so many rows",
      ).conflicts("weights"),
    )
    .option("--effects <group|none>", zh ? "输出哪个分组的效应" : "group whose effects are given, or none")
    .option("--draws <n>", zh ? "后验抽样次数" : "posterior draws for rank intervals", "4000")
    .option("--seed <n>", zh ? "随机种子" : "seed of the draws", "1")
    .option(
      "--out <file>",
      zh
        ? "逐行结果：.csv、.parquet、.arrow"
        : "per row: expected, expected_se, residual, fitted (.csv, .parquet, .arrow)",
    )
    .option("--encoding <name>", zh ? "编码：auto、utf-8、gb18030" : "auto, utf-8 or gb18030", "auto")
    .option("--memory <size>", zh ? "数据库内存上限" : "memory limit of the database", "2GB")
    .option("--threads <n>", zh ? "线程数" : "threads of the database")
    .option("--no-fixed-point", zh ? "不检测定点小数" : "take floating-point columns as they are")
    .option("--timings", zh ? "附上用时" : "add timings")
    .option("--json", zh ? "输出 JSON" : "one JSON document on standard output");
  for (const flags of Object.values(laterOptions)) command.addOption(new Option(flags).hideHelp());
  command.action(async (formula: string, given: Given) => {
    for (const [key, flags] of Object.entries(laterOptions)) {
      if (key in given) fail("OPTION_LATER", { option: flags.split(" ")[0] });
    }
    const result = await fitTable({ ...fitOptions(formula, given), language: context.streams.language });
    const text =
      given.json === true ? `${JSON.stringify(result, null, 2)}\n` : renderFitSummary(result, context.streams.language);
    context.streams.out(text);
  });
}

function fitOptions(formula: string, given: Given): FitOptions {
  if (given.family === "binomial") fail("OPTION_LATER", { option: "--family binomial" });
  if (given.family !== undefined) choose("--family", given.family, ["gaussian"]);
  const threads = given.threads === undefined ? {} : { threads: wholeNumber("--threads", given.threads, 1, 256) };
  return {
    formula,
    data: given.data,
    ...(given.method === undefined ? {} : { method: choose("--method", given.method.toLowerCase(), ["reml", "ml"]) }),
    ...(given.weights === undefined ? {} : { weights: given.weights }),
    ...(given.counts === undefined ? {} : { counts: given.counts }),
    ...(given.effects === undefined ? {} : { effects: given.effects }),
    ...(given.out === undefined ? {} : { out: given.out }),
    draws: wholeNumber("--draws", given.draws, 100, 1_000_000),
    seed: wholeNumber("--seed", given.seed, 0, Number.MAX_SAFE_INTEGER),
    encoding: encodingName(given.encoding ?? "auto"),
    memory: memorySize(given.memory),
    ...threads,
    fixedPoint: given.fixedPoint,
    timings: given.timings === true,
  };
}
