import { compareBytes } from "./compare-bytes.ts";

const plainNumber = /^-?\d+(\.\d+)?$/;

/**
 * The order of a grouping column's labels: by value where every label is a plain number ("2" before "10"; equal values
 * by their text, so "007" and "7" stay apart and in one order), else by bytes.
 */
export function compareLevels(labels: readonly string[]): (a: string, b: string) => number {
  if (!labels.every((label) => plainNumber.test(label))) return compareBytes;
  return (a, b) => Number(a) - Number(b) || compareBytes(a, b);
}
