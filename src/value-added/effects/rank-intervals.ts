import { rankDescendingInPlace, rankScratch } from "../../math/index.ts";
import type { FittedGroup } from "./from-estimation.ts";
import type { Bounds, EffectsOptions } from "./types.ts";
import { unitsOf } from "./units.ts";
import { visitPosterior } from "./visit-posterior.ts";

/** Where units are this many times the draws, sorting a unit's draws is quicker than counting them by rank. */
const manyTimes = 16;

/** Ranks held at once: units times draws. */
const mostCells = 2 ** 29;

/**
 * 95 % intervals of the ranks of the true effects over joint posterior draws, never of the modes: the least ranks that at
 * least 2.5 % and 97.5 % of the draws do not exceed. With no variance between groups every rank is as likely as any
 * other, and the interval is 1 to the number of units.
 *
 * @param cells ranks held at once; fewer take more time and give the same
 */
export function rankIntervals(group: FittedGroup, options: EffectsOptions, cells = mostCells): Bounds<Int32Array> {
  const units = unitsOf(group, options.aggregation).labels.length;
  const low = new Int32Array(units).fill(1);
  const high = new Int32Array(units).fill(units);
  if (group.interceptVariance === 0) return { low, high };
  const ranks = new Uint32Array(units);
  const scratch = rankScratch(units);
  const { draws } = options;
  const width = units < 65536 ? Uint16Array : Uint32Array;
  const together = Math.min(units, Math.max(1, Math.floor(cells / draws)));
  const drawn = new width(together * draws);
  const quantile = units > manyTimes * draws ? bySorting(draws) : byCounting(units, draws);
  // More units than memory holds take the same draws again for each part of them.
  for (let start = 0; start < units; start += together) {
    const end = Math.min(units, start + together);
    visitPosterior(group, options, (effects, draw) => {
      rankDescendingInPlace(effects, ranks, scratch);
      for (let i = start; i < end; i++) drawn[(i - start) * draws + draw] = ranks[i];
    });
    for (let i = start; i < end; i++) {
      const own = drawn.subarray((i - start) * draws, (i - start + 1) * draws);
      [low[i], high[i]] = quantile(own);
    }
  }
  return { low, high };
}

/** Gives the ends of the interval; may change the order of the draws. */
type RankEnds = (draws: Uint16Array | Uint32Array) => readonly [number, number];

function bySorting(draws: number): RankEnds {
  const [first, last] = [0.025, 0.975].map((share) => Math.max(1, Math.ceil(draws * share)) - 1);
  return (own) => {
    own.sort();
    return [own[first], own[last]];
  };
}

function byCounting(units: number, draws: number): RankEnds {
  const counts = new Uint32Array(units + 1);
  return (own) => {
    counts.fill(0);
    for (const rank of own) counts[rank]++;
    return [rankReached(counts, draws * 0.025), rankReached(counts, draws * 0.975)];
  };
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
