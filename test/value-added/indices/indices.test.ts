import { describe, expect, test } from "vitest";
import { randomStream } from "../../../src/base/index.ts";
import { expectedGain, type IndexSpec, valueAddedIndex } from "../../../src/value-added/indices/index.ts";

describe("the expected gain", () => {
  test("at mean zero is the deviation over √(2π)", () => {
    expect(expectedGain(0, 2)).toBeCloseTo(2 / Math.sqrt(2 * Math.PI), 14);
  });

  test("without uncertainty is the positive part", () => {
    expect([expectedGain(0.3, 0), expectedGain(-0.3, 0)]).toEqual([0.3, 0]);
  });

  test("less that of the mirrored value is the mean: E max(0,v) − E max(0,−v) = E v", () => {
    for (const [mean, sd] of [
      [0.37436, 0.09249],
      [-0.1, 0.2],
      [5, 0.5],
    ]) {
      expect(expectedGain(mean, sd) - expectedGain(-mean, sd)).toBeCloseTo(mean, 13);
    }
  });

  test("is never negative, however far below zero the mean is", () => {
    for (let z = 0; z <= 60; z += 0.37) expect(expectedGain(-z, 1)).toBeGreaterThanOrEqual(0);
  });

  test("equals the integral of x·φ over the positive half", () => {
    const [mean, sd] = [-0.2, 0.3];
    let integral = 0;
    const h = 1e-4;
    for (let x = h / 2; x < 4; x += h) {
      integral += (x * Math.exp(-(((x - mean) / sd) ** 2) / 2) * h) / (sd * Math.sqrt(2 * Math.PI));
    }
    expect(expectedGain(mean, sd)).toBeCloseTo(integral, 8);
  });

  test("agrees with the mean over draws", () => {
    const stream = randomStream(11, "gain");
    const n = 40000;
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const z = Math.sqrt(-2 * Math.log(stream.uniform())) * Math.cos(2 * Math.PI * stream.uniform());
      sum += Math.max(0, 0.1 + 0.2 * z);
    }
    // The deviation of max(0, v) is below 0.2: four standard errors are 0.004.
    expect(Math.abs(sum / n - expectedGain(0.1, 0.2))).toBeLessThan(0.004);
  });
});

describe("a value-added index", () => {
  const spec: IndexSpec = { id: "i", title: { zh: "指数", en: "Index" }, model: "va", scale: { mean: 50, sd: 10 } };

  test("is the mean plus the scaled value over the outcome's deviation, with its error on the same scale", () => {
    const [row] = valueAddedIndex(spec, [{ id: "1", value: 3, stdError: 1.5 }], 15);
    expect(row).toMatchObject({ id: "1", value: 52, stdError: 1, rank: 1 });
    expect(row.low).toBeCloseTo(52 - 1.959963984540054, 12);
    expect(row.high).toBeCloseTo(52 + 1.959963984540054, 12);
  });

  test("ranks the highest first, equal values alike, and leaves out what is not measured", () => {
    const values = [0.1, null, 0.4, 0.1, -2];
    const rows = valueAddedIndex(
      spec,
      values.map((value, i) => ({ id: String(i), value, stdError: value === null ? null : 0.1 })),
      1,
    );
    expect(rows.map(({ rank }) => rank)).toEqual([2, null, 1, 2, 4]);
    expect(rows[1]).toEqual({ id: "1", value: null, stdError: null, low: null, high: null, rank: null });
  });

  test("puts the model's zero at the scale's mean", () => {
    expect(valueAddedIndex(spec, [{ id: "1", value: 0, stdError: null }], 3)[0]).toMatchObject({
      value: 50,
      low: null,
    });
  });

  test("needs an outcome that varies", () => {
    expect(() => valueAddedIndex(spec, [], 0)).toThrow();
  });
});
