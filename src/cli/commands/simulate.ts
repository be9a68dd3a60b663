import type { Command } from "commander";
import { fail } from "../../base/index.ts";
import { simulateInto } from "../../pipeline/index.ts";
import type { CommandContext } from "../context.ts";

interface Given {
  readonly schools: string;
  readonly students: string;
  readonly seed: string;
  readonly out: string;
  readonly format: string;
  readonly json?: boolean;
}

/** Fewest schools, so that all special ones have their partners; and the greatest county that one machine should hold. */
const schoolRange = { from: 12, to: 5000 };
/** Students of a cohort for each school: below, classes are no classes. */
const studentsPerSchool = { from: 10, to: 1000 };

const formats = { both: ["parquet", "csv"], parquet: ["parquet"], csv: ["csv"] } as const;

/** `zengzhi simulate --schools J --students N --seed S --out DIR`: data with known truth. */
export function addSimulate(commander: Command, { streams }: CommandContext): void {
  const zh = streams.language === "zh";
  commander
    .command("simulate")
    .description(
      zh
        ? "生成已知真值的模拟县：三个学段、三届学生，另附真值和可直接运行的研究文件"
        : "a simulated county with known truth: three stages, three cohorts, the truth beside them, and a study that runs",
    )
    .option("--schools <n>", zh ? "学校数（各学段合计）" : "schools of all stages", "60")
    .option(
      "--students <n>",
      zh ? "每届学生数（各学段合计，约数）" : "students of one graduating cohort, all stages together, about",
      "6000",
    )
    .option(
      "--seed <n>",
      zh ? "随机种子：相同则文件逐字节相同" : "seed: the same seed gives the same bytes",
      "20240901",
    )
    .option("--out <dir>", zh ? "新文件夹或空文件夹" : "a new or empty folder", "county")
    .option("--format <name>", "parquet | csv | both", "both")
    .option("--json", zh ? "输出 JSON" : "one JSON document on standard output")
    .action(async (given: Given) => {
      const schools = wholeNumber("--schools", given.schools, schoolRange.from, schoolRange.to);
      const students = wholeNumber(
        "--students",
        given.students,
        studentsPerSchool.from * schools,
        studentsPerSchool.to * schools,
      );
      const seed = wholeNumber("--seed", given.seed, 0, Number.MAX_SAFE_INTEGER);
      const made = await simulateInto({ schools, students, seed, out: given.out, formats: formatsOf(given.format) });
      if (given.json === true) {
        streams.out(`${JSON.stringify(made, null, 2)}\n`);
        return;
      }
      const total = made.cohorts.reduce((sum, one) => sum + one.students, 0);
      const words = zh
        ? [
            `已生成模拟县 ${made.out}：${made.schools} 所学校，三届学生 ${total} 人，${made.tables} 张表（模拟数据，真值在 truth）。`,
            "下一步：",
          ]
        : [
            `Made a simulated county in ${made.out}: ${made.schools} schools, ${total} students in three cohorts, ${made.tables} tables (simulated data; the truth is in truth).`,
            "Next:",
          ];
      streams.out(`${[...words, `  npx zengzhi run ${made.study}`].join("\n")}\n`);
    });
}

function formatsOf(name: string): readonly ("parquet" | "csv")[] {
  if (name === "both" || name === "parquet" || name === "csv") return formats[name];
  return fail("OPTION_VALUE", { option: "--format", value: name, expected: { oneOf: Object.keys(formats) } });
}

function wholeNumber(option: string, value: string, from: number, to: number): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= from && number <= to) return number;
  return fail("OPTION_VALUE", { option, value, expected: { from, to } });
}
