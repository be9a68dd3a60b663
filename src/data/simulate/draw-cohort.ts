import { type RandomStream, randomStream } from "../../base/index.ts";
import { sampleNormal } from "../../math/index.ts";
import { assignClasses, type ClassEffect, type ClassPlace } from "./assign-classes.ts";
import { drawPath, type StudentPath } from "./draw-path.ts";
import type { SimulatedSchool } from "./draw-schools.ts";
import type { CountyParameters } from "./parameters.ts";
import { type Stage, type StagePlan, stagePlans } from "./stages.ts";

/** The students of one stage who graduate in one year, with all that is true of them. Arrays are by student. */
export interface Cohort {
  readonly plan: StagePlan;
  readonly classOf: number;
  /** Place of the year among the parameters' `classesOf`. */
  readonly year: number;
  /** The stage's schools; the numbers below are places in this list. */
  readonly schools: readonly SimulatedSchool[];
  readonly ids: readonly string[];
  /** The school that they entered (that they came to, if they arrived from outside). */
  readonly origin: Int32Array;
  /** The school at the exit tests; −1 for those who have left the county's schools. */
  readonly exit: Int32Array;
  /** 1 for girls. */
  readonly girl: Uint8Array;
  readonly paths: readonly StudentPath[];
  /** Entry abilities in the plan's order. */
  readonly entry: readonly Float64Array[];
  /** Exit abilities by subject in the plan's order; NaN for those who have left. */
  readonly ability: readonly Float64Array[];
  /** Class and tiers at the exit school; null for those who have left. */
  readonly classes: readonly (ClassPlace | null)[];
  /** True class effects: school index, class number → effect by subject. */
  readonly classEffects: readonly ClassEffect[];
}

/** Draws the cohort of a stage. Each student has streams of his own, named by school, year and number. */
export function drawCohort(
  parameters: CountyParameters,
  allSchools: readonly SimulatedSchool[],
  stage: Stage,
  year: number,
): Cohort {
  const plan = stagePlans[stage];
  const schools = allSchools.filter((one) => one.stage === stage);
  const classOf = parameters.classesOf[year];
  const total = schools.reduce((sum, school) => sum + school.cohorts[year], 0);
  const origin = new Int32Array(total);
  const exit = new Int32Array(total);
  const girl = new Uint8Array(total);
  const entry = plan.entryAbilities.map(() => new Float64Array(total));
  const ability = plan.subjects.map(() => new Float64Array(total));
  const ids: string[] = [];
  const paths: StudentPath[] = [];
  let i = 0;
  for (const [j, school] of schools.entries()) {
    for (let k = 1; k <= school.cohorts[year]; k++, i++) {
      const unit = `${school.code}/${classOf}/${k}`;
      const stream = randomStream(parameters.seed, `student ${unit} ability`);
      origin[i] = j;
      girl[i] = stream.uniform() < 0.48 ? 1 : 0;
      drawEntryInPlace(parameters, stream, school.truth.intake[year], entry, i);
      drawGrowthInPlace(parameters, stream, ability, i);
      ids.push(`${plan.letter}${classOf % 100}${school.code.slice(1)}${String(k).padStart(5, "0")}`);
      const path = drawPath(parameters, schools, j, year, meanOf(entry, i), unit);
      paths.push(path);
      exit[i] = path.exit;
    }
  }
  const { classes, effects } = assignClasses(parameters, schools, year, { exit, ids, entry, plan });
  const cohort: Cohort = {
    plan,
    classOf,
    year,
    schools,
    ids,
    origin,
    exit,
    girl,
    paths,
    entry,
    ability,
    classes,
    classEffects: effects,
  };
  growInPlace(parameters, cohort);
  return cohort;
}

/** Mean of a student's abilities. */
export function meanOf(abilities: readonly Float64Array[], i: number): number {
  let sum = 0;
  for (const one of abilities) sum += one[i];
  return sum / abilities.length;
}

/** School mean plus a general and a special part; variance 1 with the schools' variance in it. */
function drawEntryInPlace(
  { ability, intakeSd }: CountyParameters,
  stream: RandomStream,
  intake: number,
  entry: readonly Float64Array[],
  i: number,
): void {
  const within = Math.sqrt(1 - intakeSd * intakeSd);
  const general = Math.sqrt(ability.entryCorrelation) * sampleNormal(stream);
  const special = Math.sqrt(1 - ability.entryCorrelation);
  for (const one of entry) one[i] = intake + within * (general + special * sampleNormal(stream));
}

/** Growth that nothing else explains; what does explain is added by `growInPlace`. */
function drawGrowthInPlace(
  { ability }: CountyParameters,
  stream: RandomStream,
  growth: readonly Float64Array[],
  i: number,
): void {
  const common = Math.sqrt(ability.growthCorrelation) * sampleNormal(stream);
  const own = Math.sqrt(1 - ability.growthCorrelation);
  for (const one of growth) one[i] = ability.growthSd * (common + own * sampleNormal(stream));
}

/**
 * Exit ability = stability · entry ability ± sex + school effects by the shares of time there + class effect + growth.
 * In this order it is summed, so that the bytes are the same everywhere.
 */
function growInPlace({ ability }: CountyParameters, cohort: Cohort): void {
  const { plan, schools, year, classEffects } = cohort;
  const classAt = new Map(classEffects.map((one) => [`${one.school}/${one.number}`, one.effects]));
  for (const [s, subject] of plan.subjects.entries()) {
    const from = cohort.entry[plan.entryAbilities.indexOf(subject.from)];
    const grown = cohort.ability[s];
    for (let i = 0; i < grown.length; i++) {
      const place = cohort.classes[i];
      const at = cohort.exit[i];
      if (at < 0 || place === null) {
        grown[i] = Number.NaN;
        continue;
      }
      const share = cohort.paths[i].shareAtExit;
      const here = share * schools[at].truth.effects[s][year];
      const before = share === 1 ? 0 : (1 - share) * schools[cohort.origin[i]].truth.effects[s][year];
      const ofClass = classAt.get(`${at}/${place.number}`)?.[s] ?? 0;
      const sex = cohort.girl[i] === 1 ? subject.sexEffect : -subject.sexEffect;
      grown[i] = ability.stability * from[i] + sex + here + before + ofClass + grown[i];
    }
  }
}
