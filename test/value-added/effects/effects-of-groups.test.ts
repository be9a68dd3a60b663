import { describe, expect, it } from "vitest";
import type { FittedGroup } from "../../../src/model/estimation/index.ts";
import { type Aggregation, effectsOfGroups, type Zero } from "../../../src/value-added/effects/index.ts";
import { referenceModels } from "../../model/estimation/reference-models.ts";
import { simulatedRows } from "../../model/estimation/simulated-rows.ts";
import { contrastError, denseErrors } from "./dense-errors.ts";
import { leastSquaresGroup, mixedGroup, weightedRows } from "./fits.ts";

const small = { seed: 5, groups: 7, size: (j: number) => 3 + 2 * j, tau: 0.7, sigma: 1, mean: 3 };
const zeros: readonly Zero[] = ["raw", "average-student", "average-school"];

function zeroWeights(group: FittedGroup, zero: Zero): number[] {
  const total = group.counts.reduce((sum, n) => sum + n, 0);
  return [...group.counts].map((n) => {
    if (zero === "raw") return 0;
    return zero === "average-student" ? n / total : 1 / group.counts.length;
  });
}

describe("a group's effect on the Inner London marks", () => {
  const group = mixedGroup(referenceModels["exam-ri-lrt"]());
  const table = effectsOfGroups(group, { zero: "raw", draws: 4000, seed: 1 });
  const at = table.labels.indexOf("1");

  it("has the checked numbers of school 1", () => {
    expect(table.n[at]).toBe(73);
    expect(table.shrunken[at]).toBeCloseTo(0.37436, 5);
    expect(table.conditionalStdError[at]).toBeCloseTo(0.08462, 5);
    expect(table.shrunkenStdError[at]).toBeCloseTo(0.09249, 5);
    expect(table.unshrunken[at]).toBeCloseTo(0.40528, 5);
    expect(table.unshrunkenStdError[at]).toBeCloseTo(0.09558, 5);
    expect(table.shrinkage?.[at]).toBeCloseTo(0.9237, 4);
    expect(table.reliability[at]).toBeCloseTo(0.9088, 4);
    expect(table.ci95.low[at]).toBeCloseTo(0.1931, 4);
    expect(table.ci95.high[at]).toBeCloseTo(0.5556, 4);
    expect(table.unshrunkenCi95.low[at]).toBeCloseTo(0.2179, 4);
    expect(table.unshrunkenCi95.high[at]).toBeCloseTo(0.5926, 4);
    expect(table.probabilityAboveZero[at]).toBeCloseTo(0.99997, 5);
  });

  it("ranks the best school 1 to 3 or 4 of 65, not by its mode alone", () => {
    const best = table.labels.indexOf("53");
    expect(table.rankInterval95?.low[best]).toBe(1);
    expect(table.rankInterval95?.high[best]).toBeGreaterThanOrEqual(3);
    expect(table.rankInterval95?.high[best]).toBeLessThanOrEqual(4);
  });

  it("is frozen", () => expect(Object.isFrozen(table)).toBe(true));
});

