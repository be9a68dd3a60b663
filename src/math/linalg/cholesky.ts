/**
 * Factors a symmetric positive definite matrix A = L·L' where it stands.
 *
 * @param a n×n row-major; its lower triangle is read and replaced by L, the upper triangle is left alone
 * @returns −1, or the index of the first pivot that is not positive (the columns before it are factored)
 */
export function choleskyInPlace(a: Float64Array, n: number): number {
  for (let j = 0; j < n; j++) {
    let pivot = a[j * n + j];
    for (let k = 0; k < j; k++) pivot -= a[j * n + k] * a[j * n + k];
    if (!(pivot > 0)) return j;
    const root = Math.sqrt(pivot);
    a[j * n + j] = root;
    for (let i = j + 1; i < n; i++) {
      let sum = a[i * n + j];
      for (let k = 0; k < j; k++) sum -= a[i * n + k] * a[j * n + k];
      a[i * n + j] = sum / root;
    }
  }
  return -1;
}
