import { bitLength, ratioToNumber } from "./ratio-to-number.ts";

/** Fraction bits of every fixed-point number of this file. */
export const fractionBits = 256;
const bits = BigInt(fractionBits);
const one = 1n << bits;

/**
 * A = L·D·L' of an integer matrix, in fixed point with 256 fraction bits. Column a is first divided by 2^exponents[a],
 * which brings its own entry of A into [¼, 1).
 */
export interface FixedPointFactor {
  /** Indices of the columns that were kept, ascending. All arrays below run along it. */
  readonly kept: readonly number[];
  readonly exponents: readonly number[];
  /** Rows of unit lower triangular L: lower[i][k], k < i. */
  readonly lower: readonly (readonly bigint[])[];
  /** D: squared length of what the columns before leave of each scaled column. */
  readonly pivots: readonly bigint[];
}

/**
 * Factors a positive semi-definite integer matrix in its own column order and leaves out dependent columns.
 *
 * The rounding error of an entry is near 2⁻²⁵⁶ times the squared condition number of the scaled columns, so that with a
 * condition number of 10²⁰ still more than 100 bits hold.
 *
 * @param packed lower triangle row by row: entry (a, b), a ≥ b, at a(a+1)/2 + b
 * @param isDependent says whether a column with this share (squared residual length ÷ squared length) is left out
 */
export function factorFixedPoint(
  packed: readonly bigint[],
  n: number,
  isDependent: (column: number, share: number) => boolean,
): FixedPointFactor {
  const kept: number[] = [];
  const exponents: number[] = [];
  const lower: bigint[][] = [];
  const pivots: bigint[] = [];
  for (let column = 0; column < n; column++) {
    const length = packed[(column * (column + 1)) / 2 + column];
    const exponent = Math.ceil(bitLength(length) / 2);
    // raw[k] = L[column][k]·D[k]
    const raw: bigint[] = [];
    const row: bigint[] = [];
    for (let k = 0; k < kept.length; k++) {
      const entry = packed[(column * (column + 1)) / 2 + kept[k]];
      let sum = shift(entry, fractionBits - exponent - exponents[k]) << bits;
      for (let m = 0; m < k; m++) sum -= lower[k][m] * raw[m];
      raw.push(sum >> bits);
      row.push((raw[k] << bits) / pivots[k]);
    }
    const scaled = shift(length, fractionBits - 2 * exponent);
    let rest = scaled << bits;
    for (let k = 0; k < raw.length; k++) rest -= row[k] * raw[k];
    const pivot = rest >> bits;
    const share = pivot > 0n ? ratioToNumber(pivot, scaled) : 0;
    if (isDependent(column, share)) continue;
    kept.push(column);
    exponents.push(exponent);
    lower.push(row);
    pivots.push(pivot);
  }
  return { kept, exponents, lower, pivots };
}

/** Rows of L⁻¹ in fixed point: row i has i + 1 entries, the last one being 1. */
export function invertFixedPoint(factor: FixedPointFactor): bigint[][] {
  const inverse: bigint[][] = [];
  factor.lower.forEach((row, i) => {
    const result: bigint[] = [];
    for (let j = 0; j < i; j++) {
      let sum = 0n;
      for (let k = j; k < i; k++) sum -= row[k] * inverse[k][j];
      result.push(sum >> bits);
    }
    result.push(one);
    inverse.push(result);
  });
  return inverse;
}

function shift(x: bigint, by: number): bigint {
  return by >= 0 ? x << BigInt(by) : x >> BigInt(-by);
}
