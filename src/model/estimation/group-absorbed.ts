import { factorFixedPoint, ratioToNumber } from "../../math/index.ts";
import { centreMoments, packedIndex, withinBits } from "./centre-moments.ts";
import type { MomentBlocks } from "./from-design.ts";

/** A column varies within groups where the columns before it leave there this share of its squared length in all. */
const squaredTolerance = 1e-14;

/**
 * True where the kept columns hold every difference between the groups, as a column for each school does beside a random
 * intercept for its authority. Nothing is then left that could speak about the variance between groups: REML is the same
 * at every value of it. It is so exactly where the columns have J dimensions fewer within the groups than in all.
 *
 * @param kept independent columns
 */
export function isGroupAbsorbed(moments: MomentBlocks, kept: readonly number[]): boolean {
  const groups = moments.group?.labels.length ?? 0;
  const p = kept.length;
  if (p < groups) return false;
  const { group, products } = centreMoments(moments, kept);
  if (group === null) return false;
  const { within } = group;
  const varying = factorFixedPoint(within.slice(0, packedIndex(p, 0)), p, (column, share) => {
    const at = packedIndex(column, column);
    const total = products[at] << BigInt(withinBits);
    return total === 0n || share * ratioToNumber(within[at], total) <= squaredTolerance;
  });
  return varying.kept.length === p - groups;
}
