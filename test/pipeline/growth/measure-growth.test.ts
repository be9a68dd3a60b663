import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tableFromIPC } from "apache-arrow";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ProjectError, randomStream } from "../../../src/base/index.ts";
import { sampleNormal } from "../../../src/math/index.ts";
import { type GrowthOptions, measureGrowth } from "../../../src/pipeline/index.ts";
import { renderGrowthSummary } from "../../../src/report/index.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "zengzhi-growth-test-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Row {
  readonly id: string;
  readonly now: string;
  readonly last: string;
  readonly before: string;
  readonly school: string;
}

/** 1,200 rows; whole marks, one student in ten without the earlier of two priors. */
function sampleRows(seed: number): Row[] {
  const stream = randomStream(seed, "growth");
  return Array.from({ length: 1200 }, (_, i) => {
    const ability = sampleNormal(stream);
    const mark = (): string => String(Math.round(100 + 15 * ability + 8 * sampleNormal(stream)));
    const [now, last, before] = [mark(), mark(), mark()];
    return { id: `s${i}`, now, last, before: i % 10 === 0 ? "" : before, school: `school ${i % 12}` };
  });
}

function write(name: string, rows: readonly Row[]): string {
  const path = join(folder, name);
  const lines = rows.map(({ id, now, last, before, school }) => `${id},${now},${last},${before},${school}\n`);
  writeFileSync(path, `id,now,last,before,school\n${lines.join("")}`);
  return path;
}

const grow = (data: string, more: Partial<GrowthOptions> = {}) =>
  measureGrowth({ data, current: "now", priors: ["last", "before"], id: ["id"], ...more });

async function codesOf(call: Promise<unknown>): Promise<string[]> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof ProjectError) return error.issues.map((one) => one.code);
  if (error !== null) throw error;
  return [];
}

const codes = (document: { readonly checks: readonly { readonly code: string }[] }): string[] =>
  document.checks.map((one) => one.code);

