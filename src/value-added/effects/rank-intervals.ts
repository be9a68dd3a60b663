import { rankDescendingInPlace, rankScratch } from "../../math/index.ts";
import type { FittedGroup } from "./from-estimation.ts";
import type { Bounds, EffectsOptions } from "./types.ts";
import { unitsOf } from "./units.ts";
import { visitPosterior } from "./visit-posterior.ts";

/**
 * 95 % intervals of the ranks of the true effects over joint posterior draws, never of the modes: the least ranks that at
 * least 2.5 % and 97.5 % of the draws do not exceed. With no variance between groups every rank is as likely as any
 * other, and the interval is 1 to the number of units.
 */
export function rankIntervals(group: FittedGroup, options: EffectsOptions): Bounds<Int32Array> {
  const units = unitsOf(group, options.aggregation).labels.length;
  const low = new Int32Array(units).fill(1);
  const high = new Int32Array(units).fill(units);
  if (group.interceptVariance === 0) return { low, high };
  const { draws } = options;
  const width = units < 65536 ? Uint16Array : Uint32Array;
  const drawn = new width(units * draws);
  const ranks = new width(units);
  const scratch = rankScratch(units);
  visitPosterior(group, options, (effects, draw) => {
    rankDescendingInPlace(effects, ranks, scratch);
    for (let i = 0; i < units; i++) drawn[i * draws + draw] = ranks[i];
  });
  const counts = new Uint32Array(units + 1);
  for (let i = 0; i < units; i++) {
    counts.fill(0);
    for (let d = i * draws; d < (i + 1) * draws; d++) counts[drawn[d]]++;
    low[i] = rankReached(counts, draws * 0.025);
    high[i] = rankReached(counts, draws * 0.975);
  }
  return { low, high };
}

/** The least rank at or below which there are at least `wanted` draws. */
function rankReached(counts: Uint32Array, wanted: number): number {
  let sum = 0;
  for (let rank = 1; rank < counts.length; rank++) {
    sum += counts[rank];
    if (sum >= wanted) return rank;
  }
  return counts.length - 1;
}
