import { type Localized, type RandomStream, randomStream } from "../../base/index.ts";
import { sampleNormal } from "../../math/index.ts";
import type { Cohort } from "./draw-cohort.ts";
import type { SimulatedSchool } from "./draw-schools.ts";
import type { CountyParameters } from "./parameters.ts";
import { enrolmentOf, isOpenIn, schoolYearOf } from "./school-tables.ts";
import { columnsOver, type SimulatedTable, tableOf } from "./simulated-table.ts";
import type { Stage } from "./stages.ts";

/** A non-examination indicator: the true rate of a school is logistic(centre + trend · year + spread · its AR(1) level). */
interface IndicatorPlan {
  readonly id: string;
  readonly name: Localized;
  /** Middle school's rate in the first year, by stage. A stage that is left out has no such indicator. */
  readonly rate: Partial<Readonly<Record<Stage, number>>>;
  /** Change of the log odds a year, and standard deviation of schools' log odds. */
  readonly trend: number;
  readonly spread: number;
  /** Share of all students who are measured or asked. */
  readonly asked: number;
}

export const indicatorPlans: readonly IndicatorPlan[] = [
  {
    id: "fitness_pass",
    name: { zh: "体质健康合格率", en: "fitness test: pass" },
    rate: { primary: 0.95, junior: 0.93, senior: 0.9 },
    trend: 0.15,
    spread: 0.45,
    asked: 1,
  },
  {
    id: "fitness_good",
    name: { zh: "体质健康优良率", en: "fitness test: good or better" },
    rate: { primary: 0.52, junior: 0.45, senior: 0.35 },
    trend: 0.1,
    spread: 0.35,
    asked: 1,
  },
  {
    id: "myopia",
    name: { zh: "近视率", en: "myopia (less is better)" },
    rate: { primary: 0.36, junior: 0.66, senior: 0.79 },
    trend: -0.05,
    spread: 0.25,
    asked: 1,
  },
  {
    id: "sleep",
    name: { zh: "睡眠时间达标率", en: "sleep as the standard asks" },
    rate: { primary: 0.72, junior: 0.6, senior: 0.5 },
    trend: 0.12,
    spread: 0.4,
    asked: 0.3,
  },
  {
    id: "homework",
    name: { zh: "作业时间达标率", en: "homework within the limit" },
    rate: { primary: 0.85, junior: 0.74, senior: 0.65 },
    trend: 0.12,
    spread: 0.5,
    asked: 0.3,
  },
  {
    id: "satisfaction",
    name: { zh: "家长满意度", en: "parents satisfied" },
    rate: { primary: 0.91, junior: 0.88, senior: 0.86 },
    trend: 0.06,
    spread: 0.4,
    asked: 0.4,
  },
  {
    id: "proficiency_pass",
    name: { zh: "学业水平合格性考试合格率", en: "academic proficiency examination: pass" },
    rate: { senior: 0.975 },
    trend: 0.05,
    spread: 0.5,
    asked: 0.33,
  },
];

const retention = { id: "retention", name: { zh: "巩固率", en: "retention of the graduating cohort" } } as const;

interface IndicatorRow {
  readonly school: string;
  readonly classOf: number;
  readonly id: string;
  readonly name: string;
  readonly count: number;
  readonly reached: number;
  /** True rate; NaN where the value is a count of what happened. */
  readonly truth: number;
}

