import { expect } from "vitest";

/** Greatest |a − b| ÷ max(|b|, s) over all entries; `scale` is s, one for all or one for each. */
export function disagreement(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  scale: number | ArrayLike<number>,
): number {
  expect(actual.length).toBe(expected.length);
  let worst = 0;
  for (let i = 0; i < expected.length; i++) {
    const s = typeof scale === "number" ? scale : scale[i];
    const difference = Math.abs(actual[i] - expected[i]) / Math.max(Math.abs(expected[i]), s);
    if (Number.isNaN(difference)) return Number.NaN;
    worst = Math.max(worst, difference);
  }
  return worst;
}

/** Correct digits as NIST counts them: −log10 of the relative error, at most 15. */
export function correctDigits(actual: number, certified: number): number {
  if (actual === certified) return 15;
  return Math.min(15, -Math.log10(Math.abs(actual - certified) / Math.abs(certified)));
}
