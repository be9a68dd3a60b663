/**
 * Quantile of sorted values by the R-7 method: linear between the order statistics at 1 + (n − 1)·share.
 *
 * @param sorted ascending, at least one value
 * @see Hyndman and Fan (1996), definition 7
 */
export function quantileSorted(sorted: ArrayLike<number>, share: number): number {
  const position = (sorted.length - 1) * share;
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}
