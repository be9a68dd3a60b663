import { readFileSync } from "node:fs";
import chiSquareOracle from "@stdlib/stats-base-dists-chisquare-cdf";
import normalCdfOracle from "@stdlib/stats-base-dists-normal-cdf";
import normalQuantileOracle from "@stdlib/stats-base-dists-normal-quantile";
import tQuantileOracle from "@stdlib/stats-base-dists-t-quantile";
import { describe, expect, it } from "vitest";
import {
  chiSquareCdf,
  chiSquareUpperTail,
  fUpperTail,
  logGamma,
  normalCdf,
  normalDensity,
  normalQuantile,
  tCdf,
  tQuantile,
  tTwoSided,
  tUpperTail,
} from "../../../src/math/index.ts";

/** Relative difference. */
const apart = (a: number, b: number): number => Math.abs(a - b) / Math.abs(b);

type Rows = readonly (readonly number[])[];

const values: Record<string, Rows> = JSON.parse(
  readFileSync(new URL("../../reference/distributions/values.json", import.meta.url), "utf8"),
);

describe("values in 60-digit arithmetic", () => {
  const functions: Record<string, (...args: number[]) => number> = {
    normalCdf,
    normalQuantile,
    tUpperTail,
    fUpperTail,
    chiSquareCdf,
    chiSquareUpperTail,
  };
  const tolerances: Record<string, number> = { normalCdf: 1e-15, normalQuantile: 1e-15 };

  it.each(Object.keys(functions))("%s agrees: the normal ones in 15 digits, the others in 13", (name) => {
    for (const row of values[name]) {
      const actual = functions[name](...row.slice(0, -1));
      expect(apart(actual, row[row.length - 1])).toBeLessThan(tolerances[name] ?? 1e-13);
    }
  });
});

describe("the normal distribution", () => {
  it("agrees with stdlib, whose tails lose z² units of the last digit", () => {
    for (let z = -37; z <= 8; z += 0.173) {
      expect(apart(normalCdf(z), normalCdfOracle(z, 0, 1))).toBeLessThan(2e-16 * Math.max(4, z * z));
    }
  });

  it("has quantiles that agree with stdlib to 1e-14", () => {
    for (let share = 0.0005; share < 1; share += 0.0101) {
      expect(Math.abs(normalQuantile(share) - normalQuantileOracle(share, 0, 1))).toBeLessThan(1e-14);
    }
  });

  it("has the values of the tables", () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 15);
    expect(normalCdf(0)).toBe(0.5);
    expect(normalCdf(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(normalCdf(Number.POSITIVE_INFINITY)).toBe(1);
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
    expect(normalQuantile(-0.1)).toBeNaN();
    expect(normalDensity(1)).toBeCloseTo(0.24197072451914337, 16);
  });
});

describe("Student's t distribution", () => {
  it("has quantiles that agree with stdlib to 1e-11", () => {
    for (const df of [1, 2, 3.5, 10, 71, 416, 4051]) {
      for (const share of [1e-6, 0.01, 0.25, 0.6, 0.975, 0.9999]) {
        expect(apart(tQuantile(share, df), tQuantileOracle(share, df))).toBeLessThan(1e-11);
      }
    }
  });

  it("inverts its own distribution function", () => {
    for (const df of [1, 5, 30, 4051]) {
      for (const share of [1e-8, 0.1, 0.5, 0.77, 0.99]) {
        expect(apart(tCdf(tQuantile(share, df), df), share)).toBeLessThan(1e-13);
      }
    }
    expect(tQuantile(1, 3)).toBe(Number.POSITIVE_INFINITY);
    expect(tQuantile(2, 3)).toBeNaN();
  });

  it("has the p-values that R gives", () => {
    // R 4.2.2: 2*pt(-2.54127914776593, 4051); 2*pt(-5.67061345452565, 416)
    expect(apart(tTwoSided(2.54127914776593, 4051), 0.0110817465496894)).toBeLessThan(1e-12);
    expect(apart(tTwoSided(-5.67061345452565, 416), 2.66590788778686e-8)).toBeLessThan(1e-12);
  });
});

describe("chi-square and F", () => {
  it("agree with stdlib to 1e-12", () => {
    for (const df of [1, 2, 7, 80, 900]) {
      for (const factor of [0.4, 0.9, 1, 1.3, 2]) {
        const x = df * factor;
        expect(apart(chiSquareCdf(x, df), chiSquareOracle(x, df))).toBeLessThan(1e-12);
        expect(chiSquareCdf(x, df) + chiSquareUpperTail(x, df)).toBeCloseTo(1, 14);
      }
    }
  });

  it("have their closed forms", () => {
    expect(apart(chiSquareUpperTail(60, 2), Math.exp(-30))).toBeLessThan(1e-14);
    expect(apart(fUpperTail(2.5, 2, 20), (1 + (2 * 2.5) / 20) ** -10)).toBeLessThan(1e-13);
    expect(apart(fUpperTail(9, 1, 8), tTwoSided(3, 8))).toBeLessThan(1e-13);
    expect(fUpperTail(0, 3, 8)).toBe(1);
  });
});

describe("log gamma", () => {
  it("has logarithms of factorials and half-integer values", () => {
    let factorial = 0;
    for (let k = 1; k < 60; k++) {
      expect(Math.abs(logGamma(k) - factorial)).toBeLessThan(1e-14 * Math.max(1, factorial));
      factorial += Math.log(k);
    }
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 14);
    expect(logGamma(-1)).toBeNaN();
  });
});