describe("growth percentiles from file to document", () => {
  test("use the highest order that a row has the priors for, and say nothing where there is none", async () => {
    const rows = sampleRows(1);
    const changed = [...rows];
    changed[3] = { ...rows[3], now: "" };
    changed[5] = { ...rows[5], last: "" };
    const { students, rows: counts, orders } = await grow(write("orders.csv", changed));
    const nothing = { sgp: null, expected: null, order: null };
    expect(students[0]).toMatchObject({ id: "s0", order: 1 });
    expect(students[1]).toMatchObject({ id: "s1", order: 2 });
    expect(students[3]).toEqual({ id: "s3", ...nothing });
    expect(students[5]).toEqual({ id: "s5", ...nothing });
    expect(counts).toEqual({ read: 1200, rejected: 0, scored: 1198 });
    expect(orders.map((one) => one.cohort)).toEqual([1198, 1078]);
  });

  test("don't depend on the order of rows", async () => {
    const rows = sampleRows(2);
    const one = await grow(write("order.csv", rows));
    const other = await grow(write("reversed.csv", [...rows].reverse()));
    expect([...other.students].reverse()).toEqual(one.students);
    expect(other.orders).toEqual(one.orders);
  });

  test("follow a change of the current score's unit", async () => {
    const rows = sampleRows(3);
    const one = await grow(write("unit.csv", rows));
    const moved = rows.map((row) => ({ ...row, now: String(3 * Number(row.now) + 40) }));
    const other = await grow(write("moved.csv", moved));
    expect(other.students.map((row) => row.sgp)).toEqual(one.students.map((row) => row.sgp));
    one.students.forEach((row, i) => {
      expect(Number(other.students[i].expected)).toBeCloseTo(3 * Number(row.expected) + 40, 8);
    });
  });

  test("number the rows where no column names them", async () => {
    const data = write("numbered.csv", sampleRows(4).slice(0, 50));
    const { students, checks } = await grow(data, { id: [], minimumCohort: 1 });
    expect(students.map((row) => row.row)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
    expect(checks).toEqual([]);
  });

  test("are spread evenly", async () => {
    const { students } = await grow(write("even.csv", sampleRows(4)));
    for (const cut of [10, 25, 50, 75, 90]) {
      const below = students.filter((row) => Number(row.sgp) < cut).length / students.length;
      expect(Math.abs(below - cut / 100)).toBeLessThan(0.03);
    }
  });

  test("come in steps of the quantiles where there are fewer than a hundred", async () => {
    const { students, taus } = await grow(write("taus.csv", sampleRows(5)), { taus: 4 });
    expect(taus).toBe(4);
    expect(new Set(students.map((row) => row.sgp))).toEqual(new Set([1, 25, 50, 75, 99]));
  });

  test("flag a small cohort and repeated ids, and leave out an order with too few rows", async () => {
    const rows = sampleRows(6)
      .slice(0, 60)
      .map((row, i) => ({ ...row, id: i === 7 ? "s6" : row.id, before: i < 12 ? row.before : "" }));
    const document = await grow(write("small.csv", rows));
    expect(codes(document)).toEqual(["GROWTH_ID_REPEATED", "GROWTH_COHORT_SMALL", "GROWTH_ORDER_LEFT_OUT"]);
    expect(codes(await grow(join(folder, "small.csv"), { minimumCohort: 60 }))).not.toContain("GROWTH_COHORT_SMALL");
    expect(document.students.every((row) => row.order === 1)).toBe(true);
  });

  test("name the columns that another prior determines", async () => {
    const rows = sampleRows(7).map((row) => ({ ...row, before: row.last }));
    const document = await grow(write("aliased.csv", rows));
    expect(codes(document)).toEqual(["FIT_ALIASED"]);
    const alone = await grow(join(folder, "aliased.csv"), { priors: ["last"] });
    expect(document.students.map((row) => row.sgp)).toEqual(alone.students.map((row) => row.sgp));
  });
});

describe("rows in a file", () => {
  test("are the same in every format and for any number of threads", async () => {
    const data = write("formats.csv", sampleRows(8));
    const document = await grow(data, { out: join(folder, "rows.csv"), threads: 1 });
    await grow(data, { out: join(folder, "again.csv"), threads: 4 });
    const text = readFileSync(join(folder, "rows.csv"), "utf8");
    expect(readFileSync(join(folder, "again.csv"), "utf8")).toBe(text);
    const [head, first] = text.split(/\r?\n/);
    expect(head).toBe("id,sgp,expected,order");
    expect(first).toBe(`s0,${document.students[0].sgp},${document.students[0].expected},1`);

    await grow(data, { out: join(folder, "rows.arrow") });
    const arrow = tableFromIPC(readFileSync(join(folder, "rows.arrow"))).toArray();
    expect(arrow.map((row) => row.toJSON())).toEqual(document.students);

    await grow(data, { out: join(folder, "rows.parquet") });
    const again = await measureGrowth({
      data: join(folder, "rows.parquet"),
      current: "sgp",
      priors: ["expected"],
      id: ["id"],
      minimumCohort: 1,
    });
    expect(again.rows.read).toBe(1200);
  });

  test("never replace the data, and two headings that the engine takes for one are refused", async () => {
    const data = write("clash.csv", sampleRows(9));
    expect(await codesOf(grow(data, { out: data }))).toEqual(["OUTPUT_IS_INPUT"]);
    const renamed = readFileSync(data, "utf8").replace(/^id/, "SGP");
    writeFileSync(join(folder, "heading.csv"), renamed);
    expect(await codesOf(grow(join(folder, "heading.csv"), { id: ["SGP"], out: join(folder, "x.csv") }))).toEqual([
      "NAMES_CLASH",
    ]);
    expect(existsSync(join(folder, "x.csv"))).toBe(false);
  });
});

describe("groups", () => {
  test("have counts, means and intervals, in a table of their own", async () => {
    const data = write("groups.csv", sampleRows(10));
    const document = await grow(data, { group: "school", outGroups: join(folder, "schools.csv") });
    expect(document.groups?.length).toBe(12);
    const [first] = document.groups ?? [];
    const members = document.students.filter((_, i) => i % 12 === 0).map((row) => Number(row.sgp));
    const mean = members.reduce((sum, one) => sum + one, 0) / members.length;
    expect(first).toMatchObject({ school: "school 0", n: 100, coverage: 1 });
    expect(first.mean).toBeCloseTo(mean, 10);
    const table = readFileSync(join(folder, "schools.csv"), "utf8").split(/\r?\n/);
    expect(table[0]).toMatch(/^school,n,coverage,mean,mean_se,median,/);
    expect(table[1]).toMatch(/^school 0,100,1/);
    for (const language of ["zh", "en"] as const) {
      expect(renderGrowthSummary(document, language)).toContain("school 0");
    }
  });
});

describe("coefficients in a file", () => {
  test("are stored, and give the same cohort the same percentiles", async () => {
    const data = write("cohort.csv", sampleRows(11));
    const coefficients = join(folder, "baseline.json");
    const first = await grow(data, { coefficients, taus: 20, knots: [0.25, 0.5, 0.75] });
    expect(first.baseline).toBeUndefined();
    const again = await grow(data, { coefficients, group: "school" });
    expect(again.taus).toBe(20);
    expect(again.baseline).toMatchObject({ file: coefficients, current: "now", priors: ["last", "before"] });
    again.students.forEach((row, i) => {
      const { sgp, expected, order } = first.students[i];
      expect(row).toMatchObject({ sgp, expected, order });
      expect(row).toMatchObject({ sgp_baseline: sgp, expected_baseline: expected, order_baseline: order });
    });
    expect(again.groupsBaseline).toEqual(again.groups);
  });

  test("show a later cohort's growth against the earlier one", async () => {
    const coefficients = join(folder, "earlier.json");
    await grow(write("earlier.csv", sampleRows(12)), { coefficients });
    const better = sampleRows(13).map((row) => ({ ...row, now: String(Number(row.now) + 6) }));
    const { students } = await grow(write("later.csv", better), { coefficients });
    const mean = (name: string): number => students.reduce((sum, row) => sum + Number(row[name]), 0) / students.length;
    expect(Math.abs(mean("sgp") - 50)).toBeLessThan(1);
    expect(mean("sgp_baseline")).toBeGreaterThan(60);
  });

  test("serve a cohort that is too small for a model of its own, and say so", async () => {
    const coefficients = join(folder, "large.json");
    await grow(write("large.csv", sampleRows(14)), { coefficients });
    const document = await grow(write("few.csv", sampleRows(15).slice(0, 5)), { coefficients });
    expect(codes(document)).toEqual(["TOO_FEW_ROWS"]);
    expect(document.students.every((row) => row.sgp === null && row.sgp_baseline !== null)).toBe(true);
  });

  test("are refused with other settings, or where the file holds none; other columns and ranges are said", async () => {
    const data = write("settings.csv", sampleRows(16));
    const coefficients = join(folder, "settings.json");
    await grow(data, { coefficients });
    expect(await codesOf(grow(data, { coefficients, taus: 50, knots: [0.5] }))).toEqual([
      "COEFFICIENTS_OTHER_SETTING",
      "COEFFICIENTS_OTHER_SETTING",
    ]);
    const copy = join(folder, "no-coefficients.json");
    copyFileSync(data, copy);
    expect(await codesOf(grow(data, { coefficients: copy }))).toEqual(["COEFFICIENTS_UNREADABLE"]);
    const short = JSON.parse(readFileSync(coefficients, "utf8"));
    short.orders[0].median.pop();
    writeFileSync(copy, JSON.stringify(short));
    expect(await codesOf(grow(data, { coefficients: copy }))).toEqual(["COEFFICIENTS_UNREADABLE"]);

    expect(await codesOf(grow(data, { coefficients: data }))).toEqual(["OPTION_VALUE"]);
    expect(await codesOf(grow(data, { coefficients: join(folder, "no", "folder.json") }))).toEqual([
      "OUTPUT_UNWRITABLE",
    ]);

    const scaled = sampleRows(17).map((row) => ({ ...row, last: String(10 * Number(row.last)) }));
    const other = write("scaled.csv", scaled);
    writeFileSync(other, readFileSync(other, "utf8").replace("last", "last year"));
    const document = await grow(other, { coefficients, priors: ["last year", "before"] });
    expect(codes(document)).toEqual(["COEFFICIENTS_OTHER_COLUMNS", "GROWTH_OUTSIDE_BASELINE"]);
  });
});

describe("data that give no percentiles", () => {
  const rows = sampleRows(20);
  test.each([
    ["GROWTH_PRIOR_CONSTANT", rows.map((row) => ({ ...row, last: "7" }))],
    ["GROWTH_PRIOR_EMPTY", rows.map((row) => ({ ...row, before: "" }))],
    ["GROWTH_KNOTS_TIED", rows.map((row, i) => ({ ...row, last: String(i % 3) }))],
    ["RESPONSE_CONSTANT", rows.map((row) => ({ ...row, now: "7" }))],
    ["NO_USABLE_ROWS", rows.map((row, i) => (i % 2 === 0 ? { ...row, now: "" } : { ...row, last: "" }))],
    ["TOO_FEW_ROWS", rows.slice(0, 8)],
    ["VARIABLE_NOT_NUMERIC", rows.map((row, i) => (i === 30 ? { ...row, last: "absentt" } : row))],
  ] as const)("are named: %s", async (code, faulty) => {
    expect(await codesOf(grow(write(`${code}.csv`, faulty)))).toEqual([code]);
  });

  test("are named: columns that don't exist or are named twice", async () => {
    const data = write("columns.csv", rows);
    expect(await codesOf(grow(data, { priors: ["lost"] }))).toEqual(["COLUMN_UNKNOWN"]);
    expect(await codesOf(grow(data, { priors: ["last", "now"] }))).toEqual(["OPTION_VALUE"]);
  });
});
