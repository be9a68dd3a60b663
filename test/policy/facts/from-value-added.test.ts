import { expect, test } from "vitest";
import { effectFacts } from "../../../src/policy/index.ts";

const effects = {
  labels: ["1", "2"],
  n: Float64Array.of(73, 2),
  shrunken: Float64Array.of(0.37, Number.NaN),
  ci95: { low: Float64Array.of(0.19, Number.NaN), high: Float64Array.of(0.55, Number.NaN) },
};
const lookups = { nameOf: (id: string) => `学校${id}`, coverageOf: () => null, categoryOf: () => "" };

test("facts carry value, interval, count and draws of each school, and no number where there is none", () => {
  const draws = [Float64Array.of(1, 2), Float64Array.of(3, 4)];
  const expectedGain = Float64Array.of(0.37, Number.NaN);
  const facts = effectFacts({ effects, expectedGain, draws, ...lookups });
  expect(facts[0]).toMatchObject({ id: "1", name: "学校1", count: 73, value: 0.37, low: 0.19, high: 0.55 });
  expect(facts[1]).toMatchObject({ count: 2, value: null, low: null, high: null, expectedGain: null });
  expect(facts[1].draws).toBe(draws[1]);
});

test("facts refuse gains or draws of another number of schools", () => {
  const wrong = { effects, expectedGain: Float64Array.of(1), draws: null, ...lookups };
  expect(() => effectFacts(wrong)).toThrow();
});
