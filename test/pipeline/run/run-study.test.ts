import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStore } from "../../../src/data/store/index.ts";
import { packageRoot } from "../../../src/pipeline/package-root.ts";
import { rerenderReports } from "../../../src/pipeline/run/rerender-reports.ts";
import { runStudy } from "../../../src/pipeline/run/run-study.ts";
import { comparable, csvRows, edit, issuesOf, ownFolder, tableHashes, templateStudy } from "./folders.ts";

const own = ownFolder();
const study = templateStudy(own.path, "study");
const out = join(own.path, "out");
const number = (cell: string) => Number(cell);

beforeAll(async () => {
  await runStudy(study, { out });
});
afterAll(() => own.remove());

test("writes the same bytes again into the same folder, and with one thread into another", async () => {
  const [files, tables] = [comparable(out), await tableHashes(out)];
  expect(files.size).toBeGreaterThan(20);
  await runStudy(study, { out });
  expect(comparable(out)).toEqual(files);
  expect(await tableHashes(out)).toEqual(tables);
  const other = join(own.path, "elsewhere", "single");
  await runStudy(join(study, "study.yaml"), { out: other, threads: 1 });
  expect(comparable(other)).toEqual(files);
  expect(await tableHashes(other)).toEqual(tables);
}, 30_000);

test("writes results that do not tell where the study lies, warnings of its file included", async () => {
  const warned = templateStudy(own.path, "warned");
  edit(join(warned, "study.yaml"), (text) => text.replace("legalKind: 质量监测", "legalKind: 历史统考"));
  await runStudy(warned, { out: join(own.path, "warned-1") });
  await runStudy(relative(process.cwd(), warned), { out: join(own.path, "warned-2") });
  const files = comparable(join(own.path, "warned-1"));
  expect(comparable(join(own.path, "warned-2"))).toEqual(files);
  expect(csvRows(join(own.path, "warned-1", "tables", "issues.csv"))[0].code).toBe("POLICY_COMMON_EXAM_MONEY");
  for (const [name, content] of files) {
    expect(Buffer.from(content, "base64").includes(own.path), name).toBe(false);
  }
}, 30_000);

test("finds the value added of the inner London schools that dense equations in R find", async () => {
  const folder = join(own.path, "london");
  await runStudy(join(packageRoot, "models", "demo", "inner-london.yaml"), { out: folder });
  const reference = JSON.parse(
    readFileSync(new URL("../../reference/inner-london-run/reference.json", import.meta.url), "utf8"),
  );
  const rows = csvRows(join(folder, "tables", "effects.csv"));
  const of = (level: string, id: string) => {
    const row = rows.find((one) => one.level === level && one.id === id);
    if (row === undefined) throw new Error(`no row for ${level} ${id}`);
    return row;
  };
  expect(rows.filter(({ level }) => level === "school")).toHaveLength(65);
  for (const school of reference.schools) {
    const row = of("school", school.id);
    expect(number(row.n)).toBe(school.n);
    expect(number(row.unshrunken)).toBeCloseTo(school.unshrunken, 6);
    expect(number(row.shrunken)).toBeCloseTo(school.shrunken, 6);
    expect(number(row.shrunken_se)).toBeCloseTo(school.shrunkenSe, 6);
  }
  for (const type of reference.types) {
    expect(number(of("type", type.id).shrunken)).toBeCloseTo(type.shrunken, 6);
    expect(number(of("type", type.id).shrunken_se)).toBeCloseTo(type.shrunkenSe, 6);
  }
  for (const row of csvRows(join(folder, "tables", "index.csv"))) {
    const { shrunken, shrunken_se: se } = of("school", row.id);
    expect(number(row.value)).toBeCloseTo(50 + (10 * number(shrunken)) / reference.outcomeSd, 9);
    expect(number(row.se)).toBeCloseTo((10 * number(se)) / reference.outcomeSd, 9);
  }
  const expected = csvRows(join(folder, "tables", "expected.csv"));
  expect(expected).toHaveLength(4059);
  const residuals = expected.filter(({ school }) => school === "1").map(({ residual }) => number(residual));
  expect(residuals).toHaveLength(73);
  const all = expected.reduce((sum, { residual }) => sum + number(residual), 0) / 4059;
  expect(residuals.reduce((sum, one) => sum + one, 0) / 73 - all).toBeCloseTo(number(of("school", "1").unshrunken), 9);
}, 30_000);

