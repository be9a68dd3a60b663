import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readTable } from "../../../src/data/intake/index.ts";
import { integersOf, issuesOf, labelsOf, readBack, type Workbench, workbench } from "./workbench.ts";

let bench: Workbench;
beforeAll(async () => {
  bench = await workbench();
});
afterAll(() => bench.close());

let files = 0;

/** A Parquet file of a query's rows, written by the engine itself. */
async function parquet(query: string) {
  const path = `${bench.folder}/p${files++}.parquet`;
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(`COPY (${query}) TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  return { path, shown: "p.parquet" };
}

async function read(query: string, role: "number" | "label" | "auto", options: { fixedPoint?: boolean } = {}) {
  const source = await parquet(query);
  const intake = await readTable(bench.store, source, [{ column: "x", role }], { name: `p${files}`, ...options });
  const answer = await readBack(bench.store, intake.table, intake.rowColumn);
  return { intake, stored: intake.table.columns[0], answer };
}

const values = (type: string, ...texts: string[]) =>
  `SELECT CAST(x AS ${type}) AS x FROM (VALUES ${texts.map((one) => `(${one})`).join(", ")}) t(x)`;

describe("reading Parquet", () => {
  it.each(["TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "HUGEINT"])(
    "reads %s as exact integers and as labels, with its missing values",
    async (type) => {
      const query = values(type, "3", "NULL", "100", "7");
      const asNumber = await read(query, "number");
      expect(asNumber.stored).toMatchObject({ kind: "fixed", unit: { exponent: 0 }, exact: true, missing: 1 });
      expect(integersOf(asNumber.answer, "x")).toEqual([3n, null, 100n, 7n]);
      const asLabel = await read(query, "label");
      expect(asLabel.stored).toMatchObject({ levels: ["3", "7", "100"], missing: 1 });
      expect(labelsOf(asLabel.answer, asLabel.intake.table, "x")).toEqual(["3", null, "100", "7"]);
    },
  );

  it("reads 64-bit integers beyond 2⁵³ exactly, as numbers and as labels", async () => {
    const query = values("BIGINT", "9007199254740993", "-9007199254740993", "-1", "4294967296");
    const big = [9007199254740993n, -9007199254740993n, -1n, 4294967296n];
    expect(integersOf((await read(query, "number")).answer, "x")).toEqual(big);
    const { answer, intake } = await read(query, "label");
    expect(labelsOf(answer, intake.table, "x")).toEqual(big.map(String));
  });

  it.each([
    ["DECIMAL(4,1)", ["12.5", "-3.0"], -1, [125n, -30n]],
    ["DECIMAL(9,3)", ["12.5", "-3.001"], -3, [12500n, -3001n]],
    ["DECIMAL(18,2)", ["1234567890123456.78", "0.01"], -2, [123456789012345678n, 1n]],
    ["DECIMAL(30,4)", ["1.5", "2.25"], -2, [150n, 225n]],
  ] as const)("reads %s exactly", async (type, texts, exponent, integers) => {
    const { stored, answer } = await read(values(type, ...texts), "number");
    expect(stored).toMatchObject({ unit: { base: 10, exponent }, exact: true });
    expect(integersOf(answer, "x")).toEqual(integers);
  });

  it("finds doubles that are decimals, and stores the integers that give them back", async () => {
    const query =
      "SELECT CASE WHEN i % 97 = 0 THEN NULL ELSE (i - 50000) / 1000.0::DOUBLE END AS x FROM range(100000) r(i)";
    const { stored, answer } = await read(query, "auto");
    expect(stored).toMatchObject({ unit: { base: 10, exponent: -3 }, exact: true, min: -49999n, max: 49999n });
    const integers = integersOf(answer, "x");
    expect(integers.every((value, i) => (i % 97 === 0 ? value === null : value === BigInt(i - 50_000)))).toBe(true);
  });

  it("rounds other doubles once, by at most half of 2⁻⁴⁸ of their range", async () => {
    const query = "SELECT sqrt(i + 0.5)::DOUBLE * 1e-3 AS x FROM range(70000) r(i)";
    const { stored, answer } = await read(query, "auto");
    if (stored.kind !== "fixed") throw new Error("x is a number");
    expect(stored).toMatchObject({ unit: { base: 2 }, exact: false });
    const unit = 2 ** stored.unit.exponent;
    const range = (Math.sqrt(69999.5) - Math.sqrt(0.5)) * 1e-3;
    expect(unit).toBeLessThanOrEqual(range * 2 ** -48);
    expect(unit).toBeGreaterThan(range * 2 ** -50);
    for (const [i, integer] of integersOf(answer, "x").entries()) {
      expect(Math.abs(Number(integer) * unit - Math.sqrt(i + 0.5) * 1e-3)).toBeLessThanOrEqual(unit / 2);
    }
  });

  it("keeps doubles exactly on a binary grid where few bits suffice, or where decimals are not to be looked for", async () => {
    const dyadic = await read(values("DOUBLE", "0.5", "-1234.0009765625", "1e10"), "number");
    expect(dyadic.stored).toMatchObject({ unit: { base: 2 }, exact: true });
    const off = await read(values("DOUBLE", "0.1", "0.25", "-7"), "number", { fixedPoint: false });
    if (off.stored.kind !== "fixed") throw new Error("x is a number");
    expect(off.stored).toMatchObject({ unit: { base: 2, exponent: -55 }, exact: true });
    expect(integersOf(off.answer, "x").map((value) => Number(value) * 2 ** -55)).toEqual([0.1, 0.25, -7]);
    const wild = await read(values("DOUBLE", "1e300", "-1e-300", "5e-324", "0"), "number");
    expect(wild.stored).toMatchObject({ unit: { base: 2 }, exact: false });
    expect(integersOf(wild.answer, "x").slice(1)).toEqual([0n, 0n, 0n]);
  });

  it("takes NaN and infinities as missing, with a warning at the first", async () => {
    const { intake, answer } = await read(values("DOUBLE", "'1'", "'NaN'", "'Infinity'", "NULL"), "number");
    expect(integersOf(answer, "x")).toEqual([1n, null, null, null]);
    expect(intake.issues).toMatchObject([
      { code: "VALUE_NOT_FINITE", params: { column: "x", count: 2 }, where: { row: 2 }, severity: "warning" },
    ]);
  });

  it("reads texts, truth values and dates as labels, and texts as numbers where asked to", async () => {
    const text = await read(values("VARCHAR", "'b'", "'007'", "''", "'NA'", "'=1+1'", "NULL"), "auto");
    expect(labelsOf(text.answer, text.intake.table, "x")).toEqual(["b", "007", null, null, "=1+1", null]);
    const truth = await read(values("BOOLEAN", "true", "NULL", "false"), "auto");
    expect(labelsOf(truth.answer, truth.intake.table, "x")).toEqual(["TRUE", null, "FALSE"]);
    expect(integersOf((await read(values("BOOLEAN", "true", "false"), "number")).answer, "x")).toEqual([1n, 0n]);
    const date = await read(values("DATE", "'2025-06-18'"), "auto");
    expect(labelsOf(date.answer, date.intake.table, "x")).toEqual(["2025-06-18"]);
    const number = await read(values("VARCHAR", "'1.50'", "'-2'"), "number");
    expect(integersOf(number.answer, "x")).toEqual([15n, -20n]);
    expect(await issuesOf(read(values("VARCHAR", "'1'", "'two'"), "number"))).toMatchObject([
      { code: "VARIABLE_NOT_NUMERIC", params: { name: "x", value: "two", row: 2 } },
    ]);
  });

  it("reads rows in their order, and refuses a file without any", async () => {
    const { answer } = await read("SELECT (i * 7919) % 300007 AS x FROM range(300000) r(i)", "number");
    expect(integersOf(answer, "x").every((value, i) => value === BigInt((i * 7919) % 300_007))).toBe(true);
    expect(await issuesOf(read("SELECT 1 AS x WHERE false", "number"))).toMatchObject([{ code: "HEADER_ONLY" }]);
  });
});
