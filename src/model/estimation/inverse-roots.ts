import { type FixedPointFactor, fractionBits, invertFixedPoint, ratioToNumber } from "../../math/index.ts";

/**
 * Rows r_k of D^−½L⁻¹ for the kept columns (the last of the factor, the response, left out), in doubles: the inverse of
 * the scaled cross-products has entries Σ_k r_k[a]·r_k[b]. L⁻¹ itself is formed in fixed point.
 */
export function inverseRoots(factor: FixedPointFactor): number[][] {
  const one = 1n << BigInt(fractionBits);
  return invertFixedPoint(factor)
    .slice(0, -1)
    .map((row, k) => {
      const length = Math.sqrt(ratioToNumber(factor.pivots[k], one));
      return row.map((entry) => ratioToNumber(entry, one) / length);
    });
}
