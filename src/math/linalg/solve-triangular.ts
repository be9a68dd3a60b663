/**
 * Solves L·x = b for lower triangular L and writes x over b.
 *
 * @param l row-major with `stride` entries a row; its leading n×n lower triangle is L
 */
export function forwardSolveInPlace(l: Float64Array, n: number, b: Float64Array, stride = n): void {
  for (let i = 0; i < n; i++) {
    let sum = b[i];
    for (let k = 0; k < i; k++) sum -= l[i * stride + k] * b[k];
    b[i] = sum / l[i * stride + i];
  }
}

/** Solves L'·x = b for lower triangular L and writes x over b. Shapes as in `forwardSolveInPlace`. */
export function backwardSolveInPlace(l: Float64Array, n: number, b: Float64Array, stride = n): void {
  for (let i = n - 1; i >= 0; i--) {
    let sum = b[i];
    for (let k = i + 1; k < n; k++) sum -= l[k * stride + i] * b[k];
    b[i] = sum / l[i * stride + i];
  }
}
