import { describe, expect, test } from "vitest";
import type { StoredColumn, StoredTable } from "../../../src/data/schema/index.ts";
import { duckdbDialect, renderSelect } from "../../../src/data/sql/index.ts";
import { buildDesign, draftDesign, lower } from "../../../src/model/design/index.ts";
import { type ModelRoles, parseFormula } from "../../../src/model/spec/index.ts";

const fixed = (name: string, bits: number, missing = 0): StoredColumn => ({
  kind: "fixed",
  name,
  unit: { base: 10, exponent: 0 },
  exact: true,
  min: -(2n ** BigInt(bits)) + 1n,
  max: 2n ** BigInt(bits) - 1n,
  missing,
});
const table: StoredTable = {
  name: "data",
  rows: 1_000_000,
  columns: [
    fixed("mark10", 10),
    fixed("prior10", 10),
    fixed("prior30", 30),
    fixed("prior40", 40),
    fixed("prior50", 50),
    fixed("gap10", 10, 3),
    { ...fixed("w5", 5), min: 1n } as StoredColumn,
    { kind: "coded", name: "sex", levels: ["f", "m"], missing: 0 },
    { kind: "coded", name: "g#label", levels: ["a", "b"], missing: 0 },
  ],
};

function queries(formula: string, group: string | null, roles: ModelRoles = {}): string[] {
  const design = buildDesign(draftDesign(parseFormula(formula), table, roles));
  return lower(design, { kind: "moments", group }).queries.map((node) => renderSelect(node, duckdbDialect));
}

/** The measured sums of a query, without their names. */
const sums = (sql: string): string[] =>
  (sql.split("\n")[0].match(/CAST\(sum\(.*?\) AS (?:BIGINT|VARCHAR)\) AS "s/g) ?? []).map((one) => one.slice(0, -6));

describe("the queries of a design", () => {
  test("are two: sums by group, and products over all rows that multiply in the narrowest proven type", () => {
    expect(queries("mark10 ~ prior10 + (1 | g)", "g")).toEqual([
      [
        'SELECT "rows"."g#label" AS "g", count(*) AS "n", CAST(sum("rows"."prior10") AS BIGINT) AS "s0_0", CAST(sum("rows"."mark10") AS BIGINT) AS "s1_0"',
        'FROM "data" AS "rows"',
        'GROUP BY "rows"."g#label"',
        'ORDER BY "rows"."g#label"',
      ].join("\n"),
      [
        'SELECT count(*) AS "n", CAST(sum((CAST("rows"."prior10" AS INTEGER) * CAST("rows"."prior10" AS INTEGER))) AS BIGINT) AS "s0_0", CAST(sum((CAST("rows"."mark10" AS INTEGER) * CAST("rows"."prior10" AS INTEGER))) AS BIGINT) AS "s1_0", CAST(sum((CAST("rows"."mark10" AS INTEGER) * CAST("rows"."mark10" AS INTEGER))) AS BIGINT) AS "s2_0"',
        'FROM "data" AS "rows"',
      ].join("\n"),
    ]);
  });

  test("group by a factor's codes and have no dummies", () => {
    const [grouped, pooled] = queries("mark10 ~ sex + (1 | g)", "g");
    expect(grouped).toContain('GROUP BY "rows"."g#label", "rows"."sex"');
    expect(pooled).toContain('GROUP BY "rows"."sex"');
    expect(grouped + pooled).not.toContain("CASE");
  });

  test("weight every sum but the counts", () => {
    const [pooled, weights] = queries("mark10 ~ 1", null, { weights: "w5" });
    expect(sums(pooled)).toEqual([
      'CAST(sum("rows"."w5") AS BIGINT)',
      'CAST(sum((CAST("rows"."mark10" AS INTEGER) * CAST("rows"."w5" AS INTEGER))) AS BIGINT)',
      'CAST(sum((CAST("rows"."mark10" AS INTEGER) * (CAST("rows"."mark10" AS INTEGER) * CAST("rows"."w5" AS INTEGER)))) AS BIGINT)',
    ]);
    expect(weights).toContain('GROUP BY "rows"."w5"');
  });

  test("multiply 64-bit where 32 are too few, and read sums above 63 bits as text", () => {
    const [pooled] = queries("mark10 ~ 0 + prior30", null);
    expect(pooled).toContain(
      'CAST(sum((CAST("rows"."prior30" AS BIGINT) * CAST("rows"."prior30" AS BIGINT))) AS VARCHAR)',
    );
  });

  test("cut one factor of a product above 63 bits, or both where one is not enough", () => {
    const [one] = queries("mark10 ~ 0 + prior40", null);
    expect(one.match(/>>/g)).toHaveLength(1);
    const [both] = queries("mark10 ~ 0 + prior50", null);
    expect(both.match(/>>/g)?.length).toBeGreaterThan(1);
    expect(one + both).not.toContain("HUGEINT");
  });

  test("leave rows out only for columns that have missing values", () => {
    const draft = draftDesign(parseFormula("mark10 ~ gap10 + prior10"), table);
    expect(draft.queries.map((node) => renderSelect(node, duckdbDialect))).toEqual([
      'SELECT count(*) AS "n", CAST(sum(0) AS BIGINT) AS "zero"\nFROM "data" AS "rows"\nWHERE (NOT ("rows"."gap10" IS NULL))',
    ]);
  });

  test("sum no doubles", () => {
    const all = [...queries("mark10 ~ prior50*sex + (1 | g)", "g"), ...queries("mark10 ~ I(prior50^2)", null)].join(
      "\n",
    );
    expect(all).not.toContain("DOUBLE");
    expect(all).not.toMatch(/avg|stddev|corr|regr/i);
  });
});
