import { randomStream } from "../../base/index.ts";
import { sampleNormal } from "../../math/index.ts";
import type { CountyParameters } from "./parameters.ts";
import { type Stage, stagePlans } from "./stages.ts";

/** What is true of one school over the cohorts. */
export interface SchoolTruth {
  /** Mean entry ability of its cohort, by year, standard deviations. */
  readonly intake: Float64Array;
  /** Effect on exit ability, subject by subject in the stage's order, by year, standard deviations. */
  readonly effects: readonly Float64Array[];
}

/**
 * Draws a school's intake and effects: one stationary process whose components (intake, subjects) have the stated
 * correlations and all the same AR(1) persistence, so that Cov(x_a,t, x_b,u) = C_ab · persistence^|t − u|. An effect is
 * sd · (√ρ · common + √(1 − ρ) · own); the common part carries the correlation with the intake, which therefore is at most √ρ.
 */
export function drawSchoolTruth(parameters: CountyParameters, code: string, stage: Stage): SchoolTruth {
  const { seed, classesOf, intakeSd } = parameters;
  const { sd, subjectCorrelation, persistence, intakeCorrelation } = parameters.effect;
  const stream = randomStream(seed, `school ${code} effects`);
  const years = classesOf.length;
  const subjects = stagePlans[stage].subjects.length;
  const link = intakeCorrelation === 0 ? 0 : intakeCorrelation / Math.sqrt(subjectCorrelation);
  const rest = Math.sqrt(1 - link * link);
  const fresh = Math.sqrt(1 - persistence * persistence);
  const commonShare = Math.sqrt(subjectCorrelation);
  const ownShare = Math.sqrt(1 - subjectCorrelation);
  const intake = new Float64Array(years);
  const effects = Array.from({ length: subjects }, () => new Float64Array(years));
  const own = new Float64Array(subjects);
  let [z, common] = [0, 0];
  for (let t = 0; t < years; t++) {
    const [keep, add] = t === 0 ? [0, 1] : [persistence, fresh];
    const news = sampleNormal(stream);
    z = keep * z + add * news;
    common = keep * common + add * (link * news + rest * sampleNormal(stream));
    intake[t] = intakeSd * z;
    for (let s = 0; s < subjects; s++) {
      own[s] = keep * own[s] + add * sampleNormal(stream);
      effects[s][t] = sd * (commonShare * common + ownShare * own[s]);
    }
  }
  return { intake, effects };
}
