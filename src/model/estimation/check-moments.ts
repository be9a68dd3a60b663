import { Bug, fail } from "../../base/index.ts";
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
