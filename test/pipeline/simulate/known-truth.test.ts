import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { idealParameters } from "../../../src/data/simulate/index.ts";
import { runStudy } from "../../../src/pipeline/index.ts";
import { writeCounty } from "../../../src/pipeline/simulate/write-county.ts";
import { correlation, mean, variance } from "../../data/simulate/statistics.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "zengzhi-truth-test-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function rowsOf(path: string): Record<string, string>[] {
  const [header, ...rows] = readFileSync(path, "utf8").trim().split("\r\n");
  const names = header.split(",");
  return rows.map((row) => Object.fromEntries(row.split(",").map((cell, i) => [names[i], cell])));
}

/** Value added of all schools and subjects of one simulated county, beside the truth with the report's zero. */
async function estimated(seed: number, schools: number): Promise<{ value: number; error: number; truth: number }[]> {
  const out = join(folder, String(seed));
  const parameters = idealParameters({ seed, schools, students: 80 * schools, stagePattern: ["junior"] });
  await writeCounty(parameters, out, ["csv"]);
  await runStudy(out);
  const truths = rowsOf(join(out, "truth", "effects.csv")).filter((row) => row.class_of === "2025");
  const effects = rowsOf(join(out, "out", "tables", "effects.csv")).filter((row) => row.level === "school");
  return [...new Set(effects.map((row) => row.model))].flatMap((model) => {
    const found = effects.filter((row) => row.model === model);
    const truthOf = (school: string): number =>
      Number(truths.find((row) => row.school === school && row.subject === model)?.effect_marks);
    const students = found.reduce((sum, row) => sum + Number(row.n), 0);
    const zero = found.reduce((sum, row) => sum + (Number(row.n) / students) * truthOf(row.id), 0);
    return found.map((row) => ({
      value: Number(row.shrunken),
      error: Number(row.shrunken_se),
      truth: truthOf(row.id) - zero,
    }));
  });
}

it("finds the true effects with errors as large as it says, where its model holds", async () => {
  const squares: number[] = [];
  const errors: number[] = [];
  const agreements: number[] = [];
  for (let seed = 1; seed <= 5; seed++) {
    const all = await estimated(seed, 12);
    expect(all).toHaveLength(6 * 12);
    const z = all.map(({ value, error, truth }) => (value - truth) / error);
    squares.push(mean(z.map((x) => x * x)));
    errors.push(mean(z));
    agreements.push(
      correlation(
        all.map((one) => one.value),
        all.map((one) => one.truth),
      ),
    );
  }
  const monteCarlo = (values: number[]): number => Math.sqrt(variance(values) / values.length);
  expect(mean(agreements)).toBeGreaterThan(0.9);
  expect(Math.abs(mean(squares) - 1)).toBeLessThan(3 * monteCarlo(squares));
  expect(Math.abs(mean(errors))).toBeLessThan(3 * monteCarlo(errors));
});
