import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quantileSorted, rankDescendingInPlace, rankScratch } from "../../../src/math/index.ts";

function ranksOf(values: readonly number[]): number[] {
  const ranks = new Uint16Array(values.length);
  rankDescendingInPlace(Float64Array.from(values), ranks, rankScratch(values.length));
  return [...ranks];
}

describe("ranks from the highest value", () => {
  it("are one more than the number of greater values, ties included", () => {
    const values = fc.array(
      fc.oneof(
        fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }),
        fc.integer({ min: 0, max: 3 }),
      ),
      {
        minLength: 1,
        maxLength: 120,
      },
    );
    fc.assert(
      fc.property(values, (x) => {
        expect(ranksOf(x)).toEqual(x.map((value) => 1 + x.filter((other) => other > value).length));
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  it("hold where one far value leaves all others in one bucket", () => {
    const values = [1e12, ...Array.from({ length: 200 }, (_, i) => ((i * 37) % 200) / 7)];
    expect(ranksOf(values)).toEqual(values.map((value) => 1 + values.filter((other) => other > value).length));
  });

  it("are all one where all values are equal", () => expect(ranksOf([2, 2, 2])).toEqual([1, 1, 1]));
});

describe("a quantile", () => {
  it("uses the R-7 method", () => {
    expect(quantileSorted([1, 2, 4, 8], 0.5)).toBe(3);
    expect(quantileSorted([1, 2, 4, 8], 0.1)).toBeCloseTo(1.3, 14);
    expect(quantileSorted([1, 2, 4, 8], 1)).toBe(8);
    expect(quantileSorted([5], 0.3)).toBe(5);
  });
});
