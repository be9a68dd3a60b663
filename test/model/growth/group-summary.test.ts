import { describe, expect, test } from "vitest";
import { groupSummaries, medianInterval, percentileOf } from "../../../src/model/growth/index.ts";

describe("the interval of a median", () => {
  test.each([
    // Ranks from tables of the sign test at two-sided 5 %: P(Binomial(n, ½) < r) ≤ 0.025.
    [6, 1],
    [8, 1],
    [9, 2],
    [12, 3],
    [20, 6],
    [30, 10],
    [50, 18],
    [100, 40],
  ])("with %d values goes from rank %d from below to that from above", (n, rank) => {
    const values = Float64Array.from({ length: n }, (_, i) => i + 1);
    expect(medianInterval(values)).toEqual([rank, n + 1 - rank]);
  });

  test("is not given for fewer than six values", () => {
    expect(medianInterval(Float64Array.of(1, 2, 3, 4, 5))).toBeNull();
  });
});

describe("the percentile", () => {
  test("counts predictions below, 0 as 1 and 100 as 99", () => {
    expect([0, 1, 50, 99, 100].map((below) => percentileOf(below, 100))).toEqual([1, 1, 50, 99, 99]);
  });
});

describe("group summaries", () => {
  const percentiles = Float64Array.of(20, 40, 60, 80, 90, Number.NaN, 70, 10, 50);
  const codes = Int32Array.of(0, 0, 1, 1, 1, 1, 2, -1, 0);
  const { groups, betweenVariance } = groupSummaries(percentiles, codes, ["a", "b", "c", "d"]);
  const [a, b, c] = groups;

  test("take rows with a percentile, and count the others in the coverage", () => {
    expect(groups.map((one) => [one.label, one.n, one.coverage])).toEqual([
      ["a", 3, 1],
      ["b", 3, 0.75],
      ["c", 1, 1],
    ]);
  });

  test("give sd/√n as the standard error, none for a single row", () => {
    // a: 20, 40, 50 has variance 700/3, b: 60, 80, 90 the same.
    expect(a.mean).toBeCloseTo(110 / 3, 12);
    expect(a.meanStdError).toBeCloseTo(Math.sqrt(700 / 9), 12);
    expect(a.median).toBe(40);
    expect(c).toMatchObject({ mean: 70, meanStdError: null, shrunken: null, ci95: null });
  });

  test("shrink towards 50 by C/(C + se²)", () => {
    // Means 110/3 and 230/3: variance 800; minus the mean squared error 700/9.
    const C = 800 - 700 / 9;
    expect(betweenVariance).toBeCloseTo(C, 10);
    const share = C / (C + 700 / 9);
    expect(b.shrunken).toBeCloseTo(50 + share * (230 / 3 - 50), 10);
    expect(b.shrunkenStdError).toBeCloseTo(Math.sqrt((share * 700) / 9), 10);
  });

  test("shrink wholly where the means differ no more than their errors", () => {
    const same = groupSummaries(Float64Array.of(10, 90, 12, 91), Int32Array.of(0, 0, 1, 1), ["a", "b"]);
    expect(same.betweenVariance).toBe(0);
    expect(same.groups.map((one) => one.shrunken)).toEqual([50, 50]);
  });
});
