/** Distinct values in rising order, and each value's place among them. */
export interface CodedValues {
  readonly levels: Float64Array;
  readonly codes: Int32Array;
}

/** Codes values by their rank among the distinct ones. NaN is not allowed; −0 counts as 0. */
export function codeValues(values: Float64Array): CodedValues {
  const sorted = values.map((value) => value + 0).sort();
  let count = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (i === 0 || sorted[i] !== sorted[count - 1]) sorted[count++] = sorted[i];
  }
  const levels = sorted.slice(0, count);
  const codes = new Int32Array(values.length);
  for (let i = 0; i < values.length; i++) codes[i] = placeOf(levels, values[i]);
  return { levels, codes };
}

function placeOf(levels: Float64Array, value: number): number {
  let low = 0;
  let high = levels.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (levels[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
