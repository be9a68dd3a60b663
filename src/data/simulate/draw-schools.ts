import { type RandomStream, randomStream } from "../../base/index.ts";
import { normalQuantile, sampleNormal } from "../../math/index.ts";
import { drawSchoolTruth, type SchoolTruth } from "./draw-effects.ts";
import type { CountyParameters } from "./parameters.ts";
import { type Stage, stagePlans } from "./stages.ts";

export type Locale = "城区" | "镇区" | "乡村";

/** A simulated school. Nothing in it depends on how many schools there are, but for partners that must exist. */
export interface SimulatedSchool {
  readonly stage: Stage;
  /** 1, 2, 3 … within its stage. */
  readonly place: number;
  readonly code: string;
  readonly name: string;
  readonly district: string;
  readonly town: string;
  readonly community: string;
  readonly locale: Locale;
  readonly ownership: "公办" | "民办";
  /** Code of the legal person; campuses and sections of one school share it. */
  readonly legalPerson: string;
  readonly kind: SchoolKind;
  readonly opened: string;
  readonly closed: string | null;
  /** The school into which it was merged, or null. */
  readonly mergedInto: string | null;
  /** Tiered classes (分层走班) in grades 8 and 9. */
  readonly tiered: boolean;
  /** Students who entered and whose cohort graduates in each of the years; 0 before its first cohort. */
  readonly cohorts: readonly number[];
  /** Places of the schools that take its students after it has closed, by year; null where it is open. */
  readonly successor: readonly (number | null)[];
  readonly truth: SchoolTruth;
}

export type SchoolKind = "独立" | "校区" | "九年一贯制学部" | "教学点";

/** The schools in the order of their numbers. */
export function drawSchools(parameters: CountyParameters): SimulatedSchool[] {
  const places: Record<Stage, number> = { primary: 0, junior: 0, senior: 0 };
  return Array.from({ length: parameters.schools }, (_, n) => {
    const stage = parameters.stagePattern[n % parameters.stagePattern.length];
    places[stage]++;
    return drawSchool(parameters, n + 1, stage, places[stage]);
  });
}

/** Code of a school by stage and place. */
export function schoolCode(stage: Stage, place: number): string {
  return `${stagePlans[stage].letter}${String(place).padStart(4, "0")}`;
}

function drawSchool(parameters: CountyParameters, number: number, stage: Stage, place: number): SimulatedSchool {
  const code = schoolCode(stage, place);
  const truth = drawSchoolTruth(parameters, code, stage);
  const traits = randomStream(parameters.seed, `school ${code} traits`);
  const special = parameters.specialSchools ? specialOf(parameters, stage, place) : ordinary;
  const localeDraw = sampleNormal(traits);
  const ownershipDraw = traits.uniform();
  const size = special.size ?? meanCohort(parameters, stage) * sizeFactor(parameters, stage, place);
  const cohorts = parameters.classesOf.map((classOf) => {
    const wiggle = 0.92 + 0.16 * traits.uniform();
    if (special.firstClassOf !== null && classOf < special.firstClassOf) return 0;
    if (special.size !== null) return special.size === 1 ? 1 : Math.max(2, Math.round(size * wiggle));
    return Math.max(10, Math.round(size * wiggle));
  });
  const z = parameters.intakeSd === 0 ? 0 : truth.intake[0] / parameters.intakeSd;
  const block = Math.floor((number - 1) / 10) + 1;
  return {
    stage,
    place,
    code,
    name: `模拟${stagePlans[stage].name.zh}${String(place).padStart(2, "0")}`,
    district: `模拟学区${block}`,
    town: `模拟镇${String(2 * block - (number % 2)).padStart(2, "0")}`,
    community: `模拟共同体${stagePlans[stage].letter}${Math.floor((place - 1) / 4) + 1}`,
    locale: special.size === null ? localeOf(0.5 * z + Math.sqrt(0.75) * localeDraw) : "乡村",
    ...ownershipOf(stage, place, ownershipDraw, parameters.specialSchools, special.size === 1),
    opened: special.firstClassOf === null ? openedLongAgo(traits) : `${special.firstClassOf - 3}-09-01`,
    closed: special.lastClassOf === null ? null : `${special.lastClassOf}-07-31`,
    mergedInto: special.merged ? schoolCode(stage, special.successor ?? 1) : null,
    tiered: stage === "junior" && place % 4 === 2,
    cohorts,
    successor: parameters.classesOf.map((classOf) =>
      special.lastClassOf !== null && classOf > special.lastClassOf ? special.successor : null,
    ),
    truth,
  };
}