test("pays out each pot to the fen, in proportion to the points that it prints", () => {
  const rows = csvRows(join(out, "tables", "awards.csv"));
  expect(rows.reduce((sum, row) => sum + BigInt(row.amount_fen), 0n)).toBe(10_000_000n);
  const schools = rows.filter((row) => row.recipient_type === "school");
  const points = schools.map((row) => BigInt(row.measure.replace(".", "")));
  const total = points.reduce((sum, one) => sum + one, 0n);
  schools.forEach((row, i) => {
    const floor = (10_000_000n * points[i]) / total;
    expect([floor, floor + 1n]).toContain(BigInt(row.amount_fen));
  });
});

test("leaves nothing behind where a model can't be fitted, not even the folders above the results", async () => {
  const bare = templateStudy(own.path, "no-priors");
  edit(join(bare, "data", "marks.csv"), (text) => text.replace(/^(S\d+,\d+,.,)[^,]*/gm, "$1"));
  const before = readdirSync(own.path);
  const issues = await issuesOf(runStudy(bare, { out: join(own.path, "deep", "er", "out") }));
  expect(issues.map((one) => one.code)).toEqual(["NO_USABLE_PRIOR"]);
  expect(readdirSync(own.path)).toEqual(before);
});

test.each([
  ["has no value of a covariate", /男|女/g, "", "NO_USABLE_ROWS", "models.0.covariates"],
  ["has one value of a covariate only", /女/g, "男", "FACTOR_ONE_LEVEL", "models.0"],
  ["has no outcome", /,[^,\n]*$/gm, ",", "NO_USABLE_PRIOR", "models.0.priors"],
])("says at the model's place that nobody or everybody %s", async (_, from, to, code, path) => {
  const folder = templateStudy(own.path, `fault-${code}`);
  edit(join(folder, "data", "marks.csv"), (text) => {
    const [header, ...rows] = text.trimEnd().split("\n");
    return `${header}\n${rows.join("\n").replace(from, to)}\n`;
  });
  const issues = await issuesOf(runStudy(folder));
  expect(issues.map((one) => [one.code, one.where.path])).toEqual([[code, path]]);
  expect(existsSync(join(folder, "out"))).toBe(false);
});

test("gives each run its own entry in the ledger", async () => {
  const folder = join(own.path, "two-runs");
  const other = templateStudy(own.path, "other");
  edit(join(other, "data", "marks.csv"), (text) => text.replace("65.5,71", "65.5,72"));
  await runStudy(study, { out: folder });
  await runStudy(other, { out: folder });
  const store = await openStore({ path: join(folder, "store.duckdb"), readOnly: true });
  const { columns } = await store.query({
    kind: "select",
    columns: [{ as: "entry", expression: { kind: "column", name: "entry" } }],
    from: { kind: "table", name: "ledger" },
    orderBy: [{ kind: "column", name: "entry" }],
  });
  await store.close();
  expect(columns.entry).toMatchObject({ kind: "int32", values: Int32Array.of(1, 2) });
}, 30_000);

test("takes along what another program left in the earlier store's log", async () => {
  const folder = join(own.path, "logged");
  await runStudy(study, { out: folder });
  const script = `
    import { DuckDBInstance } from "@duckdb/node-api";
    const instance = await DuckDBInstance.create(process.argv[1]);
    const connection = await instance.connect();
    await connection.run("CREATE TABLE my_notes AS SELECT 7 AS note");
    process.kill(process.pid, "SIGKILL");`;
  try {
    execFileSync(process.execPath, ["--input-type=module", "-e", script, join(folder, "store.duckdb")], {
      cwd: packageRoot,
      stdio: "ignore",
    });
  } catch {
    // It killed itself, as it should.
  }
  expect(existsSync(join(folder, "store.duckdb.wal"))).toBe(true);
  await runStudy(study, { out: folder });
  expect(existsSync(join(folder, "store.duckdb.wal"))).toBe(false);
  const store = await openStore({ path: join(folder, "store.duckdb"), readOnly: true });
  expect(await store.tables()).toContain("my_notes");
  await store.close();
}, 30_000);

