import { type FixedPointFactor, fractionBits, invertFixedPoint, ratioToNumber } from "../../math/index.ts";

/**
 * A lower triangular integer matrix U that makes columns nearly orthogonal: new column a = Σ_b U[a][b]·(column b), with
 * U[a][a] = 2^shifts[a]. Rows of U have a + 1 entries.
 */
export interface ColumnTransform {
  readonly rows: readonly (readonly bigint[])[];
  readonly shifts: readonly number[];
}

/** Bits by which a rounded row of U is finer than the residual it describes. */
const guardBits = 24;

/**
 * Rounds L⁻¹ of A = L·D·L' to integers. The rounding only leaves the new columns a little short of orthogonal; as U is
 * then applied exactly, it costs no digits.
 */
export function orthogonalise(factor: FixedPointFactor): ColumnTransform {
  const { exponents, pivots } = factor;
  const inverse = invertFixedPoint(factor);
  const shifts = exponents.map((exponent, a) => {
    const widest = Math.max(0, ...exponents.slice(0, a).map((other) => other - exponent));
    const length = Math.sqrt(ratioToNumber(pivots[a] > 0n ? pivots[a] : 1n, 1n << BigInt(fractionBits)));
    return a === 0 ? 0 : widest + Math.ceil(-Math.log2(length)) + guardBits;
  });
  const rows = inverse.map((row, a) =>
    row.map((entry, b) => shiftRounded(entry, exponents[a] - exponents[b] + shifts[a] - fractionBits)),
  );
  return { rows, shifts };
}

/** U·M·U' for a packed symmetric integer matrix. */
export function transformPacked(rows: readonly (readonly bigint[])[], packed: readonly bigint[]): bigint[] {
  const q = rows.length;
  const half: bigint[][] = rows.map((row) =>
    Array.from({ length: q }, (_, b) => {
      let sum = 0n;
      for (let c = 0; c < row.length; c++) {
        const index = c >= b ? (c * (c + 1)) / 2 + b : (b * (b + 1)) / 2 + c;
        sum += row[c] * packed[index];
      }
      return sum;
    }),
  );
  const result: bigint[] = [];
  for (let a = 0; a < q; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = 0n;
      for (let c = 0; c <= b; c++) sum += half[a][c] * rows[b][c];
      result.push(sum);
    }
  }
  return result;
}

function shiftRounded(x: bigint, by: number): bigint {
  if (by >= 0) return x << BigInt(by);
  return (x + (1n << BigInt(-by - 1))) >> BigInt(-by);
}
