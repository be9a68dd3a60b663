import { describe, expect, it } from "vitest";
import { effectsOfGroups, visitPosterior, type Zero } from "../../../src/value-added/effects/index.ts";
import { simulatedRows } from "../../model/estimation/simulated-rows.ts";
import { leastSquaresGroup, mixedGroup } from "./fits.ts";

const replicates = 200;
const groups = 60;
const tau = 0.4;
const sigma = 1;
const size = (j: number): number => 6 + (j % 5) * 6;

/** The truth with the zero of the report subtracted. */
function truth(u: readonly number[], n: Float64Array, zero: Zero): number[] {
  const total = n.reduce((sum, x) => sum + x, 0);
  const mean = zero === "raw" ? 0 : u.reduce((sum, x, j) => sum + (n[j] / total) * x, 0);
  return u.map((x) => x - mean);
}

describe("under the true model, over seeded replicates", () => {
  it.each([
    ["random intercept", mixedGroup],
    ["least squares", leastSquaresGroup],
  ])("%s finds the variances and its intervals cover 93.5 to 96 in a hundred", (_, fitGroup) => {
    const hits = { raw: 0, student: 0, unshrunken: 0 };
    const variances: number[] = [];
    let residual = 0;
    for (let seed = 1; seed <= replicates; seed++) {
      const input = simulatedRows({ seed, groups, size, tau, sigma });
      const group = fitGroup(input);
      variances.push(group.interceptVariance);
      residual += group.residualVariance / replicates;
      const raw = effectsOfGroups(group, { zero: "raw", draws: 0, seed });
      const student = effectsOfGroups(group, { zero: "average-student", draws: 0, seed });
      const plain = truth(input.u, group.counts, "raw");
      truth(input.u, group.counts, "average-student").forEach((u, j) => {
        if (raw.ci95.low[j] <= plain[j] && plain[j] <= raw.ci95.high[j]) hits.raw++;
        if (student.ci95.low[j] <= u && u <= student.ci95.high[j]) hits.student++;
        if (student.unshrunkenCi95.low[j] <= u && u <= student.unshrunkenCi95.high[j]) hits.unshrunken++;
      });
    }
    const mean = variances.reduce((sum, x) => sum + x, 0) / replicates;
    const sd = Math.sqrt(variances.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (replicates - 1));
    expect(Math.abs(mean - tau ** 2)).toBeLessThan((3 * sd) / Math.sqrt(replicates));
    expect(residual).toBeCloseTo(sigma ** 2, 1.8);
    for (const count of Object.values(hits)) {
      expect(count / (replicates * groups)).toBeGreaterThan(0.935);
      expect(count / (replicates * groups)).toBeLessThan(0.96);
    }
  });

  it("probabilities of being in the top k add up to k", () => {
    const group = mixedGroup(simulatedRows({ seed: 1, groups, size, tau, sigma }));
    const k = 10;
    const draws = 400;
    const inTop = new Float64Array(groups);
    visitPosterior(group, { zero: "average-student", seed: 1, draws }, (effects) => {
      const line = [...effects].sort((a, b) => b - a)[k - 1];
      effects.forEach((x, j) => {
        if (x >= line) inTop[j] += 1 / draws;
      });
    });
    expect(inTop.reduce((sum, x) => sum + x, 0) / groups).toBeCloseTo(k / groups, 12);
    expect(Math.max(...inTop)).toBeGreaterThan(3 * Math.min(...inTop));
  });
});
