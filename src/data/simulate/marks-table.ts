import type { Cohort } from "./draw-cohort.ts";
import { columnsOver, numbers, type SimulatedColumn, type SimulatedTable, tableOf, texts } from "./simulated-table.ts";
import { gradeOf, outcomes, type SatTest } from "./sit-test.ts";
import type { PaperPlan } from "./stages.ts";

const words = ["", "缺考", "违纪", "免考"] as const;

/** Name of a test's files: stage, test, year of graduation. */
export function testFile({ plan, classOf }: Cohort, test: { readonly id: string }): string {
  return `${plan.stage}-${test.id}-${classOf}`;
}

/** A test as a marking platform exports it: one row per student, one column per subject, words where there is no mark. */
export function marksTable(cohort: Cohort, sat: SatTest): SimulatedTable {
  const { test } = sat;
  const rows = [...sat.students.keys()].filter((k) => sat.weights[k] > 0);
  const row = columnsOver(rows);
  const people = rows.map((k) => sat.students[k]);
  const person = columnsOver(people);
  const schools = rows.map((k) => cohort.schools[sat.schools[k]]);
  const school = columnsOver(schools);
  const papers = test.papers.map((paper, p) => cellsOf(sat, paper, p, rows));
  const columns: SimulatedColumn[] = [
    school.text("学校代码", "school", (one) => one.code),
    school.text("学校", "name of the school", (one) => one.name),
    ...(test.measures === "exit" ? [classColumn(cohort, people)] : []),
    person.text("学号", "student", (i) => cohort.ids[i]),
    person.text("性别", "sex: 女 female, 男 male", (i) => (cohort.girl[i] === 1 ? "女" : "男")),
    ...(test.measures === "exit" ? [person.text("考生类别", "category", (i) => cohort.paths[i].category)] : []),
    ...papers,
    ...(test.form === "bands" ? [] : [totalColumn(sat, rows)]),
    ...(test.form === "sample"
      ? [row.number("抽样权重", "sampling weight: students of the school / drawn", 6, (k) => sat.weights[k])]
      : []),
  ];
  const zh = `${cohort.classOf}届${cohort.plan.name.zh}${test.name.zh}`;
  const en = `${test.name.en}, ${cohort.plan.name.en.toLowerCase()}, class of ${cohort.classOf}`;
  return tableOf(`data/marks/${testFile(cohort, test)}`, { zh, en }, ["学号"], columns);
}

/** Marks of everybody due, whether he sat, was drawn or was only graded: what the platform's file does not show. */
export function censusTable(cohort: Cohort, sat: SatTest): SimulatedTable {
  const people = [...sat.students];
  const person = columnsOver(people);
  const about = {
    zh: `${testFile(cohort, sat.test)}：全体应考学生的分数（真值）`,
    en: `${testFile(cohort, sat.test)}: marks of all students due, as if all had sat`,
  };
  return tableOf(
    `truth/census/${testFile(cohort, sat.test)}`,
    about,
    ["student"],
    [
      person.text("student", "student", (i) => cohort.ids[i]),
      texts(
        "school",
        "school at the test",
        [...sat.schools].map((j) => cohort.schools[j].code),
      ),
      ...sat.test.papers.map((paper, p) => numbers(paper.ability, `mark, 0–${paper.fullMark}`, sat.marks[p], 1)),
    ],
  );
}

function classColumn(cohort: Cohort, people: readonly number[]): SimulatedColumn {
  const values = people.map((i) => `${cohort.plan.exitGrade}${cohort.classes[i]?.number ?? ""}班`);
  return texts("班级", "home class", values);
}

function cellsOf(sat: SatTest, paper: PaperPlan, p: number, rows: readonly number[]): SimulatedColumn {
  const isGrade = sat.test.form === "bands";
  const written = markTexts(paper);
  const values = rows.map((k): string | null => {
    const status = sat.status[p][k];
    if (status === outcomes.notChosen) return null;
    if (status !== outcomes.mark) return words[status];
    const mark = sat.marks[p][k];
    return isGrade ? gradeOf(mark, paper.fullMark) : written[Math.round(mark / paper.unit)];
  });
  return texts(paper.name.zh, isGrade ? "grade A–E" : `mark, 0–${paper.fullMark}, or a word`, values);
}

/** The texts of all marks that a paper can give. */
function markTexts({ fullMark, unit }: PaperPlan): string[] {
  return Array.from({ length: Math.round(fullMark / unit) + 1 }, (_, steps) => String(steps * unit));
}

/** The total as platforms give it: papers without a mark count nothing. */
function totalColumn(sat: SatTest, rows: readonly number[]): SimulatedColumn {
  const values = rows.map((k) =>
    sat.marks.reduce((sum, marks, p) => sum + (sat.status[p][k] === outcomes.mark ? marks[k] : 0), 0),
  );
  return numbers("总分", "sum of the marks; papers without a mark count 0", values, 1);
}
