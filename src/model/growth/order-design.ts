import { basisWidth, bSplineBasis, codeValues, type SplineKnots } from "../../math/index.ts";
import type { CodedDesign, CodedTerm, QuantileTask } from "./from-estimation.ts";
import type { GrowthPanel } from "./types.ts";

/** A constant and the spline of each prior, nearest first, for some rows. */
export function orderDesign(panel: GrowthPanel, splines: readonly SplineKnots[], rows: Int32Array): CodedDesign {
  let columns = 1;
  const terms = splines.map((spline, k): CodedTerm => {
    const { levels, codes } = codeValues(Float64Array.from(rows, (row) => panel.priors[k][row]));
    const basis = bSplineBasis(levels, spline);
    const first = columns;
    columns += basis.columns;
    return { codes, starts: basis.starts.map((start) => start + first), values: basis.values, width: basisWidth };
  });
  return { rows: rows.length, columns, terms };
}

/** What is solved for one order. */
export function orderTask(panel: GrowthPanel, splines: readonly SplineKnots[], rows: Int32Array): QuantileTask {
  const response = Float64Array.from(rows, (row) => panel.current[row]);
  return { design: orderDesign(panel, splines, rows), response };
}

/** Coefficients of an order: the constant and interior knots + 3 for each prior. */
export function coefficientCount(splines: readonly SplineKnots[]): number {
  return splines.reduce((sum, { interior }) => sum + interior.length + 3, 1);
}
