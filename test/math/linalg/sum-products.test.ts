import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/base/index.ts";
import { sumProducts } from "../../../src/math/index.ts";

function integers(seed: number, size: number, below: number): number[] {
  const stream = randomStream(seed, "integers");
  return Array.from({ length: size }, () => Math.round((2 * stream.uniform() - 1) * below));
}

function exact(a: readonly number[], b: readonly number[], members: Int32Array): bigint {
  let sum = 0n;
  for (const j of members) sum += BigInt(a[j]) * BigInt(b[j]);
  return sum;
}

describe("sums of products of integers", () => {
  const members = [Int32Array.from({ length: 1500 }, (_, i) => i), Int32Array.of(1500, 1502), Int32Array.of(1501)];

  it.each([100, 2 ** 21, 2 ** 41 - 1])("are exact in limbs up to %d", (below) => {
    const [a, b] = [integers(1, 1503, below), integers(2, 1503, below)];
    const wanted = members.map((one) => exact(a, b, one));
    expect(sumProducts(Float64Array.from(a), Float64Array.from(b), members)).toEqual(wanted);
  });

  it("are exact at the largest limbs with one sign", () => {
    const a = new Array<number>(1503).fill(2 ** 41 - 1);
    const wanted = members.map((one) => exact(a, a, one));
    expect(sumProducts(Float64Array.from(a), Float64Array.from(a), members)).toEqual(wanted);
  });

  it("are exact beyond, as doubles or bigints", () => {
    const [a, b] = [integers(3, 1503, 2 ** 53 - 1), integers(4, 1503, 1000)];
    const wanted = members.map((one) => exact(a, b, one));
    expect(sumProducts(Float64Array.from(a), Float64Array.from(b), members)).toEqual(wanted);
    expect(sumProducts(a.map(BigInt), Float64Array.from(b), members)).toEqual(wanted);
  });
});
