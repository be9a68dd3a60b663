import { describe, expect, test } from "vitest";
import { roundDecimals, scoreKnots } from "../../../src/model/growth/index.ts";

describe("rounding", () => {
  test.each([
    // Values of round(x, d) in R 4.2.2; most decimals below lie between two doubles, so that a naive rule errs.
    [5.015, 2, 5.02],
    [507.123455, 5, 507.12345],
    [2.675, 2, 2.67],
    [0.285, 2, 0.28],
    [1.005, 2, 1],
    [123.4565, 3, 123.457],
    [0.0005, 3, 0],
    [0.0015, 3, 0.002],
    [557.0625, 3, 557.062],
    [95.00005, 4, 95],
    [-95.00005, 4, -95],
    [12345678.12345, 4, 12345678.1234],
    [499.99999999999994, 5, 500],
    [1e300, 3, 1e300],
    [0, 3, 0],
  ])("of %d to %d decimals is R's: %d", (x, decimals, rounded) => {
    expect(roundDecimals(x, decimals)).toBe(rounded);
  });
});

describe("knots of a score", () => {
  const scores = Float64Array.from({ length: 11 }, (_, i) => 10 * i);

  test("are type-7 quantiles, the boundaries a tenth of the range beyond", () => {
    expect(scoreKnots(scores, [0.25, 0.5, 0.93])).toEqual({ interior: [25, 50, 93], boundary: [-10, 110] });
  });

  test("are rounded to three decimals", () => {
    const thirds = scores.map((score) => score / 3);
    expect(scoreKnots(thirds, [0.5])).toEqual({ interior: [16.667], boundary: [-3.333, 36.667] });
  });

  test("are refused where they fall together, or the score is constant or empty", () => {
    expect(scoreKnots(Float64Array.of(1, 2, 2, 2, 2, 2, 3), [0.4, 0.6])).toMatchObject({ fault: "tied" });
    expect(scoreKnots(Float64Array.of(4, 4), [0.5])).toEqual({ fault: "constant", value: 4 });
    expect(scoreKnots(new Float64Array(0), [0.5])).toEqual({ fault: "empty" });
  });
});
