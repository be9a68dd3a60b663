import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { prepareQuantiles, solveQuantileChain } from "../../../../src/model/estimation/index.ts";
import { disagreement } from "../agreement.ts";
import { checkLoss, fittedValue, splineTask } from "./spline-task.ts";

interface Reference {
  readonly n: number;
  readonly knotsAndBoundaries: Readonly<Record<string, { knots: number[]; boundary: [number, number] }>>;
  readonly taus: readonly number[];
  readonly basisFirst20: readonly (readonly number[])[];
  readonly fits: Readonly<Record<"br" | "fn", Fit>>;
}

interface Fit {
  readonly coefficients: readonly (readonly number[])[];
  readonly objective: readonly number[];
  readonly first50: readonly (readonly number[])[];
}

const root = new URL("../../../../", import.meta.url);

function readCsv(path: string): Map<string, string>[] {
  const bytes = readFileSync(new URL(path, root));
  const text = (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  const [head, ...lines] = text.trimEnd().split("\n");
  const names = head.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    return new Map(names.map((name, k) => [name, cells[k]]));
  });
}

/** Numbers of some columns of the rows that have all of them. */
function completeColumns(rows: readonly Map<string, string>[], names: readonly string[]): number[][] {
  const complete = rows.filter((row) => names.every((name) => (row.get(name) ?? "") !== ""));
  return names.map((name) => complete.map((row) => Number(row.get(name))));
}

/** Scores of grades 3, 4 and 5 of those who have all three. */
function gradeScores(): Map<string, string>[] {
  const byId = new Map<string, Map<string, string>>();
  const years = new Map([
    ["2022_2023 3", "SS3"],
    ["2023_2024 4", "SS4"],
    ["2024_2025 5", "SS5"],
  ]);
  for (const row of readCsv("datasets/sgpdata/data.csv.gz")) {
    const name = years.get(`${row.get("YEAR")} ${row.get("GRADE")}`);
    if (name === undefined || row.get("CONTENT_AREA") !== "MATHEMATICS") continue;
    const id = row.get("ID") ?? "";
    byId.set(id, (byId.get(id) ?? new Map<string, string>()).set(name, row.get("SCALE_SCORE") ?? ""));
  }
  return [...byId]
    .filter(([, row]) => row.size === 3)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => row);
}

const cases = [
  { name: "exam-rq-bs", rows: () => readCsv("datasets/exam/data.csv"), columns: ["normexam", "standLRT"] },
  { name: "chem97-rq-bs", rows: () => readCsv("datasets/chem97/data.csv"), columns: ["score", "gcsescore"] },
  {
    name: "egsingle-rq-bs",
    rows: () => readCsv("test/reference/growth/egsingle-grades-3-4.csv"),
    columns: ["math4", "math3"],
  },
  { name: "sgpdata-math-g5-rq-bs1", rows: gradeScores, columns: ["SS5", "SS4"] },
  { name: "sgpdata-math-g5-rq-bs2", rows: gradeScores, columns: ["SS5", "SS4", "SS3"] },
] as const;

describe.each(cases)("quantile regression on splines, against quantreg: $name", ({ name, rows, columns }) => {
  const reference: Reference = JSON.parse(readFileSync(new URL(`test/reference/growth/${name}.json`, root), "utf8"));
  const [response, ...priors] = completeColumns(rows(), columns);
  const task = splineTask(
    response,
    priors.map((values, k) => {
      const { knots, boundary } = reference.knotsAndBoundaries[columns[k + 1]];
      return { values, knots: { interior: knots, boundary } };
    }),
  );
  const fits = solveQuantileChain(prepareQuantiles(task), reference.taus);

  test("has the same rows and the same basis", () => {
    expect(task.response.length).toBe(reference.n);
    reference.basisFirst20.forEach((row, i) => {
      row.forEach((value, k) => {
        const unit = new Float64Array(task.design.columns);
        unit[k] = 1;
        expect(Math.abs(fittedValue(task, unit, i) - value)).toBeLessThan(1e-13);
      });
    });
  });

  test.each(reference.taus.map((tau, k) => ({ tau, k })))(
    "reaches the check loss at tau $tau, with proof",
    ({ tau, k }) => {
      const fit = fits[k];
      const best = Math.min(reference.fits.br.objective[k], reference.fits.fn.objective[k]);
      expect(fit.objective / best - 1).toBeLessThan(1e-12);
      expect(Math.abs(fit.objective / best - 1)).toBeLessThan(1e-9);
      expect(checkLoss(task, fit.coefficients, tau) / fit.objective).toBeCloseTo(1, 12);
      expect(fit.gap).toBeLessThan(1e-10);
    },
  );

  test("has the same coefficients and fitted values where simplex and interior point agree", () => {
    let compared = 0;
    for (const [k, fit] of fits.entries()) {
      const { br, fn } = reference.fits;
      if (!fit.unique || disagreement(br.coefficients[k], fn.coefficients[k], 1) > 1e-6) continue;
      compared++;
      expect(disagreement(fit.coefficients, br.coefficients[k], 1)).toBeLessThan(1e-6);
      const fitted = br.first50[k].map((_, i) => fittedValue(task, fit.coefficients, i));
      expect(disagreement(fitted, br.first50[k], 1)).toBeLessThan(1e-6);
    }
    expect(compared).toBe(fits.length);
  });
});
