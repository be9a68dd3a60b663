import { describe, expect, it } from "vitest";
import {
  type Cohort,
  type County,
  defaultParameters,
  errorOfPaper,
  outcomes,
  type SatTest,
  simulateCounty,
  sitTest,
  stagePlans,
} from "../../../src/data/simulate/index.ts";
import { correlation, correlationError, deviationError, mean, variance } from "./statistics.ts";

const manySchools = simulateCounty({
  ...defaultParameters,
  schools: 2000,
  students: 20000,
  stagePattern: ["junior"],
  specialSchools: false,
});
const bigSchools = simulateCounty({ ...defaultParameters, schools: 60, students: 24000 });

/** Closer than three Monte-Carlo errors. */
function expectNear(found: number, truth: number, error: number): void {
  expect(Math.abs(found - truth)).toBeLessThan(3 * error);
}

function cohortOf(county: County, stage: string, classOf = 2025): Cohort {
  const found = county.cohorts.find((one) => one.plan.stage === stage && one.classOf === classOf);
  if (found === undefined) throw new Error(`no cohort ${stage} ${classOf}`);
  return found;
}

function sit(county: County, stage: "primary" | "junior" | "senior", id: string): { cohort: Cohort; sat: SatTest } {
  const cohort = cohortOf(county, stage);
  const test = stagePlans[stage].tests.find((one) => one.id === id);
  if (test === undefined) throw new Error(`no test ${id}`);
  return { cohort, sat: sitTest(county.parameters, cohort, test) };
}

describe("true school effects", () => {
  const { effect, intakeSd } = defaultParameters;
  const { schools } = manySchools;
  const of = (s: number, year: number): number[] => schools.map((one) => one.truth.effects[s][year]);
  const intake = (year: number): number[] => schools.map((one) => one.truth.intake[year]);
  const J = schools.length;

  it.each([0, 1, 2])("have the stated deviation in year %i, and so has the intake", (year) => {
    expectNear(Math.sqrt(variance(of(1, year))), effect.sd, deviationError(effect.sd, J));
    expectNear(Math.sqrt(variance(intake(year))), intakeSd, deviationError(intakeSd, J));
    expectNear(mean(of(1, year)), 0, effect.sd / Math.sqrt(J));
  });

  it("correlate between subjects, with the intake, and from year to year as stated", () => {
    const check = (a: number[], b: number[], truth: number) =>
      expectNear(correlation(a, b), truth, correlationError(truth, J));
    const { subjectCorrelation: rho, intakeCorrelation: kappa, persistence: phi } = effect;
    for (const year of [0, 1, 2]) {
      check(of(0, year), of(1, year), rho);
      check(of(2, year), of(5, year), rho);
      check(of(3, year), intake(year), kappa);
    }
    check(of(1, 0), of(1, 1), phi);
    check(of(1, 0), of(1, 2), phi ** 2);
    check(of(0, 0), of(1, 1), rho * phi);
    check(of(0, 2), intake(0), kappa * phi ** 2);
    check(intake(1), intake(2), phi);
  });
});

