import { type Issue, issue } from "../../base/index.ts";
import { type FixedPointFactor, fractionBits, ratioToNumber, timesPowerOfTwo } from "../../math/index.ts";
import { buildSystem } from "./build-system.ts";
import { packedIndex } from "./centre-moments.ts";
import { checkRows, checkSizes, responseIsConstant } from "./check-moments.ts";
import { conditionNumber } from "./condition-number.ts";
import { type ExactLeastSquares, exactLeastSquares } from "./exact-least-squares.ts";
import { leastSquaresGroup } from "./fitted-group.ts";
import type { MomentBlocks } from "./from-design.ts";
import { inverseRoots } from "./inverse-roots.ts";
import { productOfRows } from "./product-of-rows.ts";
import { criterionAt } from "./profile-criterion.ts";
import { type SelectedColumns, selectColumns } from "./select-columns.ts";
import type { FittedGroup, LeastSquaresSummary, LinearFit } from "./types.ts";
import { unitFactor, unitToNumber } from "./unit-factor.ts";

const illConditioned = 1e6;
const exactColumns = 40;
const exactShare = 1e-8;
/** Share of Σwy² left by the columns that counts as zero: it is known to more than 100 bits. */
const perfectShare = 1e-40;

/**
 * Ordinary (or precision-weighted) least squares from exact moments. Coefficients, standard errors and the residual sum
 * of squares are correct to about 15 digits: 256-bit fixed point, and fraction-free elimination where that is asked for
 * (condition above 1e6 or RSS below 1e-8 of the total, up to 40 columns).
 *
 * @throws TOO_FEW_ROWS where n ≤ p; SIZE_OUT_OF_RANGE
 * @see docs/estimation.md §2
 */
export function solveLeastSquares(moments: MomentBlocks): LinearFit {
  checkSizes(moments);
  const columns = selectColumns(moments);
  const p = columns.kept.length;
  checkRows(moments, p);
  const roots = inverseRoots(columns.factor);
  const condition = conditionNumber(moments, columns, roots);
  const solution = estimates(moments, columns, condition);
  const df = moments.rows - p;
  const residualVariance = solution.rss / df;
  const vcovRoots = covarianceRoots(moments, columns, roots, residualVariance);
  const vcov = productOfRows(vcovRoots, p);
  const minusTwoLogLik =
    moments.rows * (1 + Math.log((2 * Math.PI * solution.rss) / moments.rows)) - moments.sumLogWeights;
  return {
    method: "OLS",
    names: columns.kept.map((column) => moments.names[column]),
    estimate: solution.estimate,
    stdError: Float64Array.from({ length: p }, (_, a) => Math.sqrt(vcov[a * p + a])),
    vcov,
    vcovRoots,
    aliased: columns.aliased,
    observations: moments.rows,
    residualDf: df,
    residualVariance,
    theta: null,
    interceptVariance: null,
    criterion: { name: "ML", value: minusTwoLogLik },
    logLik: -minusTwoLogLik / 2,
    aic: minusTwoLogLik + 2 * (p + 1),
    bic: minusTwoLogLik + Math.log(moments.rows) * (p + 1),
    converged: true,
    singular: false,
    certificate: null,
    leastSquares: summary(moments, columns, solution.rss),
    group: groupOf(moments, columns, condition),
    checks: checks(moments, columns, condition, solution.rss),
  };
}

function estimates(moments: MomentBlocks, columns: SelectedColumns, condition: number): ExactLeastSquares {
  const { factor, kept } = columns;
  const p = kept.length;
  const hard =
    condition > illConditioned ||
    columns.responseShare < Math.max(perfectShare, exactShare * totalShare(moments, kept));
  if (hard && p <= exactColumns) return exactLeastSquares(moments, kept);
  const response = moments.names.length - 1;
  const scaled = backSubstitute(factor);
  const y = unitFactor(moments.units[response]);
  const estimate = Float64Array.from(kept, (column, a) => {
    const x = unitFactor(moments.units[column]);
    const ratio = ratioToNumber(scaled[a] * y.numerator * x.denominator, y.denominator * x.numerator);
    return timesPowerOfTwo(ratio, factor.exponents[p] - factor.exponents[a] - fractionBits);
  });
  const square = ratioToNumber(factor.pivots[p] * y.numerator ** 2n, y.denominator ** 2n);
  const rss = timesPowerOfTwo(square, 2 * factor.exponents[p] - fractionBits) * unitToNumber(moments.weightUnit);
  return { estimate, rss: columns.responseShare > perfectShare ? rss : 0 };
}