test.each([
  ["bytes of no database", (path: string) => writeFileSync(path, "x".repeat(20_000))],
  ["part of a database", (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 700_000))],
])("refuses an earlier store that holds %s, names it, and loses nothing", async (_, spoil) => {
  const folder = join(own.path, "spoilt");
  mkdirSync(join(folder), { recursive: true });
  copyFileSync(join(out, "run.json"), join(folder, "run.json"));
  copyFileSync(join(out, "store.duckdb"), join(folder, "store.duckdb"));
  spoil(join(folder, "store.duckdb"));
  const before = readFileSync(join(folder, "store.duckdb"));
  const [issue] = await issuesOf(runStudy(study, { out: folder }));
  expect(issue.code).toBe("FILE_UNREADABLE");
  expect(issue.where.file).toBe(join(folder, "store.duckdb"));
  expect(readFileSync(join(folder, "store.duckdb")).equals(before)).toBe(true);
  expect(readdirSync(own.path).filter((name) => name.startsWith("."))).toEqual([]);
});

test("refuses an earlier store whose tables are another program's", async () => {
  const folder = join(own.path, "strange");
  mkdirSync(folder);
  copyFileSync(join(out, "run.json"), join(folder, "run.json"));
  const store = await openStore({ path: join(folder, "store.duckdb") });
  await store.createTable("run", [{ name: "distance", type: "double" }]);
  await store.close();
  const [issue] = await issuesOf(runStudy(study, { out: folder }));
  expect(issue.code).toBe("FILE_UNREADABLE");
  expect(readdirSync(folder).sort()).toEqual(["run.json", "store.duckdb"]);
});

test("says that the engine's memory is too small", async () => {
  const small = templateStudy(own.path, "small");
  edit(join(small, "study.yaml"), (text) => text.replace("memory: 2GB", "memory: 1MB"));
  const [issue] = await issuesOf(runStudy(small, { out: join(own.path, "small-out") }));
  expect(issue.code).toBe("ENGINE_MEMORY");
  expect(existsSync(join(own.path, "small-out"))).toBe(false);
});

test("renders a run's pages again, byte for byte, and lists them in its manifest", async () => {
  const before = comparable(out);
  const pages = await rerenderReports(study, { out });
  expect(pages.length).toBeGreaterThan(20);
  expect(comparable(out)).toEqual(before);
  edit(join(out, "run.json"), (text) => text.replace(/ *"schools\/S01\.html": "[0-9a-f]+",\n/, ""));
  await rerenderReports(study, { out, school: "S01" });
  expect(comparable(out)).toEqual(before);
});

test("asks for a new run where another version's report can't be rendered", async () => {
  const folder = join(own.path, "older");
  mkdirSync(folder);
  copyFileSync(join(out, "store.duckdb"), join(folder, "store.duckdb"));
  const store = await openStore({ path: join(folder, "store.duckdb") });
  const run = await store.published();
  await store.clear("run");
  const texts = { run_id: run, study: "example", code_fingerprint: "another version's", report: '{"old":1}' };
  const columns = Object.entries(texts).map(([name, text]) => [name, { kind: "text", values: [text] }] as const);
  await store.insertColumns("run", Object.fromEntries(columns), 1);
  await store.close();
  expect((await issuesOf(rerenderReports(study, { out: folder })))[0].code).toBe("NO_STORED_RUN");
});

test("never writes a page through a link that leads out of the results folder", async () => {
  const folder = join(own.path, "linked");
  const outside = join(own.path, "outside");
  mkdirSync(folder);
  mkdirSync(outside);
  for (const name of ["run.json", "store.duckdb"]) copyFileSync(join(out, name), join(folder, name));
  symlinkSync(outside, join(folder, "schools"));
  writeFileSync(join(outside, "S01.html"), "mine");
  expect((await issuesOf(rerenderReports(study, { out: folder, school: "S01" })))[0].code).toBe("OUTPUT_UNWRITABLE");
  expect(readFileSync(join(outside, "S01.html"), "utf8")).toBe("mine");
});
