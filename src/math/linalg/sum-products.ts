/** A column of integers: doubles where all are below 2⁵³ in size, else bigints. */
export type IntegerColumn = Float64Array | readonly bigint[];

const limb = 2 ** 21;
const twoLimbs = 2 ** 41;
/** Terms after which a sum of products of two limbs (each below 2⁴²) could pass 2⁵². */
const flushAfter = 512;

/**
 * Exact sums Σ a_j·b_j over sets of indices.
 *
 * Doubles below 2⁴¹ are split into two limbs of 21 bits, whose products are summed exactly in doubles and gathered as
 * bigints; everything else is multiplied as bigints.
 *
 * @param members members[k] holds the indices j of set k
 * @returns one sum for each set
 */
export function sumProducts(a: IntegerColumn, b: IntegerColumn, members: readonly Int32Array[]): bigint[] {
  if (fitsTwoLimbs(a) && fitsTwoLimbs(b)) return members.map((indices) => sumInLimbs(a, b, indices));
  return members.map((indices) => {
    let sum = 0n;
    for (const j of indices) sum += BigInt(a[j]) * BigInt(b[j]);
    return sum;
  });
}

function fitsTwoLimbs(column: IntegerColumn): column is Float64Array {
  if (!(column instanceof Float64Array)) return false;
  for (let j = 0; j < column.length; j++) if (Math.abs(column[j]) >= twoLimbs) return false;
  return true;
}

function sumInLimbs(a: Float64Array, b: Float64Array, indices: Int32Array): bigint {
  let total = 0n;
  for (let start = 0; start < indices.length; start += flushAfter) {
    const end = Math.min(start + flushAfter, indices.length);
    let high = 0;
    let middle = 0;
    let low = 0;
    for (let i = start; i < end; i++) {
      const x = a[indices[i]];
      const y = b[indices[i]];
      const xHigh = Math.round(x / limb);
      const yHigh = Math.round(y / limb);
      const xLow = x - xHigh * limb;
      const yLow = y - yHigh * limb;
      high += xHigh * yHigh;
      middle += xHigh * yLow + xLow * yHigh;
      low += xLow * yLow;
    }
    total += (BigInt(high) << 42n) + (BigInt(middle) << 21n) + BigInt(low);
  }
  return total;
}
