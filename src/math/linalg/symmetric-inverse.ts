import { backwardSolveInPlace, forwardSolveInPlace } from "./solve-triangular.ts";

/**
 * The inverse (L·L')⁻¹ of a matrix given by its Cholesky factor.
 *
 * @param l factor, row-major with `stride` entries a row; its leading n×n lower triangle is L
 * @returns n×n row-major, exactly symmetric
 */
export function inverseFromCholesky(l: Float64Array, n: number, stride = n): Float64Array {
  const inverse = new Float64Array(n * n);
  const column = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    column.fill(0);
    column[j] = 1;
    forwardSolveInPlace(l, n, column, stride);
    backwardSolveInPlace(l, n, column, stride);
    for (let i = 0; i <= j; i++) {
      inverse[i * n + j] = column[i];
      inverse[j * n + i] = column[i];
    }
  }
  return inverse;
}
