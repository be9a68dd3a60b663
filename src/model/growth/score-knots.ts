import { quantileSorted, type SplineKnots } from "../../math/index.ts";
import { roundDecimals } from "./round-decimals.ts";

/** Decimals of knots and boundaries. */
const knotDecimals = 3;
/** How far the boundary knots lie beyond the lowest and highest score, as a share of the range. */
const extension = 0.1;

/** What keeps scores from having a spline. */
export type KnotFault =
  | { readonly fault: "empty" }
  | { readonly fault: "constant"; readonly value: number }
  | { readonly fault: "tied"; readonly knots: readonly number[] };

/**
 * The knots of a score: type-7 quantiles at `shares` and the range extended by a tenth on each side, both rounded to
 * three decimals.
 *
 * @param sorted all scores of the panel that are present, ascending, whether or not their rows are complete
 * @see Betebenner et al., R package SGP, `studentGrowthPercentiles`
 */
export function scoreKnots(sorted: Float64Array, shares: readonly number[]): SplineKnots | KnotFault {
  if (sorted.length === 0) return { fault: "empty" };
  const [low, high] = [sorted[0], sorted[sorted.length - 1]];
  if (low === high) return { fault: "constant", value: low };
  const interior = shares.map((share) => roundDecimals(quantileSorted(sorted, share), knotDecimals));
  const margin = extension * (high - low);
  const boundary = [roundDecimals(low - margin, knotDecimals), roundDecimals(high + margin, knotDecimals)] as const;
  const rising = [boundary[0], ...interior, boundary[1]].every((knot, k, all) => k === 0 || knot > all[k - 1]);
  return rising ? { interior, boundary } : { fault: "tied", knots: interior };
}
