import type { CodedDesign } from "./from-estimation.ts";
import { orderDesign } from "./order-design.ts";
import { roundDecimals } from "./round-decimals.ts";
import type { GrowthModel, GrowthPanel, GrowthScores, OrderMatrices } from "./types.ts";
import { usablePriors } from "./usable-priors.ts";

/** Decimals that predictions are rounded to before a score is compared with them. */
const predictionDecimals = 5;
const lastUnit = 10 ** -predictionDecimals;

/**
 * Percentiles and expected scores from a model: each row by the highest order that it has the priors for.
 *
 * Predictions are rounded to five decimals and those strictly below the score are counted. (The order of the predictions
 * plays no part in a count, so sorting them first, as SGP does, changes nothing.)
 */
export function growthScores(panel: GrowthPanel, model: GrowthModel): GrowthScores {
  const n = panel.current.length;
  const scores = {
    percentiles: new Float64Array(n).fill(Number.NaN),
    expected: new Float64Array(n).fill(Number.NaN),
    orders: new Float64Array(n).fill(Number.NaN),
  };
  const usable = usablePriors(panel);
  const available = model.orders.map((one) => one.order);
  const best = usable.map((count) => available.findLast((order) => order <= count) ?? 0);
  for (const matrices of model.orders) {
    const rows = Int32Array.from(best.keys()).filter((row) => best[row] === matrices.order);
    if (rows.length > 0) scoreRowsInPlace(scores, panel, matrices, rows);
  }
  return scores;
}

function scoreRowsInPlace(scores: GrowthScores, panel: GrowthPanel, matrices: OrderMatrices, rows: Int32Array): void {
  const design = orderDesign(panel, matrices.splines, rows);
  const predicted = new Float64Array(rows.length);
  const below = new Float64Array(rows.length);
  for (const coefficients of matrices.coefficients) {
    predictInPlace(predicted, design, coefficients);
    for (let i = 0; i < rows.length; i++) if (isBelow(predicted[i], panel.current[rows[i]])) below[i]++;
  }
  predictInPlace(predicted, design, matrices.median);
  const count = matrices.coefficients.length;
  rows.forEach((row, i) => {
    scores.percentiles[row] = percentileOf(below[i], count);
    scores.expected[row] = predicted[i];
    scores.orders[row] = matrices.order;
  });
}

/** Rounding moves a prediction by less than a unit of its last decimal; it is done only where that can matter. */
function isBelow(prediction: number, score: number): boolean {
  if (prediction < score - lastUnit) return true;
  return prediction < score + lastUnit && roundDecimals(prediction, predictionDecimals) < score;
}

/** The percentile of a score with so many of `count` predictions below it: 0 becomes 1, 100 becomes 99. */
export function percentileOf(below: number, count: number): number {
  return Math.min(99, Math.max(1, Math.round((100 * below) / count)));
}

function predictInPlace(into: Float64Array, { terms }: CodedDesign, coefficients: Float64Array): void {
  into.fill(coefficients[0]);
  for (const { codes, starts, values, width } of terms) {
    const part = new Float64Array(starts.length);
    for (let level = 0; level < part.length; level++) {
      for (let k = 0; k < width; k++) part[level] += values[level * width + k] * coefficients[starts[level] + k];
    }
    for (let i = 0; i < into.length; i++) into[i] += part[codes[i]];
  }
}