describe("errors of effects are those of the full covariance matrices", () => {
  const designs = [
    { title: "random intercept", input: simulatedRows(small), fitGroup: mixedGroup, method: "GLS" as const },
    { title: "weighted random intercept", input: weightedRows(small), fitGroup: mixedGroup, method: "GLS" as const },
    { title: "least squares", input: simulatedRows(small), fitGroup: leastSquaresGroup, method: "OLS" as const },
    {
      title: "weighted least squares",
      input: weightedRows(small),
      fitGroup: leastSquaresGroup,
      method: "OLS" as const,
    },
  ];
  const cases = designs.flatMap((design) => zeros.map((zero) => ({ ...design, zero })));

  it.each(cases)("$title, zero $zero", ({ input, fitGroup, method, zero }) => {
    const group = fitGroup(input);
    expect(group.interceptVariance).toBeGreaterThan(0);
    const table = effectsOfGroups(group, { zero, draws: 0, seed: 1 });
    const dense = denseErrors(input, group, method);
    const z = zeroWeights(group, zero);
    for (let j = 0; j < small.groups; j++) {
      const a = z.map((weight, k) => (j === k ? 1 : 0) - weight);
      expect(table.shrunkenStdError[j]).toBeCloseTo(contrastError(dense.shrunken, a), 11);
      expect(table.unshrunkenStdError[j]).toBeCloseTo(contrastError(dense.unshrunken, a), 11);
      const prior = group.interceptVariance * a.reduce((sum, x) => sum + x * x, 0);
      expect(table.reliability[j]).toBeCloseTo(1 - table.shrunkenStdError[j] ** 2 / prior, 11);
      expect(table.conditionalStdError[j]).toBeLessThanOrEqual(table.shrunkenStdError[j]);
    }
  });

  it.each(cases)("$title, zero $zero, aggregated", ({ input, fitGroup, method, zero }) => {
    const group = fitGroup(input);
    const aggregation = { name: "area", labels: ["a", "b"], unitOf: Int32Array.of(0, 0, 1, 1, -1, 0, 1) };
    const table = effectsOfGroups(group, { zero, draws: 0, seed: 1, aggregation });
    const dense = denseErrors(input, group, method);
    const plain = effectsOfGroups(group, { zero, draws: 0, seed: 1 });
    const z = zeroWeights(group, zero);
    for (const unit of [0, 1]) {
      const members = [...aggregation.unitOf].map((u, j) => (u === unit ? group.counts[j] : 0));
      const n = members.reduce((sum, x) => sum + x, 0);
      const a = members.map((x, j) => x / n - z[j]);
      expect(table.n[unit]).toBe(n);
      expect(table.shrunkenStdError[unit]).toBeCloseTo(contrastError(dense.shrunken, a), 11);
      expect(table.unshrunkenStdError[unit]).toBeCloseTo(contrastError(dense.unshrunken, a), 11);
      const mean = (values: Float64Array): number => members.reduce((sum, x, j) => sum + (x / n) * values[j], 0);
      expect(table.shrunken[unit]).toBeCloseTo(mean(plain.shrunken), 12);
      expect(table.unshrunken[unit]).toBeCloseTo(mean(plain.unshrunken), 12);
    }
    expect(table.shrinkage).toBeNull();
  });
});

describe("the zero of effects", () => {
  const group = mixedGroup(simulatedRows(small));

  it("average-student: effects weighted by students sum to nothing", () => {
    const { shrunken, unshrunken, n } = effectsOfGroups(group, { zero: "average-student", draws: 0, seed: 1 });
    for (const effects of [shrunken, unshrunken]) {
      expect(effects.reduce((sum, x, j) => sum + n[j] * x, 0)).toBeCloseTo(0, 11);
    }
  });

  it("average-school: effects sum to nothing", () => {
    const { shrunken } = effectsOfGroups(group, { zero: "average-school", draws: 0, seed: 1 });
    expect(shrunken.reduce((sum, x) => sum + x, 0)).toBeCloseTo(0, 12);
  });

  it("does not move differences between groups", () => {
    const [raw, student] = (["raw", "average-student"] as const).map((zero) =>
      effectsOfGroups(group, { zero, draws: 0, seed: 1 }),
    );
    expect(student.shrunken[2] - student.shrunken[5]).toBeCloseTo(raw.shrunken[2] - raw.shrunken[5], 12);
  });

  it("one unit of all students is zero without error at average-student", () => {
    const all: Aggregation = { name: "all", labels: ["all"], unitOf: new Int32Array(small.groups) };
    const table = effectsOfGroups(group, { zero: "average-student", draws: 100, seed: 1, aggregation: all });
    for (const column of [table.shrunken, table.shrunkenStdError, table.unshrunken, table.unshrunkenStdError]) {
      expect(column[0]).toBeCloseTo(0, 7);
    }
    expect(table.reliability[0]).toBe(0);
  });
});

describe("effects without variance between groups", () => {
  const group = { ...mixedGroup(simulatedRows(small)), interceptVariance: 0 };
  const table = effectsOfGroups(group, { zero: "average-student", draws: 200, seed: 1 });

  it("are zero with reliability zero, any rank and no probability", () => {
    expect([...table.shrunken]).toEqual(new Array(small.groups).fill(0));
    expect([...table.shrunkenStdError]).toEqual(new Array(small.groups).fill(0));
    expect([...table.reliability]).toEqual(new Array(small.groups).fill(0));
    expect([...(table.rankInterval95?.low ?? [])]).toEqual(new Array(small.groups).fill(1));
    expect([...(table.rankInterval95?.high ?? [])]).toEqual(new Array(small.groups).fill(small.groups));
    expect([...table.probabilityAboveZero].every(Number.isNaN)).toBe(true);
  });

  it("still have unshrunken values with errors", () => {
    expect([...table.unshrunkenStdError].every((se) => se > 0)).toBe(true);
  });
});
