import { ratioToNumber } from "../../math/index.ts";
import { packedIndex } from "./centre-moments.ts";
import type { MomentBlocks } from "./from-design.ts";
import type { SelectedColumns } from "./select-columns.ts";

/**
 * Condition number ‖R‖·‖R⁻¹‖ (largest row sums) of the correlation matrix of the kept columns, taken about their means
 * where the first one is constant. 1 with no more than one column. Between the 2-norm condition and p times it.
 *
 * @param roots `inverseRoots` of the columns' factor
 */
export function conditionNumber(
  moments: MomentBlocks,
  columns: SelectedColumns,
  roots: readonly (readonly number[])[],
): number {
  const { factor, kept } = columns;
  const first = isConstant(moments, kept[0]) ? 1 : 0;
  const p = kept.length;
  if (p - first < 2) return 1;
  const variances = kept.map((column) => centredProduct(moments, column, column, first === 1));
  const sizes = kept.map((_, a) => Math.sqrt(variances[a]) * 2 ** -factor.exponents[a]);
  // The inverse of the Schur complement of the constant is the rest of the inverse: R⁻¹ by scaling it.
  let norm = 0;
  let inverseNorm = 0;
  for (let a = first; a < p; a++) {
    let sum = 0;
    let inverseSum = 0;
    for (let b = first; b < p; b++) {
      const product = centredProduct(moments, kept[a], kept[b], first === 1);
      sum += Math.abs(product) / Math.sqrt(variances[a] * variances[b]);
      let entry = 0;
      for (let k = Math.max(a, b); k < p; k++) entry += roots[k][a] * roots[k][b];
      inverseSum += Math.abs(entry) * sizes[a] * sizes[b];
    }
    norm = Math.max(norm, sum);
    inverseNorm = Math.max(inverseNorm, inverseSum);
  }
  return norm * inverseNorm;
}

function isConstant(moments: MomentBlocks, column: number): boolean {
  const sum = moments.sums[column];
  return sum !== 0n && sum * sum === moments.products[packedIndex(column, column)] * moments.totalWeight;
}

function centredProduct(moments: MomentBlocks, a: number, b: number, centred: boolean): number {
  const product = moments.products[packedIndex(a, b)];
  if (!centred) return Number(product);
  return ratioToNumber(product * moments.totalWeight - moments.sums[a] * moments.sums[b], moments.totalWeight);
}