/** Total sum of squares (about the mean where the first column is constant) as a share of Σwy². */
function totalShare(moments: MomentBlocks, kept: readonly number[]): number {
  const response = moments.names.length - 1;
  const square = moments.products[packedIndex(response, response)];
  return square === 0n ? 0 : totalSquares(moments, kept, response).value / Number(square);
}

/** Σ w (y − ȳ)², or Σ w y² where the first column is not constant, in squared units of the response's integers. */
function totalSquares(
  moments: MomentBlocks,
  kept: readonly number[],
  response: number,
): { value: number; centred: boolean } {
  const total = moments.totalWeight;
  const square = moments.products[packedIndex(response, response)];
  const sum = moments.sums[response];
  const centred = kept.length > 0 && isConstant(moments, kept[0]);
  return { value: centred ? ratioToNumber(square * total - sum * sum, total) : Number(square), centred };
}

function isConstant(moments: MomentBlocks, column: number): boolean {
  const sum = moments.sums[column];
  return sum * sum === moments.products[packedIndex(column, column)] * moments.totalWeight;
}

/** Coefficients of the scaled columns in fixed point: L_xx'b = the response's row of L. */
function backSubstitute(factor: FixedPointFactor): bigint[] {
  const p = factor.kept.length - 1;
  const solution = [...factor.lower[p]];
  for (let a = p - 1; a >= 0; a--) {
    let sum = solution[a] << BigInt(fractionBits);
    for (let k = a + 1; k < p; k++) sum -= factor.lower[k][a] * solution[k];
    solution[a] = sum >> BigInt(fractionBits);
  }
  return solution;
}

/** R with RR' = σ²(X'WX)⁻¹ in the user's units: L⁻ᵀD^−½. */
function covarianceRoots(
  moments: MomentBlocks,
  { factor, kept }: SelectedColumns,
  roots: readonly (readonly number[])[],
  residualVariance: number,
): Float64Array {
  const p = kept.length;
  const result = new Float64Array(p * p);
  const scale = Math.sqrt(residualVariance / unitToNumber(moments.weightUnit));
  for (let a = 0; a < p; a++) {
    const unit = unitToNumber(moments.units[kept[a]]);
    for (let k = a; k < p; k++) {
      result[a * p + k] = (timesPowerOfTwo(roots[k][a], -factor.exponents[a]) / unit) * scale;
    }
  }
  return result;
}

function summary(moments: MomentBlocks, columns: SelectedColumns, rss: number): LeastSquaresSummary {
  const response = moments.names.length - 1;
  const { value, centred } = totalSquares(moments, columns.kept, response);
  const tss = value * unitToNumber(moments.units[response]) ** 2 * unitToNumber(moments.weightUnit);
  const p = columns.kept.length;
  const df1 = p - (centred ? 1 : 0);
  const df2 = moments.rows - p;
  if (tss === 0) return { residualSumOfSquares: rss, rSquared: null, adjustedRSquared: null, fStatistic: null };
  const rSquared = 1 - rss / tss;
  return {
    residualSumOfSquares: rss,
    rSquared,
    adjustedRSquared: 1 - (rss / tss) * ((df1 + df2) / df2),
    fStatistic: df1 === 0 || rss === 0 ? null : { value: (tss - rss) / df1 / (rss / df2), df1, df2 },
  };
}

function groupOf(moments: MomentBlocks, columns: SelectedColumns, condition: number): FittedGroup | null {
  if (moments.group === null) return null;
  const system = buildSystem(moments, columns.kept, condition > illConditioned ** 0.5 ? 0 : null);
  return leastSquaresGroup(moments, columns.kept, system, criterionAt(system, 0, true));
}

function checks(moments: MomentBlocks, columns: SelectedColumns, condition: number, rss: number): Issue[] {
  const found: Issue[] = [];
  if (columns.aliased.length > 0) found.push(issue("FIT_ALIASED", { columns: columns.aliased }, {}, "warning"));
  if (condition > illConditioned) found.push(issue("FIT_ILL_CONDITIONED", { condition }, {}, "warning"));
  if (responseIsConstant(moments)) {
    found.push(issue("RESPONSE_CONSTANT", { name: moments.names[moments.names.length - 1] }, {}, "warning"));
  } else if (rss === 0) found.push(issue("FIT_PERFECT", {}, {}, "warning"));
  return found;
}
