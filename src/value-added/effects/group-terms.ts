import type { FittedGroup } from "./from-estimation.ts";
import type { Zero } from "./types.ts";

/** What every effect is made of, by group j. */
export interface GroupTerms {
  readonly shrinkage: Float64Array;
  /** Conditional modes λ_j·(mean residual). */
  readonly mode: Float64Array;
  /** τ²(1 − λ_j). */
  readonly conditionalVariance: Float64Array;
  /** σ²/w_j: variance of a mean of the group's own errors. */
  readonly errorVariance: Float64Array;
  /** Weights z_j of the mean that is subtracted; they sum to one, or are all zero for `raw`. */
  readonly zeroWeights: Float64Array;
}

export function groupTerms(group: FittedGroup, zero: Zero): GroupTerms {
  const { weights, counts, meanResidual, residualVariance: sigma2, interceptVariance: tau2 } = group;
  const shrinkage = weights.map((w) => (tau2 === 0 ? 0 : (tau2 * w) / (tau2 * w + sigma2)));
  const total = counts.reduce((sum, n) => sum + n, 0);
  return {
    shrinkage,
    mode: shrinkage.map((lambda, j) => lambda * meanResidual[j]),
    // τ²(1 − λ) = λσ²/w, without the cancellation in 1 − λ.
    conditionalVariance: shrinkage.map((lambda, j) => (lambda * sigma2) / weights[j]),
    errorVariance: weights.map((w) => sigma2 / w),
    zeroWeights: counts.map((n) => {
      if (zero === "raw") return 0;
      return zero === "average-student" ? n / total : 1 / counts.length;
    }),
  };
}
