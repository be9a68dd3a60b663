import { randomStream } from "../../base/index.ts";
import { sampleNormal } from "../../math/index.ts";
import type { SimulatedSchool } from "./draw-schools.ts";
import type { CountyParameters } from "./parameters.ts";
import type { StagePlan } from "./stages.ts";

/** A student's class, and his tier in this year and the year before where classes are tiered. */
export interface ClassPlace {
  readonly number: number;
  readonly tier: "A" | "B" | null;
  readonly tierBefore: "A" | "B" | null;
}

/** The true effects of one class on exit ability, by subject. */
export interface ClassEffect {
  /** Place of the school in the stage's list. */
  readonly school: number;
  readonly number: number;
  readonly effects: Float64Array;
}

interface Students {
  readonly exit: Int32Array;
  readonly ids: readonly string[];
  readonly entry: readonly Float64Array[];
  readonly plan: StagePlan;
}

/**
 * Puts the students of each exit school into classes: dealt out at random, or by ability in schools with tiered classes,
 * where the upper half of the classes is tier A.
 */
export function assignClasses(
  parameters: CountyParameters,
  schools: readonly SimulatedSchool[],
  year: number,
  students: Students,
): { readonly classes: (ClassPlace | null)[]; readonly effects: ClassEffect[] } {
  const members: number[][] = schools.map(() => []);
  for (let i = 0; i < students.exit.length; i++) if (students.exit[i] >= 0) members[students.exit[i]].push(i);
  const classes: (ClassPlace | null)[] = new Array(students.exit.length).fill(null);
  const effects: ClassEffect[] = [];
  const classOf = parameters.classesOf[year];
  for (const [school, list] of members.entries()) {
    if (list.length === 0) continue;
    const count = Math.max(1, Math.round(list.length / parameters.classes.size));
    const isTiered = schools[school].tiered && count > 1;
    fillClasses(parameters, students, list, count, isTiered, classes);
    for (let number = 1; number <= count; number++) {
      const unit = `class ${schools[school].code}/${classOf}/${number}`;
      effects.push({ school, number, effects: drawClassEffects(parameters, unit, students.plan.subjects.length) });
    }
  }
  return { classes, effects };
}

function fillClasses(
  { seed }: CountyParameters,
  { ids, entry }: Students,
  list: readonly number[],
  count: number,
  isTiered: boolean,
  classes: (ClassPlace | null)[],
): void {
  const placed = list.map((i) => {
    const stream = randomStream(seed, `student ${ids[i]} class`);
    const chance = sampleNormal(stream);
    const level = entry[Math.min(1, entry.length - 1)][i];
    return {
      i,
      now: isTiered ? level + 0.5 * chance : chance,
      before: level + 0.5 * sampleNormal(stream),
    };
  });
  const upper = Math.ceil(count / 2);
  const before = [...placed].sort((a, b) => b.before - a.before || a.i - b.i);
  const wereUpper = new Set(before.slice(0, Math.round((list.length * upper) / count)).map((one) => one.i));
  placed.sort((a, b) => b.now - a.now || a.i - b.i);
  const inUpper = Math.round((list.length * upper) / count);
  placed.forEach(({ i }, rank) => {
    if (!isTiered) {
      classes[i] = { number: 1 + (rank % count), tier: null, tierBefore: null };
      return;
    }
    const isUpper = rank < inUpper;
    // Inside a tier the classes are alike: students are dealt out.
    const number = isUpper ? 1 + (rank % upper) : upper + 1 + ((rank - inUpper) % (count - upper));
    classes[i] = { number, tier: isUpper ? "A" : "B", tierBefore: wereUpper.has(i) ? "A" : "B" };
  });
}

function drawClassEffects({ seed, classes }: CountyParameters, unit: string, subjects: number): Float64Array {
  const stream = randomStream(seed, unit);
  const common = Math.sqrt(classes.subjectCorrelation) * sampleNormal(stream);
  const own = Math.sqrt(1 - classes.subjectCorrelation);
  return Float64Array.from({ length: subjects }, () => classes.sd * (common + own * sampleNormal(stream)));
}
