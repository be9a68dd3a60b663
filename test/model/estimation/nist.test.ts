import { describe, expect, it } from "vitest";
import { type LinearFit, solveLeastSquares } from "../../../src/model/estimation/index.ts";
import { correctDigits } from "./agreement.ts";
import {
  decimalColumn,
  type ExactColumn,
  interceptColumn,
  momentsFromColumns,
  powerColumn,
} from "./moments-from-columns.ts";
import { readText } from "./reference-models.ts";

interface Certified {
  readonly suite: string;
  readonly file: string;
  readonly dataLines: readonly [number, number];
  readonly columns: readonly string[];
  readonly intercept: boolean;
  readonly parameters: readonly string[];
  readonly estimate: readonly number[];
  readonly standardDeviation: readonly number[];
  readonly residualStandardDeviation: number;
}

const certified: Record<string, Certified> = JSON.parse(readText("test/reference/nist/certified.json"));
const sets = Object.keys(certified).filter((name) => certified[name].suite === "linear regression");

/** Powers of one predictor, or the predictors themselves, from the decimal text of the file. */
function fitSet(name: string): LinearFit {
  const set = certified[name];
  const [first, last] = set.dataLines;
  const lines = readText(`test/reference/nist/${set.file}`)
    .split("\n")
    .slice(first - 1, last);
  const cells = lines.map((line) => line.trim().split(/\s+/));
  const column = (i: number): ExactColumn =>
    decimalColumn(
      set.columns[i],
      cells.map((row) => row[i]),
    );
  const intercept = set.intercept ? [interceptColumn(cells.length)] : [];
  const wanted = set.parameters.length - intercept.length;
  const columns =
    set.columns.length === 2
      ? Array.from({ length: wanted }, (_, k) => (k === 0 ? column(1) : powerColumn(column(1), k + 1)))
      : Array.from({ length: wanted }, (_, k) => column(k + 1));
  return solveLeastSquares(momentsFromColumns({ columns: [...intercept, ...columns], response: column(0) }));
}

/** Certified zeros by absolute error, the others by digits. */
function expectDigits(actual: number, value: number): void {
  if (value === 0) expect(Math.abs(actual)).toBeLessThanOrEqual(1e-13);
  else expect(correctDigits(actual, value)).toBeGreaterThanOrEqual(13);
}

describe("least squares reach 13 certified digits on NIST's linear sets", () => {
  it("has all eleven of them", () => expect(sets.length).toBe(11));

  it.each(sets)("%s", (name) => {
    const set = certified[name];
    const fit = fitSet(name);
    expect(fit.aliased).toEqual([]);
    expect(fit.estimate.length).toBe(set.estimate.length);
    set.estimate.forEach((value, a) => {
      expectDigits(fit.estimate[a], value);
    });
    set.standardDeviation.forEach((value, a) => {
      expectDigits(fit.stdError[a], value);
    });
    expectDigits(Math.sqrt(fit.residualVariance), set.residualStandardDeviation);
  });

  it("names an ill-conditioned and a perfect fit", () => {
    expect(fitSet("Filip").checks.map((check) => check.code)).toContain("FIT_ILL_CONDITIONED");
    expect(fitSet("Wampler1").checks.map((check) => check.code)).toContain("FIT_PERFECT");
    expect(fitSet("Norris").checks).toEqual([]);
  });
});