interface Special {
  /** Cohort size of one-student and tiny schools. */
  readonly size: number | null;
  readonly firstClassOf: number | null;
  readonly lastClassOf: number | null;
  readonly merged: boolean;
  readonly successor: number | null;
}

const ordinary: Special = { size: null, firstClassOf: null, lastClassOf: null, merged: false, successor: null };

/**
 * The schools that every bureau has and every program must stand: primary 3 (and 33, 63 …) has one student a cohort,
 * primary 4, 24 … and junior 6, 26 … have four to nine; junior 3 is new and its first cohort graduates in the last year;
 * primary 5 closed after the first cohort and its students went to primary 6; junior 5 was merged into junior 1 before the last.
 */
function specialOf({ seed, classesOf }: CountyParameters, stage: Stage, place: number): Special {
  const last = classesOf[classesOf.length - 1];
  if (stage === "primary" && place % 30 === 3) return { ...ordinary, size: 1 };
  if (place % 20 === (stage === "primary" ? 4 : 6) && stage !== "senior") {
    const stream = randomStream(seed, `school ${schoolCode(stage, place)} size`);
    return { ...ordinary, size: 4 + Math.floor(6 * stream.uniform()) };
  }
  if (stage === "junior" && place === 3) return { ...ordinary, firstClassOf: last };
  if (stage === "primary" && place === 5) return { ...ordinary, lastClassOf: classesOf[0], successor: 6 };
  if (stage === "junior" && place === 5) return { ...ordinary, lastClassOf: last - 1, merged: true, successor: 1 };
  return ordinary;
}

/** Expected cohort of an ordinary school of the stage. It depends on students ÷ schools only. */
function meanCohort({ students, schools, stagePattern, stageShares }: CountyParameters, stage: Stage): number {
  const present = [...new Set(stagePattern)];
  const share = stageShares[stage] / present.reduce((sum, one) => sum + stageShares[one], 0);
  const ofStage = stagePattern.filter((one) => one === stage).length / stagePattern.length;
  return ((students / schools) * share) / ofStage;
}

const goldenRatio = 0.6180339887498949;

/**
 * A lognormal factor with mean 1. Its quantiles are the golden-ratio sequence from a seeded start, so that sizes are skewed
 * as drawn at random, yet their sum stays near the expected one for any number of schools.
 */
function sizeFactor({ seed, sizeSpread }: CountyParameters, stage: Stage, place: number): number {
  const start = randomStream(seed, `sizes ${stage}`).uniform();
  const share = (start + place * goldenRatio) % 1;
  return Math.exp(sizeSpread * normalQuantile(Math.min(0.999, Math.max(0.001, share))) - sizeSpread ** 2 / 2);
}

/** A third of the schools are in town, a quarter in the countryside; those with strong intake more often in town. */
function localeOf(latent: number): Locale {
  if (latent > 0.43) return "城区";
  return latent > -0.67 ? "镇区" : "乡村";
}

function ownershipOf(
  stage: Stage,
  place: number,
  draw: number,
  special: boolean,
  isPoint: boolean,
): Pick<SimulatedSchool, "ownership" | "legalPerson" | "kind"> {
  const own = schoolCode(stage, place);
  if (!special) return { ownership: "公办", legalPerson: `F-${own}`, kind: "独立" };
  if (isPoint) return { ...ownershipOf(stage, place - 1, 1, special, false), kind: "教学点" };
  if (place % 12 === 1 || place % 12 === 2) {
    const first = schoolCode(stage, place - ((place % 12) - 1));
    return { ownership: "公办", legalPerson: `F-${first}`, kind: stage === "senior" ? "独立" : "校区" };
  }
  if (place % 9 === 4 && stage !== "senior") {
    return { ownership: "公办", legalPerson: `F-${schoolCode("junior", place)}`, kind: "九年一贯制学部" };
  }
  // The school that keeps a teaching point is public, whatever is drawn.
  const keepsPoint = stage === "primary" && place % 30 === 2;
  const isPrivate = !keepsPoint && (place % 20 === 7 || draw < 0.08);
  return { ownership: isPrivate ? "民办" : "公办", legalPerson: `F-${own}`, kind: "独立" };
}

function openedLongAgo(stream: RandomStream): string {
  return `${1956 + Math.floor(56 * stream.uniform())}-09-01`;
}