describe("abilities", () => {
  it("have variance 1 at entry, of which the schools have the stated part", () => {
    const { entry, origin, schools, year } = cohortOf(manySchools, "junior", 2023);
    const within = entry[1].map((x, i) => x - schools[origin[i]].truth.intake[year]);
    const share = 1 - defaultParameters.intakeSd ** 2;
    expectNear(Math.sqrt(variance(within)), Math.sqrt(share), deviationError(1, within.length));
    expect(variance(entry[1])).toBeCloseTo(1, 1);
    const other = entry[2].map((x, i) => x - schools[origin[i]].truth.intake[year]);
    const r = defaultParameters.ability.entryCorrelation;
    expectNear(correlation(within, other), r, correlationError(r, within.length));
  });

  it("grow by the stated slope, sex, school and class effects, and nothing else that is known", () => {
    const cohort = cohortOf(manySchools, "junior");
    const { ability } = defaultParameters;
    const s = 1;
    const subject = cohort.plan.subjects[s];
    const classEffect = new Map(cohort.classEffects.map((one) => [`${one.school}/${one.number}`, one.effects[s]]));
    const known: number[] = [];
    const left: number[] = [];
    for (let i = 0; i < cohort.ids.length; i++) {
      const { fate } = cohort.paths[i];
      if (fate !== "stayed") continue;
      const school = cohort.schools[cohort.exit[i]].truth.effects[s][cohort.year];
      const ofClass = classEffect.get(`${cohort.exit[i]}/${cohort.classes[i]?.number}`) ?? Number.NaN;
      const sex = (cohort.girl[i] === 1 ? 1 : -1) * subject.sexEffect;
      known.push(ability.stability * cohort.entry[1][i] + sex + school + ofClass);
      left.push(cohort.ability[s][i] - known[known.length - 1]);
    }
    expectNear(Math.sqrt(variance(left)), ability.growthSd, deviationError(ability.growthSd, left.length));
    expectNear(mean(left), 0, ability.growthSd / Math.sqrt(left.length));
    expectNear(correlation(known, left), 0, correlationError(0, left.length));
  });

  it("count a moved student's two schools by the time at each", () => {
    const cohort = cohortOf(bigSchools, "junior");
    const s = 0;
    const left: number[] = [];
    const share: number[] = [];
    for (let i = 0; i < cohort.ids.length; i++) {
      const { fate, shareAtExit } = cohort.paths[i];
      if (fate !== "moved" && fate !== "movedWithSchool") continue;
      const effect = (j: number): number => cohort.schools[j].truth.effects[s][cohort.year];
      const sex = (cohort.girl[i] === 1 ? 1 : -1) * cohort.plan.subjects[s].sexEffect;
      const mixed = shareAtExit * effect(cohort.exit[i]) + (1 - shareAtExit) * effect(cohort.origin[i]);
      left.push(cohort.ability[s][i] - 0.8 * cohort.entry[0][i] - sex - mixed);
      share.push(shareAtExit);
    }
    expect(left.length).toBeGreaterThan(100);
    expect(Math.max(...share)).toBeLessThan(1);
    expect(Math.min(...share)).toBeGreaterThan(0);
    // What is left are growth and class effects.
    expectNear(mean(left), 0, 0.56 / Math.sqrt(left.length) + 0.03);
  });
});

