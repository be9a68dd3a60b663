import type { Command } from "commander";
import { fail } from "../../base/index.ts";
import { type GrowthOptions, growthDefaults, measureGrowth } from "../../pipeline/index.ts";
import { renderGrowthSummary } from "../../report/index.ts";
import type { CommandContext } from "../context.ts";
import { encodingName, memorySize, wholeNumber } from "../option-values.ts";

/** Options of `growth` that are named in the documentation but not in this version. */
const laterOptions = { simex: "--simex <column>" } as const;

interface Given {
  readonly data: string;
  readonly current: string;
  readonly priors: string;
  readonly id?: string;
  readonly group?: string;
  readonly taus?: string;
  readonly knots?: string;
  readonly coefficients?: string;
  readonly minCohort: string;
  readonly out?: string;
  readonly outGroups?: string;
  readonly json?: boolean;
  readonly encoding?: string;
  readonly memory: string;
  readonly threads?: string;
  readonly fixedPoint: boolean;
}

/** `zengzhi growth --data FILE --current COL --priors COL,…`: growth percentiles of one table. */
export function addGrowth(commander: Command, context: CommandContext): void {
  const zh = context.streams.language === "zh";
  const { taus, knots, minimumCohort } = growthDefaults;
  const command = commander
    .command("growth")
    .description(zh ? "计算学生成长百分位" : "student growth percentiles of one table")
    .requiredOption("--data <file>", zh ? "数据文件：.csv、.csv.gz、.parquet" : "table: .csv, .csv.gz, .parquet")
    .requiredOption("--current <column>", zh ? "本次成绩列" : "column of the current score")
    .requiredOption(
      "--priors <columns>",
      zh ? "先前成绩列，由近到远，用逗号分隔" : "prior scores, nearest first: A,B,…",
    )
    .option("--id <columns>", zh ? "学生编号列（默认用行号 row）" : "column(s) that name a student (default: row)")
    .option("--group <column>", zh ? "按此列汇总，如学校" : "also summarise by this column, e.g. the school")
    .option("--taus <n>", zh ? `分位线条数（默认 ${taus}）` : `number of quantiles (default ${taus})`)
    .option(
      "--knots <shares>",
      zh ? `样条节点的分位（默认 ${knots.join(",")}）` : `quantiles at which knots lie (default ${knots.join(",")})`,
    )
    .option(
      "--coefficients <file>",
      zh
        ? "系数文件：没有则保存，已有则作为固定基线"
        : "coefficients: stored if the file is new, else the fixed baseline",
    )
    .option(
      "--min-cohort <n>",
      zh ? "少于此人数的群体给出提示" : "cohorts below this number are flagged",
      String(minimumCohort),
    )
    .option(
      "--out <file>",
      zh ? "逐行结果：.csv、.parquet、.arrow" : "per row: sgp, expected, order (.csv, .parquet, .arrow)",
    )
    .option("--out-groups <file>", zh ? "分组汇总表文件" : "file for the groups' table")
    .option("--encoding <name>", zh ? "编码：auto、utf-8、gb18030" : "auto, utf-8 or gb18030", "auto")
    .option("--memory <size>", zh ? "数据库内存上限" : "memory limit of the database", "2GB")
    .option("--threads <n>", zh ? "线程数（不影响结果）" : "threads (no result depends on it)")
    .option("--no-fixed-point", zh ? "不检测定点小数" : "take floating-point columns as they are")
    .option("--json", zh ? "输出 JSON" : "one JSON document on standard output");
  for (const flags of Object.values(laterOptions)) command.option(flags);
  command.action(async (given: Given) => {
    for (const [key, flags] of Object.entries(laterOptions)) {
      if (key in given) fail("OPTION_LATER", { option: flags.split(" ")[0] });
    }
    const { language, out } = context.streams;
    const result = await measureGrowth({ ...growthOptions(given), language });
    out(given.json === true ? `${JSON.stringify(result, null, 2)}\n` : renderGrowthSummary(result, language));
  });
}

function growthOptions(given: Given): GrowthOptions {
  const { data, current, group, coefficients, out, outGroups, threads, taus, knots, fixedPoint } = given;
  if (outGroups !== undefined && group === undefined) {
    fail("OPTION_VALUE", {
      option: "--out-groups",
      value: outGroups,
      expected: { oneOf: ["--group … --out-groups …"] },
    });
  }
  return {
    data,
    current,
    priors: columnList("--priors", given.priors),
    id: given.id === undefined ? [] : columnList("--id", given.id),
    ...(group === undefined ? {} : { group }),
    ...(taus === undefined ? {} : { taus: wholeNumber("--taus", taus, 2, 1000) }),
    ...(knots === undefined ? {} : { knots: knotShares(knots) }),
    ...(coefficients === undefined ? {} : { coefficients }),
    minimumCohort: wholeNumber("--min-cohort", given.minCohort, 1, 999_999_999),
    ...(out === undefined ? {} : { out }),
    ...(outGroups === undefined ? {} : { outGroups }),
    encoding: encodingName(given.encoding ?? "auto"),
    memory: memorySize(given.memory),
    ...(threads === undefined ? {} : { threads: wholeNumber("--threads", threads, 1, 256) }),
    fixedPoint,
  };
}

function columnList(option: string, value: string): string[] {
  const names = value.split(",").map((name) => name.trim());
  if (names.every((name) => name !== "") && new Set(names).size === names.length) return names;
  return fail("OPTION_VALUE", { option, value, expected: { oneOf: ["A", "A,B", "A,B,C", "…"] } });
}

/** Shares at which knots lie: between 0 and 1, rising. */
function knotShares(value: string): number[] {
  const shares = value.split(",").map((one) => (one.trim() === "" ? Number.NaN : Number(one)));
  const rising = shares.every((share, k) => share > (k === 0 ? 0 : shares[k - 1]) && share < 1);
  if (rising && shares.length <= 20) return shares;
  return fail("OPTION_VALUE", { option: "--knots", value, expected: { oneOf: ["0 < a < b < … < 1"] } });
}
