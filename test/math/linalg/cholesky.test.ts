import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  backwardSolveInPlace,
  choleskyInPlace,
  forwardSolveInPlace,
  inverseFromCholesky,
} from "../../../src/math/index.ts";

const n = 5;

/** B·B' + I for arbitrary B: positive definite. */
const matrices = fc
  .array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: n * n, maxLength: n * n })
  .map((b) =>
    Float64Array.from({ length: n * n }, (_, i) => {
      const [row, column] = [Math.floor(i / n), i % n];
      let sum = row === column ? 1 : 0;
      for (let k = 0; k < n; k++) sum += b[row * n + k] * b[column * n + k];
      return sum;
    }),
  );

describe("the Cholesky factor", () => {
  it("gives the matrix back, solves with it and inverts it", () => {
    fc.assert(
      fc.property(matrices, (a) => {
        const l = Float64Array.from(a);
        expect(choleskyInPlace(l, n)).toBe(-1);
        const b = Float64Array.from({ length: n }, (_, i) => i - 1.5);
        const x = Float64Array.from(b);
        forwardSolveInPlace(l, n, x);
        backwardSolveInPlace(l, n, x);
        const inverse = inverseFromCholesky(l, n);
        for (let i = 0; i < n; i++) {
          let product = 0;
          let byInverse = 0;
          for (let k = 0; k < n; k++) {
            product += a[i * n + k] * x[k];
            byInverse += inverse[i * n + k] * b[k];
          }
          expect(product).toBeCloseTo(b[i], 9);
          expect(byInverse).toBeCloseTo(x[i], 9);
        }
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it("names the first column that is not positive definite", () => {
    expect(choleskyInPlace(Float64Array.of(1, 0, 0, 0, 4, 4, 0, 4, 4), 3)).toBe(2);
    expect(choleskyInPlace(Float64Array.of(-1, 0, 0, 1), 2)).toBe(0);
  });

  it("leaves entries beyond the leading part alone when a stride is given", () => {
    const l = Float64Array.of(2, 9, 9, 1, 3, 9, 9, 9, 9);
    const b = Float64Array.of(4, 11, 7);
    forwardSolveInPlace(l, 2, b, 3);
    expect([...b]).toEqual([2, 3, 7]);
  });
});
