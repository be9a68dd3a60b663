import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  canonicalJson,
  compareBytes,
  compareDecimals,
  compareLevels,
  formatDecimal,
  formatYuan,
  parseDecimal,
  parseYuan,
} from "../../src/base/index.ts";

describe("a decimal", () => {
  test.each([
    ["0.2613242", 2613242n, 7],
    ["-1.5e-05", -15n, 6],
    ["+3", 3n, 0],
    [".5", 5n, 1],
    ["7.0", 7n, 0],
    ["1200", 1200n, 0],
    ["1.2e3", 1200n, 0],
    ["-0", 0n, 0],
    ["0.000", 0n, 0],
  ])("%s is read without rounding", (text, mantissa, scale) => {
    expect(parseDecimal(text)).toEqual({ mantissa, scale });
  });

  test.each(["", ".", "-", "1,000", " 1", "1e", "1e999", "NaN", "０", "1_000", "0x10"])("%j is none", (text) => {
    expect(parseDecimal(text)).toBe(null);
  });

  test("equals the number that the language reads, for every finite number", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const decimal = parseDecimal(String(value));
        if (decimal === null) throw new Error(`not read: ${value}`);
        return Number(`${decimal.mantissa}e-${decimal.scale}`) === value;
      }),
    );
  });
});

test("a decimal is written without exponent and read back the same", () => {
  expect(formatDecimal({ mantissa: -15n, scale: 6 })).toBe("-0.000015");
  expect(formatDecimal({ mantissa: 1200n, scale: 0 })).toBe("1200");
  const decimals = fc.record({ mantissa: fc.bigInt(), scale: fc.integer({ min: 0, max: 30 }) });
  fc.assert(
    fc.property(decimals, (decimal) => {
      const back = parseDecimal(formatDecimal(decimal));
      return back !== null && compareDecimals(back, decimal) === 0;
    }),
  );
});

test("decimals of different scale are compared by value", () => {
  const compare = (a: string, b: string): number | null => {
    const [x, y] = [parseDecimal(a), parseDecimal(b)];
    return x === null || y === null ? null : compareDecimals(x, y);
  };
  expect([compare("4", "4.0"), compare("-4", "0.1"), compare("0.1", "0.09")]).toEqual([0, -1, 1]);
});

describe("money", () => {
  test.each([
    ["4500000.00", 450000000n],
    ["1,000", 100000n],
    ["12.5", 1250n],
    ["-0.07", -7n],
    [" 3 ", 300n],
  ])("%s yuan is read in fen", (text, fen) => {
    expect(parseYuan(text)).toBe(fen);
  });

  test.each(["", "1.234", "1,00", "1e6", "¥5", ".5", "5.", "10,00.00"])("%j is no amount", (text) => {
    expect(parseYuan(text)).toBe(null);
  });

  test("comes back from its written form, whatever the amount", () => {
    fc.assert(fc.property(fc.bigInt(-(10n ** 30n), 10n ** 30n), (fen) => parseYuan(formatYuan(fen)) === fen));
  });

  test("is written with separators and two decimals", () => {
    expect([formatYuan(49087844n), formatYuan(-5n), formatYuan(0n)]).toEqual(["490,878.44", "-0.05", "0.00"]);
  });
});

describe("order", () => {
  test("by bytes is that of UTF-8, also beyond the basic plane", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (a, b) => {
        return Math.sign(compareBytes(a, b)) === Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
    expect(["\u{1F600}", "\uFFFD"].sort(compareBytes)).toEqual(["\uFFFD", "\u{1F600}"]);
  });

  test("of labels is by value where all are plain numbers, else by bytes", () => {
    const sort = (labels: string[]): string[] => labels.sort(compareLevels(labels));
    expect(sort(["10", "2", "-1"])).toEqual(["-1", "2", "10"]);
    expect(sort(["7", "007", "7.0"])).toEqual(["007", "7", "7.0"]);
    expect(sort(["10", "2", "x"])).toEqual(["10", "2", "x"]);
  });
});

test("canonical JSON does not depend on the order of keys", () => {
  expect(canonicalJson({ b: 1, a: [{ d: 2n, c: undefined }] }, 0)).toBe('{"a":[{"d":"2"}],"b":1}');
  expect(canonicalJson({ a: [{ d: 2n }], b: 1 }, 0)).toBe(canonicalJson({ b: 1, a: [{ d: 2n }] }, 0));
});
