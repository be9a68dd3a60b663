/** Where a line search stops. */
export interface Crossing {
  /** Place in the list of candidates; those before it are crossed. −1: the loss falls for ever. */
  readonly at: number;
  readonly step: number;
}

/**
 * The weighted median of breakpoints: the first at which the slope, rising by `gains` at each, is no longer negative.
 * Rearranges the lists so that the breakpoints before it stand in front. Hoare's selection on (step, row), so the answer
 * doesn't depend on the order of the lists.
 *
 * @param slope negative; the slope before the first breakpoint
 */
export function selectCrossingInPlace(
  steps: Float64Array,
  gains: Float64Array,
  rows: Int32Array,
  count: number,
  slope: number,
): Crossing {
  let low = 0;
  let high = count - 1;
  let before = slope;
  while (low < high) {
    const [pivotStep, pivotRow] = medianOfThree(steps, rows, low, high);
    let i = low - 1;
    let j = high + 1;
    let gained = 0;
    for (;;) {
      do i++;
      while (steps[i] < pivotStep || (steps[i] === pivotStep && rows[i] < pivotRow));
      do j--;
      while (steps[j] > pivotStep || (steps[j] === pivotStep && rows[j] > pivotRow));
      if (i >= j) break;
      swap(steps, gains, rows, i, j);
    }
    for (let k = low; k <= j; k++) gained += gains[k];
    if (before + gained < 0) {
      before += gained;
      low = j + 1;
    } else high = j;
  }
  if (count === 0 || before + gains[low] < 0) return { at: -1, step: 0 };
  return { at: low, step: steps[low] };
}

function medianOfThree(steps: Float64Array, rows: Int32Array, low: number, high: number): [number, number] {
  const middle = (low + high) >> 1;
  const less = (a: number, b: number): boolean => steps[a] < steps[b] || (steps[a] === steps[b] && rows[a] < rows[b]);
  let [a, b, c] = [low, middle, high];
  if (less(b, a)) [a, b] = [b, a];
  if (less(c, b)) [b, c] = [c, b];
  if (less(b, a)) [a, b] = [b, a];
  // Hoare's scheme never ends with the last place as its pivot.
  const pivot = b === high ? a : b;
  return [steps[pivot], rows[pivot]];
}

function swap(steps: Float64Array, gains: Float64Array, rows: Int32Array, i: number, j: number): void {
  const [step, gain, row] = [steps[i], gains[i], rows[i]];
  steps[i] = steps[j];
  gains[i] = gains[j];
  rows[i] = rows[j];
  steps[j] = step;
  gains[j] = gain;
  rows[j] = row;
}
