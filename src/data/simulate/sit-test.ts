import { randomStream } from "../../base/index.ts";
import { sampleNormal } from "../../math/index.ts";
import { type Cohort, meanOf } from "./draw-cohort.ts";
import type { CountyParameters } from "./parameters.ts";
import { errorOfPaper, type PaperPlan, type TestPlan } from "./stages.ts";

/** What stands in a cell besides a mark: 0 is a mark that counts. */
export const outcomes = { mark: 0, absent: 1, violation: 2, exempt: 3, notChosen: 4 } as const;

/** A test as it was sat by those who were due. Arrays are by place in `students`. */
export interface SatTest {
  readonly test: TestPlan;
  /** Places of the due students in the cohort. */
  readonly students: Int32Array;
  /** School at the test, place in the cohort's list. */
  readonly schools: Int32Array;
  /** By paper: the mark that the student has, or would have had. */
  readonly marks: readonly Float64Array[];
  /** By paper: one of `outcomes`. */
  readonly status: readonly Uint8Array[];
  /** For a sampled test the weight of those drawn, 0 for the others; else 1. */
  readonly weights: Float64Array;
}

/** Lets a cohort sit one of its stage's tests. Chance is the student's own, named by the test. */
export function sitTest(parameters: CountyParameters, cohort: Cohort, test: TestPlan): SatTest {
  const atEntry = test.measures === "entry";
  const schoolOf = atEntry ? cohort.origin : cohort.exit;
  const due: number[] = [];
  for (let i = 0; i < schoolOf.length; i++) {
    // Who came from outside was not there at the entry test.
    if (schoolOf[i] >= 0 && !(atEntry && cohort.paths[i].fate === "arrived")) due.push(i);
  }
  const students = Int32Array.from(due);
  const marks = test.papers.map(() => new Float64Array(due.length));
  const status = test.papers.map(() => new Uint8Array(due.length));
  const keys = new Float64Array(due.length);
  const sources = test.papers.map((paper) => sourceOf(cohort, test, paper));
  const abilities = atEntry ? cohort.entry : cohort.ability;
  const whole = wholeTest(parameters, cohort, atEntry ? parameters.absence.entry : parameters.absence.exit);
  for (let k = 0; k < due.length; k++) {
    const i = due[k];
    const stream = randomStream(parameters.seed, `student ${cohort.ids[i]} ${test.id}`);
    keys[k] = stream.uniform();
    const all = whole(i, meanOf(abilities, i), stream.uniform(), stream.uniform());
    for (const [p, paper] of test.papers.entries()) {
      const { ability, elective } = sources[p];
      const error = errorOfPaper(paper, parameters.measurementError) * sampleNormal(stream);
      marks[p][k] = markOf(paper, parameters.spread * (ability[i] + error));
      const single = stream.uniform();
      const chosen = elective === null || cohort.paths[i].electives.includes(elective);
      if (!chosen) status[p][k] = outcomes.notChosen;
      else status[p][k] = all === outcomes.mark ? onePaper(parameters, single) : all;
    }
  }
  const schools = students.map((i) => schoolOf[i]);
  const weights = test.form === "sample" ? drawSample(parameters, schools, keys) : new Float64Array(due.length).fill(1);
  return { test, students, schools, marks, status, weights };
}

/** A mark on the paper's scale: linear in ability, rounded to its unit, kept within 0 and the full mark. */
export function markOf({ fullMark, unit, centre, spread }: PaperPlan, ability: number): number {
  const steps = Math.round((fullMark * (centre + spread * ability)) / unit);
  return Math.min(fullMark, Math.max(0, steps * unit));
}

/** The grade of a mark: A from 90 %, B from 80 %, C from 70 %, D from 60 % of the full mark, else E. */
export function gradeOf(mark: number, fullMark: number): string {
  const percent = (100 * mark) / fullMark;
  if (percent >= 90) return "A";
  if (percent >= 80) return "B";
  if (percent >= 70) return "C";
  return percent >= 60 ? "D" : "E";
}

interface Source {
  readonly ability: Float64Array;
  /** Place of the subject where it is an elective, else null. */
  readonly elective: number | null;
}

function sourceOf({ plan, entry, ability }: Cohort, test: TestPlan, paper: PaperPlan): Source {
  if (test.measures === "entry") return { ability: entry[plan.entryAbilities.indexOf(paper.ability)], elective: null };
  const s = plan.subjects.findIndex(({ id }) => id === paper.ability);
  return { ability: ability[s], elective: plan.subjects[s].elective === true ? s : null };
}

/** Whether a student misses or is excused from all papers. The weaker he is, the likelier he stays away. */
function wholeTest({ absence }: CountyParameters, cohort: Cohort, rate: number) {
  const intercept = rate === 0 ? Number.NEGATIVE_INFINITY : Math.log(rate / (1 - rate)) - absence.slope ** 2 / 2;
  return (i: number, level: number, absentDraw: number, exemptDraw: number): number => {
    const isInclusive = cohort.paths[i].category === "随班就读";
    if (exemptDraw < (isInclusive ? 0.5 : rate / 20)) return outcomes.exempt;
    const probability = 1 / (1 + Math.exp(absence.slope * level - intercept));
    return absentDraw < probability ? outcomes.absent : outcomes.mark;
  };
}

function onePaper({ absence }: CountyParameters, draw: number): number {
  if (draw < absence.violation) return outcomes.violation;
  return draw < absence.violation + absence.paper ? outcomes.absent : outcomes.mark;
}

/** Draws up to `sampleSize` students of each school without replacement; the weight is students ÷ drawn. */
function drawSample({ sampleSize }: CountyParameters, schools: Int32Array, keys: Float64Array): Float64Array {
  const members = new Map<number, number[]>();
  for (let k = 0; k < schools.length; k++) {
    const list = members.get(schools[k]);
    if (list === undefined) members.set(schools[k], [k]);
    else list.push(k);
  }
  const weights = new Float64Array(schools.length);
  for (const list of members.values()) {
    const drawn = [...list].sort((a, b) => keys[a] - keys[b] || a - b).slice(0, sampleSize);
    for (const k of drawn) weights[k] = list.length / drawn.length;
  }
  return weights;
}
