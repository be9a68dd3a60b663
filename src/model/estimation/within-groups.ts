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
  return factorWithin(moments, kept, p).kept.length === p - groups;
}

/** Share of the response's squared length (about its mean) that the kept columns and the groups leave. */
export function shareLeftWithin(moments: MomentBlocks, kept: readonly number[]): number {
  return factorWithin(moments, kept, kept.length + 1).left[kept.length];
}

/**
 * Factors the within-group cross-products of the kept columns, the response last, and leaves out columns that do not
 * vary within groups.
 *
 * @returns `kept`, and for every column what the ones before it and the groups leave, as a share of its squared length
 */
function factorWithin(moments: MomentBlocks, columns: readonly number[], size: number) {
  const { group, products } = centreMoments(moments, columns);
  const left: number[] = [];
  if (group === null) return { kept: [], left };
  const { within } = group;
  const { kept } = factorFixedPoint(within.slice(0, packedIndex(size, 0)), size, (column, share) => {
    const at = packedIndex(column, column);
    const total = products[at] << BigInt(withinBits);
    left.push(total === 0n ? 0 : share * ratioToNumber(within[at], total));
    return left[column] <= squaredTolerance;
  });
  return { kept, left };
}
