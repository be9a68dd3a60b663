/** Exact integers of an answer. `numbers` holds the same where every sum of them is below 2⁵³ in magnitude, else null. */
export interface ExactColumn {
  readonly values: ArrayLike<bigint>;
  readonly numbers: Float64Array | null;
}

/** @param bits any sum of the values' magnitudes is below 2^bits */
export function exactColumn(values: ArrayLike<bigint>, bits: number): ExactColumn {
  if (bits > 53) return { values, numbers: null };
  const numbers = new Float64Array(values.length);
  for (let i = 0; i < numbers.length; i++) numbers[i] = Number(values[i]);
  return { values, numbers };
}

/** Sums of the values by their place 0 … count−1; values at place −1 are left out. Exact. */
export function sumByPlace({ values, numbers }: ExactColumn, places: Int32Array, count: number): bigint[] {
  if (numbers !== null) return Array.from(sumNumbersByPlace(numbers, places, count), BigInt);
  const total = new Array<bigint>(count).fill(0n);
  for (let i = 0; i < values.length; i++) if (places[i] >= 0) total[places[i]] += values[i];
  return total;
}

/** The same for whole numbers whose sums are below 2⁵³. */
export function sumNumbersByPlace(numbers: Float64Array, places: Int32Array, count: number): Float64Array {
  const total = new Float64Array(count);
  for (let i = 0; i < numbers.length; i++) if (places[i] >= 0) total[places[i]] += numbers[i];
  return total;
}
