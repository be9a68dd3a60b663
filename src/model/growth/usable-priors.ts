import type { GrowthPanel } from "./types.ts";

/** Per row, how many priors are present without a gap, nearest first; 0 where the current score is missing. */
export function usablePriors({ current, priors }: GrowthPanel): Int32Array {
  return Int32Array.from(current, (score, i) => {
    if (Number.isNaN(score)) return 0;
    const gap = priors.findIndex((prior) => Number.isNaN(prior[i]));
    return gap < 0 ? priors.length : gap;
  });
}

/** Rows that have the first `order` priors. */
export function cohortOf(usable: Int32Array, order: number): Int32Array {
  return Int32Array.from(usable.keys()).filter((row) => usable[row] >= order);
}