describe("tests", () => {
  it.each([
    ["junior", "entry", 0],
    ["junior", "entry", 1],
    ["senior", "zhongkao", 2],
  ] as const)(
    "of %s, %s, paper %i, err by the stated standard error of measurement and the rounding",
    (stage, id, p) => {
      const { cohort, sat } = sit(bigSchools, stage, id);
      const paper = sat.test.papers[p];
      const ability = cohort.entry[cohort.plan.entryAbilities.indexOf(paper.ability)];
      const errors: number[] = [];
      for (const [k, i] of sat.students.entries()) {
        // Far from the full mark and from 0, where nothing is cut off.
        if (Math.abs(ability[i] + 0.5) < 1) {
          errors.push(sat.marks[p][k] - paper.fullMark * (paper.centre + paper.spread * ability[i]));
        }
      }
      const inMarks = errorOfPaper(paper, 1) * paper.spread * paper.fullMark;
      const sd = Math.sqrt(inMarks ** 2 + paper.unit ** 2 / 12);
      expect(errors.length).toBeGreaterThan(2000);
      expectNear(Math.sqrt(variance(errors)), sd, deviationError(sd, errors.length));
      expectNear(mean(errors), 0, sd / Math.sqrt(errors.length));
    },
  );

  it("correlate with ability by the root of the stated reliability", () => {
    const { cohort, sat } = sit(bigSchools, "junior", "entry");
    for (const [p, paper] of sat.test.papers.entries()) {
      const truth = [...sat.students].map((i) => cohort.entry[p][i]);
      // The ceiling costs up to a fiftieth.
      const found = correlation(sat.marks[p], truth) ** 2;
      expect(found).toBeGreaterThan(paper.reliability - 0.02);
      expect(found).toBeLessThan(paper.reliability + 0.008);
    }
  });

  it("give marks in steps of their unit between 0 and the full mark, and some reach it where the paper is easy", () => {
    for (const [stage, id] of [
      ["primary", "monitor"],
      ["junior", "monitor"],
      ["senior", "gaokao"],
    ] as const) {
      const { sat } = sit(bigSchools, stage, id);
      for (const [p, { fullMark, unit }] of sat.test.papers.entries()) {
        expect(sat.marks[p].every((mark) => mark >= 0 && mark <= fullMark && Number.isInteger(mark / unit))).toBe(true);
      }
    }
    const { sat } = sit(bigSchools, "primary", "monitor");
    const math = sat.marks[1];
    expect(math.filter((mark) => mark === 100).length / math.length).toBeGreaterThan(0.03);
  });

  it("are missed at the stated rate, and the weaker the student the more", () => {
    const juniors = bigSchools.cohorts.filter(({ plan }) => plan.stage === "junior");
    const cases = juniors.flatMap((cohort) =>
      cohort.plan.tests.slice(1).flatMap((test) => {
        const sat = sitTest(bigSchools.parameters, cohort, test);
        return [...sat.students].map((i, k) => ({
          level: mean(cohort.ability.map((one) => one[i])),
          away: sat.status.every((one) => one[k] === outcomes.absent) ? 1 : 0,
        }));
      }),
    );
    cases.sort((a, b) => a.level - b.level);
    const quarter = Math.floor(cases.length / 4);
    const rates = [0, 1, 2, 3].map((q) => mean(cases.slice(q * quarter, (q + 1) * quarter).map((one) => one.away)));
    expect(rates[0]).toBeGreaterThan(rates[1]);
    expect(rates[1]).toBeGreaterThan(rates[2]);
    expect(rates[2]).toBeGreaterThan(rates[3]);
    expect(rates[0]).toBeGreaterThan(3 * rates[3]);
    // The rate is stated for ability of variance 1; the mean over subjects has less.
    const all = mean(cases.map((one) => one.away));
    expect(all).toBeGreaterThan(0.75 * defaultParameters.absence.exit);
    expect(all).toBeLessThan(1.1 * defaultParameters.absence.exit);
  });

  it("leave out of the entry test those who came later, and of the exit test those who left", () => {
    const { cohort, sat } = sit(bigSchools, "junior", "entry");
    const monitor = sit(bigSchools, "junior", "monitor").sat;
    const fates = (one: SatTest): Set<string> => new Set([...one.students].map((i) => cohort.paths[i].fate));
    expect(fates(sat).has("arrived")).toBe(false);
    expect(fates(sat).has("vanished")).toBe(true);
    expect([...fates(monitor)].sort()).toEqual(["arrived", "moved", "movedWithSchool", "stayed"]);
  });

  it("draw samples whose weights add up to the school's students", () => {
    const { cohort, sat } = sit(bigSchools, "primary", "monitor");
    const [size, weight, drawn] = [0, 1, 2].map(() => new Float64Array(cohort.schools.length));
    for (const [k, j] of sat.schools.entries()) {
      size[j]++;
      weight[j] += sat.weights[k];
      if (sat.weights[k] > 0) drawn[j]++;
    }
    for (let j = 0; j < size.length; j++) {
      expect(weight[j]).toBeCloseTo(size[j], 8);
      expect(drawn[j]).toBe(Math.min(size[j], defaultParameters.sampleSize));
    }
    // The weighted mean of the sample is that of all, within its error.
    const marks = sat.marks[1];
    const weighted = mean(marks.map((mark, k) => mark * sat.weights[k])) / mean(sat.weights);
    expectNear(weighted, mean(marks), Math.sqrt(variance(marks) / drawn.reduce((a, b) => a + b)) * 1.7);
  });

  it("give senior students marks in three electives", () => {
    const { sat } = sit(bigSchools, "senior", "gaokao");
    const taken = [...sat.students.keys()].map((k) => sat.status.filter((one) => one[k] !== outcomes.notChosen).length);
    expect(new Set(taken)).toEqual(new Set([6]));
  });
});
