import fc from "fast-check";
import { expect, test } from "vitest";
import { formatDecimal } from "../../../src/base/index.ts";
import { toGrid } from "../../../src/policy/funds/index.ts";

const written = (values: readonly number[]): string[] => toGrid(values).map(formatDecimal);

test("keeps nine significant digits of the largest and as many places of all", () => {
  expect(written([0.123456789012, 0.00000012345])).toEqual(["0.123456789", "0.000000123"]);
  expect(written([87.36, 0])).toEqual(["87.3600000", "0.0000000"]);
  expect(written([123456789.9, 1.5])).toEqual(["123456790", "2"]);
});

test("keeps whole numbers beyond the doubles' digits exactly, and zeros as zeros", () => {
  expect(written([1e300])).toEqual([BigInt(1e300).toString()]);
  expect(written([0, 0])).toEqual(["0", "0"]);
  expect(written([])).toEqual([]);
});

test("is off by half a last place at most", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 }), (values) => {
      const largest = Math.max(...values);
      toGrid(values).forEach(({ mantissa, scale }, i) => {
        expect(Math.abs(Number(mantissa) / 10 ** scale - values[i])).toBeLessThanOrEqual(
          Math.max(largest, 1e-90) * 5.1e-9,
        );
      });
    }),
  );
});

test("refuses what is negative or no number", () => {
  expect(() => toGrid([-0.1])).toThrow();
  expect(() => toGrid([Number.NaN])).toThrow();
});
