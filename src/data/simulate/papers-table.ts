import type { Cohort } from "./draw-cohort.ts";
import { testFile } from "./marks-table.ts";
import type { CountyParameters } from "./parameters.ts";
import { schoolYearOf } from "./school-tables.ts";
import { numbers, type SimulatedTable, tableOf, texts, wholes } from "./simulated-table.ts";
import { errorOfPaper, type PaperPlan, type TestPlan } from "./stages.ts";

/** Standard error of measurement in marks, before rounding. */
export function errorInMarks(paper: PaperPlan, scale: number): number {
  return errorOfPaper(paper, scale) * paper.spread * paper.fullMark;
}

/** Day of a test for a cohort. */
export function testDay({ classOf }: Cohort, test: TestPlan): string {
  return `${classOf - test.yearsBefore}-${test.day}`;
}

/** All papers with full marks, lines and error of measurement. */
export function papersTable(parameters: CountyParameters, cohorts: readonly Cohort[]): SimulatedTable {
  const rows = cohorts.flatMap((cohort) =>
    cohort.plan.tests.flatMap((test) => test.papers.map((paper) => ({ cohort, test, paper }))),
  );
  const scale = parameters.measurementError;
  return tableOf(
    "data/papers",
    { zh: "试卷", en: "papers of the tests" },
    ["考试", "学科"],
    [
      texts(
        "考试",
        "test: file name under data/marks",
        rows.map((one) => testFile(one.cohort, one.test)),
      ),
      texts(
        "考试名称",
        "name of the test",
        rows.map((one) => one.test.name.zh),
      ),
      texts(
        "学科",
        "subject: heading in the file of marks",
        rows.map((one) => one.paper.name.zh),
      ),
      texts(
        "类别",
        "legal kind",
        rows.map((one) => one.test.legalKind),
      ),
      texts(
        "学年",
        "school year",
        rows.map((one) =>
          schoolYearOf(Number(testDay(one.cohort, one.test).slice(0, 4)) + (one.test.day > "08-01" ? 1 : 0)),
        ),
      ),
      texts(
        "日期",
        "day",
        rows.map((one) => testDay(one.cohort, one.test)),
      ),
      texts(
        "形式",
        "分数 marks, 等级 grades A–E, 抽样 marks of a sample",
        rows.map((one) => formWords[one.test.form]),
      ),
      wholes(
        "满分",
        "full mark",
        rows.map((one) => one.paper.fullMark),
      ),
      numbers(
        "合格线",
        "pass: 60 % of the full mark",
        rows.map((one) => 0.6 * one.paper.fullMark),
        1,
      ),
      numbers(
        "优秀线",
        "excellence: 85 % of the full mark",
        rows.map((one) => 0.85 * one.paper.fullMark),
        1,
      ),
      numbers(
        "低分线",
        "low score: below 40 % of the full mark",
        rows.map((one) => 0.4 * one.paper.fullMark),
        1,
      ),
      numbers(
        "测量标准误",
        "standard error of measurement, marks, without rounding",
        rows.map((one) => errorInMarks(one.paper, scale)),
        4,
      ),
    ],
  );
}

const formWords = { marks: "分数", bands: "等级", sample: "抽样" } as const;
