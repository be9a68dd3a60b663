import type { FittedGroup } from "./from-estimation.ts";
import type { GroupTerms } from "./group-terms.ts";
import type { Units } from "./units.ts";

/** Variances of what is reported minus the truth, for each unit's contrast a = shares − zero weights. */
export interface ContrastVariances {
  /** Σ a²·τ²(1 − λ). */
  readonly conditional: Float64Array;
  /** … + |Σ a·λ·b|²: coefficients estimated. */
  readonly comparative: Float64Array;
  /** Σ a²·σ²/w + |Σ a·b|² − 2·Cov: of mean residuals. */
  readonly unshrunken: Float64Array;
  /** τ²·Σ a²: of the true contrast itself. */
  readonly prior: Float64Array;
}

/**
 * Variances of contrasts of effects from the joint prediction-error covariance
 * Cov(u_j − û_j, u_k − û_k) = δ_jk·τ²(1 − λ_j) + λ_jλ_k·x̄_j'V x̄_k, in one pass over the groups.
 *
 * @see docs/effects.md §2–4; Goldstein (2011), Multilevel Statistical Models, §2.9 (comparative errors)
 */
export function contrastVariances(group: FittedGroup, terms: GroupTerms, units: Units): ContrastVariances {
  const { conditionalVariance, errorVariance, shrinkage, zeroWeights } = terms;
  const tau2 = new Float64Array(zeroWeights.length).fill(group.interceptVariance);
  const conditional = squaredSums(conditionalVariance, zeroWeights, units);
  const shrunkenRoots = contrastRoots(group.meanRoots, zeroWeights, units, (j) => shrinkage[j]);
  const roots = contrastRoots(group.meanRoots, zeroWeights, units, () => 1);
  const errors =
    group.errorRoots === null
      ? contrastRoots(group.meanRoots, zeroWeights, units, (j) => 1 - shrinkage[j])
      : contrastRoots(group.errorRoots, zeroWeights, units, () => 1);
  const others = group.errorRoots === null ? roots : errors;
  const own = squaredSums(errorVariance, zeroWeights, units);
  return {
    conditional,
    comparative: conditional.map((variance, i) => variance + dot(shrunkenRoots[i], shrunkenRoots[i])),
    unshrunken: own.map((variance, i) => variance + dot(roots[i], roots[i]) - 2 * dot(others[i], errors[i])),
    prior: squaredSums(tau2, zeroWeights, units),
  };
}

/** Σ_j (s_ij − z_j)²·v_j for each unit i: Σ z²v, corrected where the unit has a share. */
function squaredSums(variances: Float64Array, zeroWeights: Float64Array, units: Units): Float64Array {
  let all = 0;
  for (let j = 0; j < variances.length; j++) all += zeroWeights[j] ** 2 * variances[j];
  const sums = new Float64Array(units.labels.length).fill(all);
  units.unitOf.forEach((unit, j) => {
    const share = units.shares[j];
    if (unit >= 0) sums[unit] += share * (share - 2 * zeroWeights[j]) * variances[j];
  });
  return sums.map((sum) => Math.max(0, sum));
}

/** Σ_j (s_ij − z_j)·factor_j·(row j of `roots`), a row of length p for each unit. */
function contrastRoots(
  roots: Float64Array,
  zeroWeights: Float64Array,
  units: Units,
  factor: (j: number) => number,
): Float64Array[] {
  const groups = zeroWeights.length;
  const p = roots.length / groups;
  const zero = new Float64Array(p);
  const sums = units.labels.map(() => new Float64Array(p));
  for (let j = 0; j < groups; j++) {
    const unit = units.unitOf[j];
    for (let a = 0; a < p; a++) {
      const value = factor(j) * roots[j * p + a];
      zero[a] += zeroWeights[j] * value;
      if (unit >= 0) sums[unit][a] += units.shares[j] * value;
    }
  }
  for (const sum of sums) for (let a = 0; a < p; a++) sum[a] -= zero[a];
  return sums;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
