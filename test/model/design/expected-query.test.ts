import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { readTable } from "../../../src/data/intake/index.ts";
import type { Answer } from "../../../src/data/schema/index.ts";
import { openStore, type Store } from "../../../src/data/store/index.ts";
import { choleskyInPlace } from "../../../src/math/index.ts";
import {
  buildDesign,
  type Coefficients,
  type Design,
  draftDesign,
  expectedQuery,
} from "../../../src/model/design/index.ts";
import { parseFormula, requiredColumns } from "../../../src/model/spec/index.ts";
import { storeRows } from "./stored-rows.ts";

const fileOf = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const reference = (path: string) => JSON.parse(readFileSync(fileOf(`test/reference/${path}.json`), "utf8"));

const stores: Store[] = [];
afterAll(async () => {
  for (const store of stores) await store.close();
});

async function examDesign(text: string): Promise<{ store: Store; design: Design; rowColumn: string }> {
  const store = await openStore({ path: ":memory:", threads: 2 });
  stores.push(store);
  const path = fileOf("datasets/exam/data.csv");
  const formula = parseFormula(text);
  const { table, rowColumn } = await readTable(
    store,
    { path, shown: "data.csv", encoding: "auto" },
    requiredColumns(formula),
  );
  const draft = draftDesign(formula, table);
  const answers: Answer[] = [];
  for (const query of draft.queries) answers.push(await store.query(query));
  return { store, design: buildDesign(draft, answers), rowColumn };
}

const fitOf = (fixed: { names: string[]; estimate: number[]; vcov: number[][] }): Coefficients => ({
  names: fixed.names,
  estimate: fixed.estimate,
  vcovRoots: choleskyRoots(fixed.vcov.flat(), fixed.names.length),
});

function choleskyRoots(vcov: number[], p: number): Float64Array {
  const roots = Float64Array.from(vcov);
  expect(choleskyInPlace(roots, p)).toBe(-1);
  return roots.map((entry, i) => (i % p > Math.floor(i / p) ? 0 : entry));
}

function doubles(answer: Answer, name: string): (number | null)[] {
  const column = answer.columns[name];
  if (column.kind !== "double") throw new Error(`${name} is not a column of doubles`);
  return Array.from(column.values, (value, row) => (column.missing?.[row] === 1 ? null : value));
}

/** The references have 15 significant digits; scores are of the order of 1. */
function expectClose(found: readonly (number | null)[], wanted: readonly number[], tolerance: number): void {
  wanted.forEach((value, row) => {
    expect(Math.abs((found[row] ?? Number.NaN) - value)).toBeLessThan(tolerance);
  });
}

