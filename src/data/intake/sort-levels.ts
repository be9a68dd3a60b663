import { compareLevels } from "../../base/index.ts";

/** Labels in level order, and for each given label its place in it. */
export interface SortedLevels {
  readonly levels: readonly string[];
  /** place[i] is the code of labels[i]. */
  readonly place: Int32Array;
}

/** Sorts distinct labels as `compareLevels` does. */
export function sortLevels(labels: readonly string[]): SortedLevels {
  const order = sortedOrder(labels);
  const place = new Int32Array(labels.length);
  const levels = new Array<string>(labels.length);
  for (let code = 0; code < order.length; code++) {
    place[order[code]] = code;
    levels[code] = labels[order[code]];
  }
  return { levels, place };
}

/** Whole numbers of one length each (the keys of most files) are sorted as numbers at once; the order is the same. */
function sortedOrder(labels: readonly string[]): Uint32Array | number[] {
  const compare = compareLevels(labels);
  const order = Array.from(labels, (_, i) => i);
  const plainWhole = /^[1-9]\d{0,14}$/;
  if (!labels.every((label) => plainWhole.test(label))) return order.sort((a, b) => compare(labels[a], labels[b]));
  const values = Float64Array.from(labels, Number);
  return order.sort((a, b) => values[a] - values[b]);
}
