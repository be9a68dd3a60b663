/** RR' of a p×p row-major matrix. */
export function productOfRows(roots: Float64Array, p: number): Float64Array {
  const result = new Float64Array(p * p);
  for (let a = 0; a < p; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let k = 0; k < p; k++) sum += roots[a * p + k] * roots[b * p + k];
      result[a * p + b] = sum;
      result[b * p + a] = sum;
    }
  }
  return result;
}
