import { randomStream } from "../../base/index.ts";
import { sampleNormal } from "../../math/index.ts";
import type { FittedGroup } from "./from-estimation.ts";
import { groupTerms } from "./group-terms.ts";
import type { EffectsOptions } from "./types.ts";
import { unitsOf } from "./units.ts";

/** Draws that are made before they are handed out: each stream is read this many numbers at a time. */
const blockSize = 64;

/**
 * Joint posterior draws of the true effects, variances taken as known: coefficients β ~ N(β̂, V) once a draw, then
 * u_j | β ~ N(λ_j(ȳ_j − x̄_j'β), τ²(1 − λ_j)) for each group. From them come ranks, probabilities and whatever else
 * depends on several effects at once.
 *
 * Each group has a random stream of its own, named by factor and label, and the coefficients have theirs: a group's
 * numbers depend neither on the order nor on the presence of other groups.
 *
 * @param visit called for draw 0, 1, … with the effects (zero subtracted) in the order of the units; the array is used
 * again for the next draw
 * @see docs/effects.md §5
 */
export function visitPosterior(
  group: FittedGroup,
  options: EffectsOptions,
  visit: (effects: Float64Array, draw: number) => void,
): void {
  const { mode, conditionalVariance, shrinkage, zeroWeights } = groupTerms(group, options.zero);
  const units = unitsOf(group, options.aggregation);
  const groups = mode.length;
  const p = group.meanRoots.length / groups;
  const streams = group.labels.map((label) => randomStream(options.seed, `effect\u0000${group.name}\u0000${label}`));
  const coefficients = randomStream(options.seed, `coefficients\u0000${group.name}`);
  const spread = conditionalVariance.map(Math.sqrt);
  const block = new Float64Array(blockSize * groups);
  const deviations = new Float64Array(blockSize * p);
  const effects = new Float64Array(units.labels.length);
  for (let start = 0; start < options.draws; start += blockSize) {
    const size = Math.min(blockSize, options.draws - start);
    for (let i = 0; i < size * p; i++) deviations[i] = sampleNormal(coefficients);
    for (let j = 0; j < groups; j++) {
      const stream = streams[j];
      for (let d = 0; d < size; d++) {
        let shift = 0;
        for (let a = 0; a < p; a++) shift += group.meanRoots[j * p + a] * deviations[d * p + a];
        block[d * groups + j] = mode[j] - shrinkage[j] * shift + spread[j] * sampleNormal(stream);
      }
    }
    for (let d = 0; d < size; d++) {
      const drawn = block.subarray(d * groups, (d + 1) * groups);
      contrastInPlace(effects, drawn, zeroWeights, units.unitOf, units.shares);
      visit(effects, start + d);
    }
  }
}

/** Writes Σ shares·drawn − Σ zero weights·drawn over `effects`. */
function contrastInPlace(
  effects: Float64Array,
  drawn: Float64Array,
  zeroWeights: Float64Array,
  unitOf: Int32Array,
  shares: Float64Array,
): void {
  let zero = 0;
  for (let j = 0; j < drawn.length; j++) zero += zeroWeights[j] * drawn[j];
  effects.fill(-zero);
  for (let j = 0; j < drawn.length; j++) {
    if (unitOf[j] >= 0) effects[unitOf[j]] += shares[j] * drawn[j];
  }
}
