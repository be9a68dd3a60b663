import { formatNumber } from "../words/format.ts";

/** Smallest and largest of the values, widened by a share of their span on both sides. Never empty. */
export function paddedSpan(values: readonly number[], share = 0.05): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return [-1, 1];
  const pad = high > low ? (high - low) * share : Math.max(Math.abs(high) * 0.1, 0.5);
  return [low - pad, high + pad];
}

/** Writes axis values with as many decimals as a span of this size needs for about six ticks. */
export function axisFormat(span: readonly [number, number]): (value: number) => string {
  const size = span[1] - span[0];
  const decimals = size > 8 ? 0 : size > 0.8 ? 1 : size > 0.08 ? 2 : 3;
  return (value) => formatNumber(value, decimals);
}
