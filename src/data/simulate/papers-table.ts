import type { Cohort } from "./draw-cohort.ts";
import { testFile } from "./marks-table.ts";
import type { CountyParameters } from "./parameters.ts";
import { schoolYearOf } from "./school-tables.ts";
import { columnsOver, type SimulatedTable, tableOf } from "./simulated-table.ts";
import { errorOfPaper, type PaperPlan, type TestPlan } from "./stages.ts";

/** What one standard deviation of ability is worth on a paper, in marks. */
export function marksPerDeviation({ spread }: CountyParameters, paper: PaperPlan): number {
  return spread * paper.spread * paper.fullMark;
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
  const perDeviation = (paper: PaperPlan): number => marksPerDeviation(parameters, paper);
  const errorInMarks = (paper: PaperPlan): number =>
    errorOfPaper(paper, parameters.measurementError) * perDeviation(paper);
  const row = columnsOver(rows);
  return tableOf(
    "data/papers",
    { zh: "试卷", en: "papers of the tests" },
    ["考试", "学科"],
    [
      row.text("考试", "test: file name under data/marks", (one) => testFile(one.cohort, one.test)),
      row.text("考试名称", "name of the test", (one) => one.test.name.zh),
      row.text("学科", "subject: heading in the file of marks", (one) => one.paper.name.zh),
      row.text("类别", "legal kind", (one) => one.test.legalKind),
      row.text("学年", "school year", (one) =>
        schoolYearOf(Number(testDay(one.cohort, one.test).slice(0, 4)) + (one.test.day > "08-01" ? 1 : 0)),
      ),
      row.text("日期", "day", (one) => testDay(one.cohort, one.test)),
      row.text("形式", "分数 marks, 等级 grades A–E, 抽样 marks of a sample", (one) => formWords[one.test.form]),
      row.whole("满分", "full mark", (one) => one.paper.fullMark),
      row.number("合格线", "pass: 60 % of the full mark", 1, (one) => 0.6 * one.paper.fullMark),
      row.number("优秀线", "excellence: 85 % of the full mark", 1, (one) => 0.85 * one.paper.fullMark),
      row.number("低分线", "low score: below 40 % of the full mark", 1, (one) => 0.4 * one.paper.fullMark),
      row.number("测量标准误", "standard error of measurement, marks, without rounding", 4, (one) =>
        errorInMarks(one.paper),
      ),
    ],
  );
}

const formWords = { marks: "分数", bands: "等级", sample: "抽样" } as const;
