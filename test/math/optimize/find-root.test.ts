import { describe, expect, it } from "vitest";
import { findRoot } from "../../../src/math/index.ts";

describe("a root by safeguarded Newton steps", () => {
  it("is found to the last digits", () => {
    const root = findRoot((x) => ({ value: x * x - 2, slope: 2 * x }), 0, 2);
    expect(Math.abs(root - Math.SQRT2)).toBeLessThanOrEqual(4e-16);
  });

  it("is found where Newton alone would run away", () => {
    let calls = 0;
    const root = findRoot(
      (x) => {
        calls++;
        return { value: Math.atan(x - 3), slope: 1 / (1 + (x - 3) ** 2) };
      },
      -1e6,
      2e6,
    );
    expect(root).toBeCloseTo(3, 14);
    expect(calls).toBeLessThan(60);
  });

  it("is found with a useless slope by halving", () => {
    const root = findRoot((x) => ({ value: x ** 3 - 5, slope: Number.NaN }), 0, 10);
    expect(root).toBeCloseTo(5 ** (1 / 3), 14);
  });
});
