import type { Cohort } from "./draw-cohort.ts";
import type { SimulatedSchool } from "./draw-schools.ts";
import { marksPerDeviation } from "./papers-table.ts";
import type { CountyParameters } from "./parameters.ts";
import { columnsOver, type SimulatedTable, tableOf } from "./simulated-table.ts";
import { type Stage, stagePlans } from "./stages.ts";

/** True school effects, intake and size, one row per school, year and subject. */
export function effectsTruth(parameters: CountyParameters, schools: readonly SimulatedSchool[]): SimulatedTable {
  const { classesOf, effect } = parameters;
  const rows = schools.flatMap((school) =>
    classesOf.flatMap((classOf, year) =>
      stagePlans[school.stage].subjects.map(({ id }, s) => ({ school, classOf, year, subject: id, s })),
    ),
  );
  const row = columnsOver(rows);
  return tableOf(
    "truth/effects",
    {
      zh: `学校真实效应（学校 × 届 × 学科，标准差${effect.sd}）`,
      en: "true school effects by school, cohort and subject",
    },
    ["school", "class_of", "subject"],
    [
      row.text("school", "school", (one) => one.school.code),
      row.text("stage", "stage", (one) => one.school.stage),
      row.whole("class_of", "year of graduation", (one) => one.classOf),
      row.text("subject", "subject", (one) => one.subject),
      row.number(
        "effect",
        "true effect on exit ability, standard deviations",
        6,
        (one) => one.school.truth.effects[one.s][one.year],
      ),
      row.number(
        "effect_marks",
        "the same in marks of the exit test (primary and junior: monitor; senior: gaokao)",
        6,
        (one) => one.school.truth.effects[one.s][one.year] * exitMarks(parameters, one.school.stage, one.s),
      ),
      row.number(
        "intake",
        "true mean entry ability from which the cohort is drawn, standard deviations",
        6,
        (one) => one.school.truth.intake[one.year],
      ),
      row.whole("entered", "students who entered with the cohort", (one) => one.school.cohorts[one.year]),
    ],
  );
}

/** Class effects that are true, one row per class and subject. */
export function classesTruth(cohorts: readonly Cohort[]): SimulatedTable {
  const rows = cohorts.flatMap((cohort) =>
    cohort.classEffects.flatMap((one) =>
      cohort.plan.subjects.map(({ id }, s) => ({
        school: cohort.schools[one.school].code,
        classOf: cohort.classOf,
        number: one.number,
        subject: id,
        effect: one.effects[s],
      })),
    ),
  );
  const row = columnsOver(rows);
  return tableOf(
    "truth/classes",
    { zh: "班级真实效应", en: "true class effects" },
    ["school", "class_of", "class", "subject"],
    [
      row.text("school", "school", (one) => one.school),
      row.whole("class_of", "year of graduation", (one) => one.classOf),
      row.whole("class", "number of the class", (one) => one.number),
      row.text("subject", "subject", (one) => one.subject),
      row.number("effect", "true effect on exit ability, standard deviations", 6, (one) => one.effect),
    ],
  );
}

/** Marks for one standard deviation of ability on the first exit test of the stage. */
function exitMarks(parameters: CountyParameters, stage: Stage, subject: number): number {
  const { subjects, tests } = stagePlans[stage];
  const papers = tests.find(({ measures }) => measures === "exit")?.papers ?? [];
  const paper = papers.find(({ ability }) => ability === subjects[subject].id);
  return paper === undefined ? Number.NaN : marksPerDeviation(parameters, paper);
}
