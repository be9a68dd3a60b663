import { normalCdf, normalQuantile } from "../../math/index.ts";
import { contrastVariances } from "./contrast-errors.ts";
import type { FittedGroup } from "./from-estimation.ts";
import { type GroupTerms, groupTerms } from "./group-terms.ts";
import { rankIntervals } from "./rank-intervals.ts";
import type { Bounds, EffectsOptions, EffectsTable } from "./types.ts";
import { type Units, unitsOf } from "./units.ts";

const z95 = normalQuantile(0.975);

/**
 * Value added of every group (or of the units of an aggregation) with its errors, intervals and ranks.
 *
 * @param group the group part of a fit: random intercept, or least squares with a group
 * @see docs/effects.md
 */
export function effectsOfGroups(group: FittedGroup, options: EffectsOptions): EffectsTable {
  const terms = groupTerms(group, options.zero);
  const units = unitsOf(group, options.aggregation);
  const variances = contrastVariances(group, terms, units);
  const shrunken = contrasts(terms.mode, terms, units);
  const unshrunken = contrasts(group.meanResidual, terms, units);
  const shrunkenStdError = variances.comparative.map(Math.sqrt);
  const unshrunkenStdError = variances.unshrunken.map((variance) => Math.sqrt(Math.max(0, variance)));
  return Object.freeze({
    name: units.name,
    labels: units.labels,
    zero: options.zero,
    n: units.n,
    shrunken,
    conditionalStdError: variances.conditional.map(Math.sqrt),
    shrunkenStdError,
    unshrunken,
    unshrunkenStdError,
    shrinkage: units.aggregated ? null : terms.shrinkage,
    reliability: variances.comparative.map((variance, i) =>
      variances.prior[i] > 0 ? 1 - variance / variances.prior[i] : 0,
    ),
    ci95: interval(shrunken, shrunkenStdError),
    unshrunkenCi95: interval(unshrunken, unshrunkenStdError),
    rankInterval95: options.draws > 0 ? rankIntervals(group, options) : null,
    probabilityAboveZero: shrunken.map((effect, i) =>
      shrunkenStdError[i] > 0 ? normalCdf(effect / shrunkenStdError[i]) : Number.NaN,
    ),
  });
}

/** Σ shares·value − Σ zero weights·value for each unit. */
function contrasts(values: Float64Array, terms: GroupTerms, units: Units): Float64Array {
  let zero = 0;
  for (let j = 0; j < values.length; j++) zero += terms.zeroWeights[j] * values[j];
  const sums = new Float64Array(units.labels.length);
  units.unitOf.forEach((unit, j) => {
    if (unit >= 0) sums[unit] += units.shares[j] * values[j];
  });
  return sums.map((sum) => sum - zero);
}

function interval(centre: Float64Array, stdError: Float64Array): Bounds<Float64Array> {
  return {
    low: centre.map((x, i) => x - z95 * stdError[i]),
    high: centre.map((x, i) => x + z95 * stdError[i]),
  };
}
