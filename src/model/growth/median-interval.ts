import { incompleteBeta } from "../../math/index.ts";

/**
 * The order-statistic interval of a median with at least 95 % coverage: from the r-th smallest to the r-th largest value
 * for the largest r with P(Binomial(n, ½) < r) ≤ 2.5 %. Null with fewer than six values, where there is none.
 *
 * @param sorted ascending
 * @see David and Nagaraja (2003), Order Statistics, §7.1
 */
export function medianInterval(sorted: Float64Array): readonly [low: number, high: number] | null {
  const n = sorted.length;
  // P(Binomial(n, ½) ≤ k) = I½(n − k, k + 1).
  const atMost = (k: number): number => incompleteBeta(0.5, n - k, k + 1);
  let low = 0;
  let high = Math.floor(n / 2);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (atMost(middle - 1) <= 0.025) low = middle;
    else high = middle - 1;
  }
  return low === 0 ? null : [sorted[low - 1], sorted[n - low]];
}
