import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/base/index.ts";
import { normalCdf, sampleNormal } from "../../../src/math/index.ts";

describe("normal numbers from a stream", () => {
  it("are normal by the Kolmogorov–Smirnov distance (1 % point 1.63/√n)", () => {
    const stream = randomStream(5, "sample");
    const n = 20_000;
    const sample = Float64Array.from({ length: n }, () => sampleNormal(stream)).sort();
    let distance = 0;
    sample.forEach((z, i) => {
      distance = Math.max(distance, Math.abs(normalCdf(z) - (i + 0.5) / n));
    });
    expect(distance).toBeLessThan(1.63 / Math.sqrt(n));
  });

  it("take one uniform number each", () => {
    const [one, other] = [randomStream(1, "a"), randomStream(1, "a")];
    sampleNormal(one);
    other.uniform();
    expect(one.uniform()).toBe(other.uniform());
  });
});
