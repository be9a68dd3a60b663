import { Bug, fail } from "../../base/index.ts";
import { bitLength } from "../../math/index.ts";
import { packedIndex } from "./centre-moments.ts";
import type { GroupSums, MomentBlocks } from "./from-design.ts";

/** Refuses data with no more rows than columns to estimate. */
export function checkRows(moments: MomentBlocks, columns: number): void {
  if (moments.rows <= columns || columns === 0) fail("TOO_FEW_ROWS", { rows: moments.rows, columns });
}

/** Refuses a grouping factor with one level, or with one row in each level, whose variance can't be told from σ². */
export function checkGroup(moments: MomentBlocks): GroupSums {
  const { group } = moments;
  if (group === null) throw new Bug("moments without group");
  if (group.labels.length < 2) fail("GROUP_ONE_LEVEL", { group: group.name });
  if (group.labels.length >= moments.rows) fail("GROUP_SINGLETONS", { group: group.name, rows: moments.rows });
  return group;
}

/** True where the response has one value in all rows. */
export function responseIsConstant(moments: MomentBlocks): boolean {
  const response = moments.names.length - 1;
  const sum = moments.sums[response];
  return sum * sum === moments.products[packedIndex(response, response)] * moments.totalWeight;
}

/** Sizes of a column (root mean square) beyond 10^±this are refused: variances of coefficients are fourth powers of them. */
const sizeLimit = 75;

/**
 * Refuses columns whose squares, ratios or squared ratios doubles can't hold.
 *
 * @throws SIZE_OUT_OF_RANGE
 */
export function checkSizes(moments: MomentBlocks): void {
  moments.units.forEach((unit, column) => {
    const square = moments.products[packedIndex(column, column)];
    if (square === 0n) return;
    const ownSize = ((bitLength(square) - bitLength(moments.totalWeight)) / 2) * Math.log10(2);
    const size = Math.round(ownSize + unit.exponent * Math.log10(unit.base));
    if (Math.abs(size) > sizeLimit) fail("SIZE_OUT_OF_RANGE", { name: moments.names[column], size, limit: sizeLimit });
  });
}
