import { ratioToNumber, solveFractionFree } from "../../math/index.ts";
import { packedIndex } from "./centre-moments.ts";
import type { MomentBlocks } from "./from-design.ts";
import { unitFactor } from "./unit-factor.ts";

/** Correctly rounded least-squares coefficients and residual sum of squares, in the user's units. */
export interface ExactLeastSquares {
  readonly estimate: Float64Array;
  readonly rss: number;
}

/** Solves the integer normal equations of the kept columns without any rounding, then rounds each result once. */
export function exactLeastSquares(moments: MomentBlocks, kept: readonly number[]): ExactLeastSquares {
  const response = moments.names.length - 1;
  const entry = (a: number, b: number): bigint => moments.products[packedIndex(a, b)];
  const XtX = kept.map((a) => kept.map((b) => entry(a, b)));
  const Xty = kept.map((a) => entry(a, response));
  const { determinant, numerators } = solveFractionFree(XtX, [Xty]);
  const y = unitFactor(moments.units[response]);
  const estimate = Float64Array.from(kept, (column, a) => {
    const x = unitFactor(moments.units[column]);
    return ratioToNumber(numerators[0][a] * y.numerator * x.denominator, determinant * y.denominator * x.numerator);
  });
  let residual = entry(response, response) * determinant;
  for (let a = 0; a < kept.length; a++) residual -= numerators[0][a] * Xty[a];
  const weight = unitFactor(moments.weightUnit);
  const rss = ratioToNumber(
    residual * y.numerator ** 2n * weight.numerator,
    determinant * y.denominator ** 2n * weight.denominator,
  );
  return { estimate, rss };
}
