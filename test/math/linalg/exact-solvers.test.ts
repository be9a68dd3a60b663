import { describe, expect, it } from "vitest";
import {
  factorFixedPoint,
  fractionBits,
  invertFixedPoint,
  ratioToNumber,
  solveFractionFree,
} from "../../../src/math/index.ts";

/** Hilbert matrix of order n times the least common multiple of 1 … 2n: integers of condition 1e3·30ⁿ. */
function hilbert(n: number): bigint[][] {
  let scale = 1n;
  for (let k = 2n; k <= BigInt(2 * n); k++) scale *= k;
  return Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => scale / BigInt(i + j + 1)));
}

const pack = (a: readonly (readonly bigint[])[]): bigint[] => a.flatMap((row, i) => row.slice(0, i + 1));
const one = 1n << BigInt(fractionBits);

describe("fraction-free elimination", () => {
  it("solves a Hilbert system of order 12 without any error, for several right-hand sides", () => {
    const a = hilbert(12);
    const solutions = [
      Array.from({ length: 12 }, (_, i) => BigInt(i) - 5n),
      Array.from({ length: 12 }, (_, i) => BigInt(i * i) + 1n),
    ];
    const sides = solutions.map((x) => a.map((row) => row.reduce((sum, entry, j) => sum + entry * x[j], 0n)));
    const { determinant, numerators } = solveFractionFree(a, sides);
    expect(determinant).toBeGreaterThan(0n);
    solutions.forEach((x, side) => {
      expect(numerators[side]).toEqual(x.map((entry) => entry * determinant));
    });
  });

  it("gives rationals as numerators over the determinant", () => {
    const { determinant, numerators } = solveFractionFree(
      [
        [2n, 1n],
        [1n, 3n],
      ],
      [[1n, 0n]],
    );
    expect([determinant, ...numerators[0]]).toEqual([5n, 3n, -1n]);
  });

  it("refuses a matrix that is not positive definite as a fault of ours", () => {
    expect(() =>
      solveFractionFree(
        [
          [1n, 2n],
          [2n, 4n],
        ],
        [[1n, 1n]],
      ),
    ).toThrow("minor 2 of 2");
  });
});

describe("the fixed-point factor", () => {
  it("has the pivots that exact elimination has, down to 1e-12 of a column", () => {
    const a = hilbert(9);
    const factor = factorFixedPoint(pack(a), 9, () => false);
    for (let k = 1; k < 9; k++) {
      const minor = (size: number): bigint =>
        solveFractionFree(
          a.slice(0, size).map((row) => row.slice(0, size)),
          [],
        ).determinant;
      const exact = ratioToNumber(minor(k + 1), minor(k) << BigInt(2 * factor.exponents[k]));
      expect(ratioToNumber(factor.pivots[k], one) / exact).toBeCloseTo(1, 14);
    }
  });

  it("leaves out the columns it is told to, by the share of them that is left", () => {
    // columns: 1, x, 2x + 3, x²; x = 0 … 3
    const columns = [0, 1, 2, 3].map((x) => [1, x, 2 * x + 3, x * x]);
    const a = [0, 1, 2, 3].map((i) =>
      [0, 1, 2, 3].map((j) => BigInt(columns.reduce((sum, row) => sum + row[i] * row[j], 0))),
    );
    const shares: number[] = [];
    const factor = factorFixedPoint(pack(a), 4, (_, share) => {
      shares.push(share);
      return share < 1e-14;
    });
    expect(factor.kept).toEqual([0, 1, 3]);
    expect(shares[0]).toBe(1);
    expect(shares[1]).toBeCloseTo(5 / 14, 14);
    expect(shares[2]).toBeLessThan(1e-60);
    expect(shares[3]).toBeCloseTo(4 / 98, 14);
  });

  it("is inverted to the identity", () => {
    const factor = factorFixedPoint(pack(hilbert(6)), 6, () => false);
    const inverse = invertFixedPoint(factor);
    for (let i = 0; i < 6; i++) {
      for (let j = 0; j < i; j++) {
        let sum = inverse[i][j];
        for (let k = j; k < i; k++) sum += (factor.lower[i][k] * inverse[k][j]) >> BigInt(fractionBits);
        expect(Math.abs(ratioToNumber(sum, one))).toBeLessThan(1e-60);
      }
    }
  });
});