/** Indicators by school and year with their counts, and their true rates. */
export function indicatorTables(
  parameters: CountyParameters,
  schools: readonly SimulatedSchool[],
  cohorts: readonly Cohort[],
): { readonly data: SimulatedTable; readonly truth: SimulatedTable } {
  const rows = [
    ...schools.flatMap((school) => indicatorPlans.flatMap((plan) => indicatorRows(parameters, school, plan))),
    ...cohorts.flatMap(retentionRows),
  ];
  const row = columnsOver(rows);
  const key = {
    year: row.text("学年", "school year", (one) => schoolYearOf(one.classOf)),
    school: row.text("学校代码", "school", (one) => one.school),
    id: row.text("指标代码", "indicator", (one) => one.id),
  };
  const data = tableOf(
    "data/indicators",
    { zh: "非考试指标（学校 × 学年）", en: "non-examination indicators by school and year" },
    ["学年", "学校代码", "指标代码"],
    [
      key.year,
      key.school,
      key.id,
      row.text("指标", "name of the indicator", (one) => one.name),
      row.whole("人数", "students or parents measured or asked", (one) => one.count),
      row.whole("达到人数", "of these with the property", (one) => one.reached),
      row.number("比率", "percent", 2, (one) => (100 * one.reached) / one.count),
    ],
  );
  const known = rows.filter((one) => !Number.isNaN(one.truth));
  const sure = columnsOver(known);
  const truth = tableOf(
    "truth/indicators",
    { zh: "非考试指标的真实比率", en: "true rates of the indicators" },
    ["school", "class_of", "indicator"],
    [
      sure.text("school", "school", (one) => one.school),
      sure.whole("class_of", "school year that ends in", (one) => one.classOf),
      sure.text("indicator", "indicator", (one) => one.id),
      sure.number("rate", "true rate, share of 1", 6, (one) => one.truth),
    ],
  );
  return { data, truth };
}

function indicatorRows(parameters: CountyParameters, school: SimulatedSchool, plan: IndicatorPlan): IndicatorRow[] {
  const rate = plan.rate[school.stage];
  if (rate === undefined) return [];
  const { persistence } = parameters.effect;
  const stream = randomStream(parameters.seed, `school ${school.code} ${plan.id}`);
  let level = 0;
  return parameters.classesOf.flatMap((classOf, year): IndicatorRow[] => {
    const fresh = sampleNormal(stream);
    level = year === 0 ? fresh : persistence * level + Math.sqrt(1 - persistence ** 2) * fresh;
    const truth = 1 / (1 + Math.exp(-(Math.log(rate / (1 - rate)) + plan.trend * year + plan.spread * level)));
    const sampling = randomStream(parameters.seed, `school ${school.code} ${plan.id} ${classOf}`);
    if (!isOpenIn(school, year, classOf)) return [];
    const count = Math.max(1, Math.round(enrolmentOf(school, year, classOf) * plan.asked));
    const reached = drawBinomial(sampling, count, truth);
    return [{ school: school.code, classOf, id: plan.id, name: plan.name.zh, count, reached, truth }];
  });
}

/** Successes in `count` trials: drawn one by one up to 60, above by the normal approximation. */
function drawBinomial(stream: RandomStream, count: number, rate: number): number {
  if (count <= 60) {
    let reached = 0;
    for (let i = 0; i < count; i++) if (stream.uniform() < rate) reached++;
    return reached;
  }
  const drawn = count * rate + Math.sqrt(count * rate * (1 - rate)) * sampleNormal(stream);
  return Math.min(count, Math.max(0, Math.round(drawn)));
}

/**
 * 巩固率 of the graduating cohort: 毕业时在籍 ÷ (入学 + 转入 − 正常减少). Accounted losses are transfers with papers and
 * suspensions; those steered away or without papers stay in the denominator.
 */
function retentionRows(cohort: Cohort): IndicatorRow[] {
  const due = new Float64Array(cohort.schools.length);
  const graduated = new Float64Array(cohort.schools.length);
  for (let i = 0; i < cohort.ids.length; i++) {
    const { fate } = cohort.paths[i];
    const exit = cohort.exit[i];
    if (exit >= 0) {
      due[exit]++;
      graduated[exit]++;
    } else if (fate === "vocational" || fate === "vanished") due[cohort.origin[i]]++;
  }
  return cohort.schools.flatMap((school, j): IndicatorRow[] =>
    due[j] === 0
      ? []
      : [
          {
            school: school.code,
            classOf: cohort.classOf,
            id: retention.id,
            name: retention.name.zh,
            count: due[j],
            reached: graduated[j],
            truth: Number.NaN,
          },
        ],
  );
}
