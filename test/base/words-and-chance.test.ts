import { describe, expect, test } from "vitest";
import { Bug, fail, invariant, nearest, ProjectError, randomStream } from "../../src/base/index.ts";

describe("the nearest name", () => {
  const known = ["school", "student", "normexam", "数学"];

  test.each([
    ["shcool", "school"],
    ["Normexam", "normexam"],
    ["studnt", "student"],
    ["数学 ", "数学"],
  ])("of %j is %j", (name, near) => {
    expect(nearest(name, known)).toBe(near);
  });

  test("is none where too much differs", () => {
    expect(nearest("teacher", known)).toBe(undefined);
    expect(nearest("x", [])).toBe(undefined);
    expect(nearest("x", ["g", ""])).toBe(undefined);
  });
});

describe("a random stream", () => {
  const first = (seed: number, unit: string): number[] => {
    const stream = randomStream(seed, unit);
    return Array.from({ length: 5 }, () => stream.uniform());
  };

  test("gives the same numbers for the same seed and unit, and others for another", () => {
    expect(first(1, "school 7")).toEqual(first(1, "school 7"));
    expect(first(1, "school 7")).not.toEqual(first(1, "school 8"));
    expect(first(1, "school 7")).not.toEqual(first(2, "school 7"));
  });

  test("keeps its numbers for a given seed, so that an old run can be repeated", () => {
    expect(first(20240901, "draw").map((u) => u.toFixed(12))).toMatchInlineSnapshot(`
      [
        "0.213801244184",
        "0.765095428261",
        "0.793919575067",
        "0.401613371799",
        "0.211155801541",
      ]
    `);
  });

  test("is uniform on the open unit interval: mean 1/2 and variance 1/12 within four standard errors", () => {
    const stream = randomStream(3, "uniformity");
    const n = 100_000;
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < n; i++) {
      const u = stream.uniform();
      expect(u > 0 && u < 1).toBe(true);
      sum += u - 0.5;
      squares += (u - 0.5) ** 2;
    }
    expect(Math.abs(sum / n)).toBeLessThan(4 * Math.sqrt(1 / 12 / n));
    expect(Math.abs(squares / n - 1 / 12)).toBeLessThan(4 * Math.sqrt(1 / 180 / n));
  });
});

test("a user's fault carries its issue with parameters and place; our own fault is another kind", () => {
  const thrown = (() => {
    try {
      fail("MARK_NEGATIVE", { value: "-3" }, { file: "a.csv", row: 2 });
    } catch (error) {
      return error;
    }
  })();
  expect(thrown).toBeInstanceOf(ProjectError);
  expect(thrown).toMatchObject({
    issues: [{ code: "MARK_NEGATIVE", params: { value: "-3" }, where: { row: 2 }, severity: "error" }],
  });
  expect(() => invariant(false, "never")).toThrow(Bug);
});
