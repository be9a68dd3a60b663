import { describe, expect, it } from "vitest";
import type { FittedGroup } from "../../../src/model/estimation/index.ts";
import { effectsOfGroups, rankIntervals, visitPosterior } from "../../../src/value-added/effects/index.ts";
import { simulatedRows } from "../../model/estimation/simulated-rows.ts";
import { leastSquaresGroup, mixedGroup } from "./fits.ts";

const small = { seed: 8, groups: 6, size: (j: number) => 4 + 3 * j, tau: 0.6, sigma: 1, mean: 2 };
const raw = { zero: "raw" as const, seed: 42, draws: 300 };

function drawsOf(group: FittedGroup, options: Parameters<typeof visitPosterior>[1]): number[][] {
  const all: number[][] = [];
  visitPosterior(group, options, (effects, draw) => {
    expect(draw).toBe(all.length);
    all.push([...effects]);
  });
  return all;
}

/** The group part with only some of its levels. */
function keep(group: FittedGroup, levels: readonly number[]): FittedGroup {
  const p = group.meanRoots.length / group.labels.length;
  const pick = (column: Float64Array): Float64Array => Float64Array.from(levels, (j) => column[j]);
  return {
    ...group,
    labels: levels.map((j) => group.labels[j]),
    counts: pick(group.counts),
    weights: pick(group.weights),
    meanResidual: pick(group.meanResidual),
    meanResponse: pick(group.meanResponse),
    meanRoots: Float64Array.from(levels.flatMap((j) => [...group.meanRoots.slice(j * p, (j + 1) * p)])),
  };
}

describe("posterior draws", () => {
  const group = mixedGroup(simulatedRows(small));

  it("are the same for the same seed, and others for another", () => {
    expect(drawsOf(group, raw)).toEqual(drawsOf(group, raw));
    expect(drawsOf(group, { ...raw, seed: 43 })).not.toEqual(drawsOf(group, raw));
  });

  it("of the first draws do not depend on how many follow", () => {
    expect(drawsOf(group, { ...raw, draws: 70 })).toEqual(drawsOf(group, raw).slice(0, 70));
  });

  it("of a group depend neither on the order nor on the presence of other groups", () => {
    const all = drawsOf(group, raw);
    const some = drawsOf(keep(group, [4, 1]), raw);
    expect(some).toEqual(all.map((effects) => [effects[4], effects[1]]));
  });

  it.each([
    ["random intercept", mixedGroup],
    ["least squares", leastSquaresGroup],
  ])("have the means and errors of the effects, also with their mean subtracted: %s", (_, fitGroup) => {
    const fitted = fitGroup(simulatedRows(small));
    for (const zero of ["raw", "average-student"] as const) {
      const options = { zero, seed: 7, draws: 20_000 };
      const draws = drawsOf(fitted, options);
      const table = effectsOfGroups(fitted, { ...options, draws: 0 });
      for (let j = 0; j < small.groups; j++) {
        const mean = draws.reduce((sum, effects) => sum + effects[j], 0) / draws.length;
        const variance = draws.reduce((sum, effects) => sum + (effects[j] - mean) ** 2, 0) / (draws.length - 1);
        // 4 Monte-Carlo errors of the mean, 3 of the standard deviation
        expect(Math.abs(mean - table.shrunken[j])).toBeLessThan((4 * table.shrunkenStdError[j]) / Math.sqrt(20_000));
        expect(Math.sqrt(variance) / table.shrunkenStdError[j]).toBeCloseTo(1, 1.5);
      }
    }
  });

  it("of an aggregated unit are its students' mean of the same draws", () => {
    const aggregation = { name: "area", labels: ["a", "b"], unitOf: Int32Array.of(0, 1, 0, 1, 0, -1) };
    const units = drawsOf(group, { ...raw, aggregation });
    const groups = drawsOf(group, raw);
    const n = group.counts;
    units.forEach((unit, d) => {
      const a = (n[0] * groups[d][0] + n[2] * groups[d][2] + n[4] * groups[d][4]) / (n[0] + n[2] + n[4]);
      expect(unit[0]).toBeCloseTo(a, 12);
    });
  });
});

describe("rank intervals", () => {
  const group = mixedGroup(simulatedRows(small));

  it("are quantiles of the ranks of drawn effects", () => {
    const options = { zero: "average-school" as const, seed: 3, draws: 1000 };
    const ranks = drawsOf(group, options).map((effects) => effects.map((x) => 1 + effects.filter((y) => y > x).length));
    const { low, high } = rankIntervals(group, options);
    for (let j = 0; j < small.groups; j++) {
      const sorted = ranks.map((row) => row[j]).sort((a, b) => a - b);
      expect([low[j], high[j]]).toEqual([sorted[24], sorted[974]]);
    }
  });

  it("do not depend on the zero", () => {
    const [one, other] = (["raw", "average-student"] as const).map((zero) =>
      rankIntervals(group, { zero, seed: 3, draws: 500 }),
    );
    expect(one).toEqual(other);
  });

  it.each([3, 40, 90])("are the counted ends of %d draws, in parts or at once", (draws) => {
    const many = mixedGroup(simulatedRows({ ...small, groups: 60 }));
    const options = { ...raw, draws };
    const ranks = drawsOf(many, options).map((effects) =>
      effects.map((effect) => 1 + effects.filter((other) => other > effect).length),
    );
    const end = (j: number, share: number): number => {
      const own = ranks.map((one) => one[j]);
      const enough = (rank: number) => own.filter((one) => one <= rank).length >= share * draws;
      return many.labels.findIndex((_, i) => enough(i + 1)) + 1;
    };
    for (const cells of [1, 7 * draws, 1e6]) {
      const { low, high } = rankIntervals(many, options, cells);
      expect([...low]).toEqual(many.labels.map((_, j) => end(j, 0.025)));
      expect([...high]).toEqual(many.labels.map((_, j) => end(j, 0.975)));
    }
  });
});
