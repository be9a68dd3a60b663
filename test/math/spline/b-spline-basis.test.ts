import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { basisWidth, bSplineBasis } from "../../../src/math/index.ts";

const knots = { interior: [2, 3.5, 7], boundary: [0, 10] } as const;

/** All columns of one value. */
function row(x: number): number[] {
  const { columns, starts, values } = bSplineBasis(Float64Array.of(x), knots);
  const full = Array<number>(columns + 1).fill(0);
  for (let k = 0; k < basisWidth; k++) full[starts[0] + k] += values[k];
  return full.slice(0, columns);
}

/** B-spline of degree `d` that starts at knot i, by its definition as a recurrence over all knots (Cox and de Boor). */
function recurrence(i: number, d: number, x: number, t: readonly number[]): number {
  if (d === 0) return t[i] <= x && x < t[i + 1] ? 1 : 0;
  const part = (of: number, over: number): number => (over === 0 ? 0 : of / over);
  return (
    part((x - t[i]) * recurrence(i, d - 1, x, t), t[i + d] - t[i]) +
    part((t[i + d + 1] - x) * recurrence(i + 1, d - 1, x, t), t[i + d + 1] - t[i + 1])
  );
}

describe("the cubic B-spline basis", () => {
  test("agrees with the recurrence, first column left out", () => {
    const t = [0, 0, 0, 0, 2, 3.5, 7, 10, 10, 10, 10];
    fc.assert(
      fc.property(fc.double({ min: 0, max: 9.999, noNaN: true }), (x) => {
        row(x).forEach((value, k) => {
          expect(value).toBeCloseTo(recurrence(k + 1, 3, x, t), 12);
        });
      }),
    );
  });

  test("has interior knots + 3 columns and ends at one on the upper boundary", () => {
    expect(row(10)).toEqual([0, 0, 0, 0, 0, 1]);
  });

  test("is zero on the lower boundary, where only the column that is left out differs from zero", () => {
    expect(row(0)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test("continues the last cubic beyond the boundary", () => {
    // Fourth differences of a cubic vanish: four values inside the last piece give the one outside.
    const at = (x: number): number => row(x)[5];
    expect(at(11)).toBeCloseTo(4 * at(10) - 6 * at(9) + 4 * at(8) - at(7), 9);
    const low = (x: number): number => row(x)[0];
    expect(low(-0.5)).toBeCloseTo(4 * low(0) - 6 * low(0.5) + 4 * low(1) - low(1.5), 9);
  });

  test("refuses knots that don't rise", () => {
    expect(() => bSplineBasis(Float64Array.of(1), { interior: [2, 2], boundary: [0, 10] })).toThrow(/rise/);
  });
});