describe("expected scores at R's own coefficients are R's", () => {
  test.each([
    ["exam-ols-many", "normexam ~ standLRT + sex + schgend + schavg + vr"],
    ["exam-ols-cubic", "normexam ~ standLRT + I(standLRT^2) + I(standLRT^3) + sex"],
  ])("%s: fitted, its standard error and residual", async (name, formula) => {
    const { fixed, first50 } = reference(`ols/${name}`);
    const { store, design, rowColumn } = await examDesign(formula);
    const answer = await store.query(expectedQuery(design, fitOf(fixed), { keys: [rowColumn], modes: null }));
    expect(answer.rows).toBe(4059);
    expectClose(doubles(answer, "expected"), first50.fitted, 1e-12);
    expectClose(doubles(answer, "fitted"), first50.fitted, 1e-12);
    expectClose(doubles(answer, "residual"), first50.residual, 1e-12);
    expectClose(doubles(answer, "expected_se"), first50.seFit, 1e-12);
  });

  test("a school's dummies: 69 columns", async () => {
    const { fixed, first50 } = reference("ols/exam-ols-schoolfe");
    const formula = "normexam ~ standLRT + I(standLRT^2) + I(standLRT^3) + sex + factor(school)";
    const names = fixed.names.map((name: string) => name.replace(/^school/, "factor(school)"));
    const { store, design, rowColumn } = await examDesign(formula);
    expect(design.columns.map((column) => column.name)).toEqual(names);
    const answer = await store.query(
      expectedQuery(design, fitOf({ ...fixed, names }), { keys: [rowColumn], modes: null }),
    );
    expectClose(doubles(answer, "expected"), first50.fitted, 1e-12);
    expectClose(doubles(answer, "expected_se"), first50.seFit, 1e-12);
  });

  test("a random intercept is left out of expected and is in fitted", async () => {
    const { fixed, first50, randomEffects } = reference("mixed/exam-ri-covariates-reml");
    const formula = "normexam ~ standLRT + I(standLRT^2) + I(standLRT^3) + sex + schgend + vr + (1 | school)";
    const { store, design, rowColumn } = await examDesign(formula);
    const { level, conditionalMode } = Object.values(randomEffects)[0] as {
      level: string[];
      conditionalMode: number[][];
    };
    await store.createTable("modes", [
      { name: "code", type: "integer" },
      { name: "mode", type: "double" },
    ]);
    const codes = level.map((label) => design.group?.labels.indexOf(label) ?? -1);
    await store.insertColumns(
      "modes",
      {
        code: { kind: "int32", values: Int32Array.from(codes) },
        mode: { kind: "double", values: Float64Array.from(conditionalMode, ([mode]) => mode) },
      },
      level.length,
    );
    const modes = { table: "modes", code: "code", mode: "mode" };
    const answer = await store.query(expectedQuery(design, fitOf(fixed), { keys: [rowColumn], modes }));
    expectClose(doubles(answer, "expected"), first50.expectedFixed, 1e-12);
    expectClose(doubles(answer, "fitted"), first50.fittedConditional, 1e-12);
    const fromFitted = doubles(answer, "fitted").map(
      (fitted, row) =>
        (doubles(answer, "residual")[row] ?? 0) + (doubles(answer, "expected")[row] ?? 0) - (fitted ?? 0),
    );
    expectClose(fromFitted.slice(0, 50), first50.residual, 1e-12);
  }, 60_000);
});

describe("every row of the table is answered", () => {
  test("with NULL where something is missing, and the offset added", async () => {
    const { store, table, ask } = await storeRows({
      key: { integers: [4n, 3n, 2n, 1n] },
      y: { integers: [30n, null, 50n, 60n], unit: { base: 10, exponent: -1 } },
      x: { integers: [1n, 2n, null, 4n] },
      z: { integers: [4n, 4n, 4n, -8n], unit: { base: 2, exponent: -2 } },
      sex: { texts: ["f", "m", "m", "m"] },
    });
    stores.push(store);
    const draft = draftDesign(parseFormula("y ~ x + sex + offset(z)"), table);
    const design = buildDesign(draft, await ask(draft.queries));
    const fit = { names: ["(Intercept)", "x"], estimate: [10, 0.5], vcovRoots: [2, 0, -0.5, Math.sqrt(0.75)] };
    const answer = await store.query(expectedQuery(design, fit, { keys: ["key"], modes: null }));
    expect(answer.columns.key.values).toEqual(BigInt64Array.of(1n, 2n, 3n, 4n));
    expect(doubles(answer, "expected")).toEqual([10, null, 12, 11.5]);
    expect(doubles(answer, "residual")).toEqual([-4, null, null, -8.5]);
    // x'Vx = 4 − 2x + x² at x = 4, 2, 1.
    const [first, second, ...rest] = doubles(answer, "expected_se");
    expect(second).toBeNull();
    expectClose([first, ...rest], [Math.sqrt(12), 2, Math.sqrt(3)], 1e-14);
  });

  test("with NULL at a level that no row of the fit has", async () => {
    const { store, table, ask } = await storeRows({
      key: { integers: [1n, 2n, 3n, 4n] },
      y: { integers: [1n, 2n, 3n, null] },
      f: { texts: ["a", "b", "a", "c"] },
    });
    stores.push(store);
    const draft = draftDesign(parseFormula("y ~ f"), table);
    const design = buildDesign(draft, await ask(draft.queries));
    const fit = { names: ["(Intercept)", "fb"], estimate: [2, 1], vcovRoots: [1, 0, 0, 1] };
    const answer = await store.query(expectedQuery(design, fit, { keys: ["key"], modes: null }));
    expect(doubles(answer, "expected")).toEqual([2, 3, 2, null]);
  });
});
