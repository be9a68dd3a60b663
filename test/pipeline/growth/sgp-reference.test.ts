import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { measureGrowth } from "../../../src/pipeline/index.ts";
import type { GrowthDocument } from "../../../src/report/index.ts";
import { disagreement } from "../../model/estimation/agreement.ts";
import { type PanelPlan, writePanel } from "./panel-file.ts";

/** Output of the SGP package; arrays run along `ID`. */
interface Reference {
  readonly panel: PanelPlan;
  readonly knotsBoundaries: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
  readonly coefficientMatrices: readonly {
    readonly taus: readonly number[];
    /** One row per coefficient. */
    readonly coefficients: readonly (readonly number[])[];
  }[];
  readonly ID: readonly string[];
  readonly SGP: readonly number[];
  readonly [order: `SGP_ORDER_${number}`]: readonly (number | null)[];
}

interface Stored {
  readonly orders: readonly { readonly cohort: number; readonly coefficients: readonly (readonly number[])[] }[];
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "zengzhi-growth-reference-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(["g4", "g5", "g8"])("growth percentiles against the SGP package: %s", (name) => {
  const path = new URL(`../../reference/growth/sgpdata-math-${name}-sgp.json`, import.meta.url);
  const reference: Reference = JSON.parse(readFileSync(path, "utf8"));
  const [current, ...priors] = reference.panel.grades.map((grade) => `g${grade}`).reverse();
  let document: GrowthDocument;
  let stored: Stored;

  beforeAll(async () => {
    const data = join(folder, `${name}.csv`);
    const coefficients = join(folder, `${name}.json`);
    writePanel(data, reference.panel);
    document = await measureGrowth({ data, current, priors, id: ["ID"], group: "school", coefficients });
    stored = JSON.parse(readFileSync(coefficients, "utf8"));
  });

  test("every student has the same percentile, from the same order", () => {
    const scored = document.students.filter((row) => row.sgp !== null);
    expect(scored.length).toBe(reference.ID.length);
    const rows = new Map(scored.map((row) => [row.ID, row]));
    reference.ID.forEach((id, i) => {
      const row = rows.get(id);
      expect(row?.sgp).toBe(reference.SGP[i]);
      const used = priors.findLastIndex((_, k) => reference[`SGP_ORDER_${k + 1}`][i] !== null);
      expect(row?.order).toBe(used + 1);
    });
  });

  test("knots and boundaries are the same", () => {
    const expected = reference.knotsBoundaries[reference.panel.subject];
    for (const { knots } of document.orders) {
      for (const { column, interior, boundary } of knots) {
        const grade = column.slice(1);
        expect(interior).toEqual(expected[`knots_${grade}`]);
        expect(boundary).toEqual(expected[`boundaries_${grade}`]);
      }
    }
  });

  test("coefficients of every order and quantile are the same to 1e-9", () => {
    expect(stored.orders.length).toBe(reference.coefficientMatrices.length);
    stored.orders.forEach(({ coefficients }, k) => {
      const { taus, coefficients: matrix } = reference.coefficientMatrices[k];
      expect(coefficients.length).toBe(taus.length);
      coefficients.forEach((one, tau) => {
        const expected = matrix.map((row) => row[tau]);
        expect(disagreement(one, expected, 1)).toBeLessThan(1e-9);
      });
    });
  });

  test("every solve is proven", () => {
    for (const { gap, notUnique } of document.orders) {
      expect(gap).toBeLessThan(1e-10);
      expect(notUnique).toBe(0);
    }
    expect(document.checks).toEqual([]);
  });
});
