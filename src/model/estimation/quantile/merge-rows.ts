import { codeValues } from "../../../math/index.ts";

/** Rows of equal codes and response merged into one. */
export interface MergedRows {
  /** Per merged row, a data row that it stands for. */
  readonly first: Int32Array;
  /** Per merged row, how many data rows are equal to it. */
  readonly weights: Float64Array;
}

/**
 * Merges equal rows and puts them in canonical order: by the first term's code, then the second's …, then the response.
 * What is fitted to them therefore doesn't depend on the order of the data. A radix sort: linear in the rows.
 */
export function mergeRows(codes: readonly Int32Array[], response: Float64Array): MergedRows {
  const n = response.length;
  const keys = [...codes, codeValues(response).codes];
  let order = Int32Array.from({ length: n }, (_, i) => i);
  for (let k = keys.length - 1; k >= 0; k--) order = sortByCode(order, keys[k]);
  const first = new Int32Array(n);
  const weights = new Float64Array(n);
  let count = 0;
  for (let i = 0; i < n; i++) {
    const equal = i > 0 && keys.every((key) => key[order[i]] === key[order[i - 1]]);
    if (!equal) first[count++] = order[i];
    weights[count - 1]++;
  }
  return { first: first.slice(0, count), weights: weights.slice(0, count) };
}

/** Stable counting sort. */
function sortByCode(order: Int32Array, codes: Int32Array): Int32Array<ArrayBuffer> {
  let levels = 0;
  for (let i = 0; i < codes.length; i++) if (codes[i] >= levels) levels = codes[i] + 1;
  const next = new Int32Array(levels + 1);
  for (let i = 0; i < order.length; i++) next[codes[order[i]] + 1]++;
  for (let level = 0; level < levels; level++) next[level + 1] += next[level];
  const sorted = new Int32Array(order.length);
  for (let i = 0; i < order.length; i++) sorted[next[codes[order[i]]]++] = order[i];
  return sorted;
}
