/** Memory that `rankDescendingInPlace` uses again from call to call, for up to `size` values. */
export interface RankScratch {
  readonly order: Int32Array;
  readonly buckets: Int32Array;
  readonly bucketOf: Int32Array;
}

export function rankScratch(size: number): RankScratch {
  return { order: new Int32Array(size), buckets: new Int32Array(size + 2), bucketOf: new Int32Array(size) };
}

/**
 * Writes the rank of each value into `ranks`: 1 + the number of values strictly greater, so equal values share the
 * better rank. Values are spread over as many buckets as there are values and sorted inside them; ranks depend on exact
 * comparisons only.
 */
export function rankDescendingInPlace(
  values: Float64Array,
  ranks: Uint32Array | Uint16Array,
  scratch: RankScratch,
): void {
  const order = sortDescending(values, scratch);
  let rank = 1;
  for (let i = 0; i < order.length; i++) {
    if (i > 0 && values[order[i]] !== values[order[i - 1]]) rank = i + 1;
    ranks[order[i]] = rank;
  }
}

function sortDescending(values: Float64Array, scratch: RankScratch): Int32Array {
  const n = values.length;
  const { buckets, bucketOf } = scratch;
  const order = scratch.order.subarray(0, n);
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < n; i++) {
    if (values[i] < least) least = values[i];
    if (values[i] > greatest) greatest = values[i];
  }
  const scale = greatest > least ? (n - 1) / (greatest - least) : 0;
  buckets.fill(0, 0, n + 2);
  for (let i = 0; i < n; i++) {
    const bucket = Math.trunc((greatest - values[i]) * scale);
    bucketOf[i] = bucket;
    buckets[bucket + 2]++;
  }
  for (let b = 2; b < n + 2; b++) buckets[b] += buckets[b - 1];
  for (let i = 0; i < n; i++) order[buckets[bucketOf[i] + 1]++] = i;
  for (let b = 0; b < n; b++) sortRange(values, order, b === 0 ? 0 : buckets[b], buckets[b + 1]);
  return order;
}

/** Sorts order[start … end − 1] by falling value: by insertion where it is short. */
function sortRange(values: Float64Array, order: Int32Array, start: number, end: number): void {
  if (end - start > 40) {
    order.subarray(start, end).sort((i, j) => values[j] - values[i]);
    return;
  }
  for (let i = start + 1; i < end; i++) {
    const moving = order[i];
    const value = values[moving];
    let j = i - 1;
    while (j >= start && values[order[j]] < value) {
      order[j + 1] = order[j];
      j--;
    }
    order[j + 1] = moving;
  }
}
