import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bitLength, ratioToNumber, scaledToNumber } from "../../../src/math/index.ts";

describe("a ratio of integers", () => {
  it("is the double that division of exact doubles gives", () => {
    const integers = fc.maxSafeInteger().filter((x) => x !== 0);
    fc.assert(
      fc.property(integers, integers, (a, b) => {
        expect(ratioToNumber(BigInt(a), BigInt(b))).toBe(a / b);
        // the same value from integers far beyond doubles
        const huge = 3n ** 700n;
        expect(ratioToNumber(BigInt(a) * huge, BigInt(b) * huge)).toBe(a / b);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it("is rounded half to even, and a hair above half goes up", () => {
    const half = 2n ** 53n + 1n;
    expect(ratioToNumber(half, 1n)).toBe(2 ** 53);
    expect(ratioToNumber(half * 2n ** 400n + 1n, 2n ** 400n)).toBe(2 ** 53 + 2);
    expect(ratioToNumber(-(half * 2n ** 400n + 1n), 2n ** 400n)).toBe(-(2 ** 53) - 2);
  });

  it("reads decimal fractions as the language does", () => {
    expect(ratioToNumber(1n, 10n)).toBe(0.1);
    expect(ratioToNumber(123456789012345678901234567890n, 10n ** 20n)).toBe(Number("1234567890.123456789"));
    expect(ratioToNumber(0n, 7n)).toBe(0);
  });
});

describe("an integer times a power of two", () => {
  it("is rounded once, also beyond the range of doubles", () => {
    expect(scaledToNumber(3n, -1)).toBe(1.5);
    expect(scaledToNumber(5n * 2n ** 3000n, -3001)).toBe(2.5);
    expect(scaledToNumber((2n ** 53n + 1n) * 2n ** 2000n + 1n, -2000)).toBe(2 ** 53 + 2);
  });
});

describe("the number of bits", () => {
  it.each([
    [0n, 0],
    [1n, 1],
    [-8n, 4],
    [255n, 8],
    [256n, 9],
    [2n ** 1000n - 1n, 1000],
  ])("of %s is %d", (x, bits) => expect(bitLength(x)).toBe(bits));
});
