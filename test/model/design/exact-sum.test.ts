import { describe, expect, test } from "vitest";
import type { FixedColumn } from "../../../src/data/schema/index.ts";
import { exactSum } from "../../../src/model/design/exact-sum.ts";

const column = (name: string, bits: number): FixedColumn => ({
  kind: "fixed",
  name,
  unit: { base: 10, exponent: 0 },
  exact: true,
  min: 0n,
  max: 2n ** BigInt(bits) - 1n,
  missing: 0,
});

describe("the sum of a product of many factors", () => {
  const storage = new Map([column("a", 4), column("b", 3), column("wide", 10)].map((one) => [one.name, one]));

  // Trying every subset of 24 factors takes half a minute, and of 48 for ever.
  test.each([12, 24, 30])("is split in halves at power %d without trying every subset", (power) => {
    const sums = exactSum([{ column: "a", power }], storage, 100);
    expect(sums?.length ?? 0).toBe(power === 12 ? 1 : 3);
  });

  test("is refused where no two halves hold it", () => {
    const square = [
      { column: "wide", power: 24 },
      { column: "b", power: 24 },
    ];
    expect(exactSum(square, storage, 100)).toBeNull();
  });
});
