import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ProjectError } from "../../../src/base/index.ts";
import { column, count, type SelectNode, sum, table } from "../../../src/data/sql/index.ts";
import { openStore, type Store } from "../../../src/data/store/index.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "zengzhi-store-test-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function selectAll(name: string, names: readonly string[], orderBy: readonly string[]): SelectNode {
  return {
    kind: "select",
    columns: names.map((one) => ({ as: one, expression: column(one) })),
    from: table(name),
    orderBy: orderBy.map((one) => column(one)),
  };
}

/** The folders that stores have made for themselves. */
function ownFolders(): string[] {
  return readdirSync(tmpdir()).filter((one) => /^zengzhi-[0-9a-f]{8}-/.test(one));
}

async function withStore<T>(work: (store: Store) => Promise<T>, path = ":memory:", threads = 2): Promise<T> {
  const store = await openStore({ path, threads, allowedDirectories: [folder] });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** The checksum that the engine keeps of its first block: words times a constant, added without carry. */
function headerChecksum(bytes: Buffer): bigint {
  let sum = 5381n;
  for (let at = 8; at < 4096; at += 8) sum ^= BigInt.asUintN(64, bytes.readBigUInt64LE(at) * 0xbf58476d1ce4e5b9n);
  return sum;
}

const hostile = [
  'a "quoted" text',
  "comma, semicolon; tab\t",
  "line\r\nbreak",
  "emoji 😀 and 䶮",
  "composed é, decomposed e\u0301",
  '=HYPERLINK("http://example.invalid")',
  "<script>alert(1)</script>",
  "NUL \u0000 inside",
  "'; DROP TABLE t; --",
  "",
  "-1",
  "+1",
  "@SUM(A1)",
];

describe("a store", () => {
  it("gives back every kind of column with its missing values, over block borders", () =>
    withStore(async (store) => {
      const n = 5000;
      await store.createTable("t", [
        { name: "row", type: "integer" },
        { name: "small", type: "smallint" },
        { name: "wide", type: "bigint" },
        { name: "whole", type: "bigint" },
        { name: "real", type: "double" },
        { name: "label", type: "text" },
      ]);
      const rows = Int32Array.from({ length: n }, (_, i) => i);
      const missing = Uint8Array.from({ length: n }, (_, i) => (i % 7 === 3 ? 1 : 0));
      const wide = BigInt64Array.from({ length: n }, (_, i) => BigInt(i - 2500) * 3_000_000_000_000_001n);
      const whole = Float64Array.from({ length: n }, (_, i) => (i - 2500) * 1_800_000_000_001);
      const real = Float64Array.from({ length: n }, (_, i) => i / 7);
      const label = Array.from({ length: n }, (_, i) => (i % 7 === 3 ? null : hostile[i % hostile.length] + i));
      await store.insertColumns(
        "t",
        {
          row: { kind: "int32", values: rows },
          small: { kind: "int32", values: rows.map((i) => i - 2500), missing },
          wide: { kind: "int64", values: wide, missing },
          whole: { kind: "whole", values: whole },
          real: { kind: "double", values: real, missing },
          label: { kind: "text", values: label },
        },
        n,
      );
      const answer = await store.query(selectAll("t", ["small", "wide", "whole", "real", "label"], ["row"]));
      expect(answer.rows).toBe(n);
      const zeroed = <T>(values: ArrayLike<T>, zero: T) => Array.from(values, (v, i) => (missing[i] === 1 ? zero : v));
      expect(answer.columns.small).toEqual({
        kind: "int32",
        values: Int32Array.from(
          zeroed(
            rows.map((i) => i - 2500),
            0,
          ),
        ),
        missing,
      });
      expect(answer.columns.wide).toEqual({ kind: "int64", values: BigInt64Array.from(zeroed(wide, 0n)), missing });
      expect(answer.columns.whole).toEqual({ kind: "int64", values: BigInt64Array.from(whole, (x) => BigInt(x)) });
      expect(answer.columns.real).toEqual({ kind: "double", values: Float64Array.from(zeroed(real, 0)), missing });
      expect(answer.columns.label).toEqual({ kind: "text", values: label });
    }));

  it("keeps hostile texts, and names of tables and columns, exactly", () =>
    withStore(async (store) => {
      const name = 'odd "name"; --';
      await store.createTable(name, [
        { name: "i", type: "integer" },
        { name: 'a "b", c', type: "text" },
      ]);
      const values = { kind: "text" as const, values: hostile };
      const i = { kind: "int32" as const, values: Int32Array.from(hostile, (_, k) => k) };
      await store.insertColumns(name, { i, 'a "b", c': values }, hostile.length);
      const answer = await store.query(selectAll(name, ['a "b", c'], ["i"]));
      expect(answer.columns['a "b", c']).toEqual(values);
    }));

  it("gives 128-bit sums as text and narrow sums as 64-bit integers", () =>
    withStore(async (store) => {
      await store.createTable("t", [{ name: "x", type: "bigint" }]);
      const values = new BigInt64Array(4000).fill(9_000_000_000_000_000_000n);
      await store.insertColumns("t", { x: { kind: "int64", values } }, 4000);
      const answer = await store.query({
        kind: "select",
        columns: [
          { as: "wide", expression: sum(column("x"), 127) },
          { as: "n", expression: count },
        ],
        from: table("t"),
      });
      expect(answer.columns.wide).toEqual({ kind: "text", values: ["36000000000000000000000"] });
      expect(answer.columns.n).toEqual({ kind: "int64", values: BigInt64Array.of(4000n) });
    }));

  it("answers no rows with empty columns of the right kinds", () =>
    withStore(async (store) => {
      await store.createTable("t", [
        { name: "a", type: "smallint" },
        { name: "b", type: "bigint" },
        { name: "c", type: "text" },
        { name: "d", type: "double" },
      ]);
      const { rows, columns } = await store.query(selectAll("t", ["a", "b", "c", "d"], []));
      expect([rows, columns.a.kind, columns.b.kind, columns.c.kind, columns.d.kind]).toEqual([
        0,
        "int32",
        "int64",
        "text",
        "double",
      ]);
    }));

  it("leaves the old pointer and rows where a transaction fails", async () => {
    const path = join(folder, "atomic.duckdb");
    await withStore(async (store) => {
      await store.createTable("t", [{ name: "x", type: "integer" }]);
      await store.publish({ runId: "first" });
      const failing = store.transaction(async () => {
        await store.insertColumns("t", { x: { kind: "int32", values: Int32Array.of(1) } }, 1);
        await store.publish({ runId: "second" });
        throw new Error("killed");
      });
      await expect(failing).rejects.toThrow("killed");
    }, path);
    await withStore(async (store) => {
      expect(await store.published()).toBe("first");
      expect((await store.query(selectAll("t", ["x"], []))).rows).toBe(0);
      await store.transaction(async () => {
        await store.insertColumns("t", { x: { kind: "int32", values: Int32Array.of(1) } }, 1);
        await store.publish({ runId: "second" });
      });
      expect(await store.published()).toBe("second");
      expect((await store.query(selectAll("t", ["x"], []))).rows).toBe(1);
    }, path);
  });

  it("refuses a file that is no database, and one that another version wrote", async () => {
    const path = join(folder, "not.duckdb");
    writeFileSync(path, "school,mark\n1,2\n".repeat(1000));
    const error = await openStore({ path }).catch((one: unknown) => one);
    expect(error).toBeInstanceOf(ProjectError);
    expect(error).toMatchObject({
      issues: [{ code: "FILE_UNREADABLE", params: { path, fault: "notDatabase" } }],
    });
    expect(readFileSync(path, "utf8")).toBe("school,mark\n1,2\n".repeat(1000));

    const newer = join(folder, "newer.duckdb");
    await withStore(async (store) => store.createTable("t", [{ name: "x", type: "integer" }]), newer);
    const bytes = readFileSync(newer);
    bytes.writeBigUInt64LE(9999n, 12);
    writeFileSync(newer, bytes);
    const damaged = await openStore({ path: newer }).catch((one: unknown) => one);
    expect(damaged).toMatchObject({ issues: [{ code: "FILE_UNREADABLE", params: { fault: "damagedDatabase" } }] });
    bytes.writeBigUInt64LE(headerChecksum(bytes), 0);
    writeFileSync(newer, bytes);
    const later = await openStore({ path: newer }).catch((one: unknown) => one);
    expect(later).toMatchObject({
      issues: [{ code: "FILE_UNREADABLE", params: { path: newer, fault: "newerDatabase" } }],
    });
  });

  it("reads a database that is opened for reading, and writes nothing to it", async () => {
    const path = join(folder, "read.duckdb");
    await withStore(async (store) => store.publish({ runId: "first" }), path);
    const before = readFileSync(path);
    const store = await openStore({ path, readOnly: true });
    expect(await store.published()).toBe("first");
    await expect(store.publish({ runId: "second" })).rejects.toThrow(/read-only/);
    await store.close();
    expect(readFileSync(path).equals(before)).toBe(true);
    const gone = await openStore({ path: join(folder, "gone.duckdb"), readOnly: true }).catch((one: unknown) => one);
    expect(gone).toMatchObject({ issues: [{ code: "FILE_UNREADABLE", params: { fault: "gone" } }] });
  });

  it("touches no file outside the allowed folders, not by a link either", () =>
    withStore(async (store) => {
      await store.createTable("t", [{ name: "x", type: "integer" }]);
      const outside = join(tmpdir(), "zengzhi-outside.parquet");
      await expect(store.exportQuery(selectAll("t", ["x"], []), outside, "parquet")).rejects.toThrow(/Permission/);
      await expect(store.describeParquet("/etc/passwd")).rejects.toBeInstanceOf(ProjectError);
      const link = join(folder, "link.parquet");
      symlinkSync("/etc/passwd", link);
      await expect(store.describeParquet(link)).rejects.toBeInstanceOf(ProjectError);
    }));

  it("writes CSV whose wide signs, line ends and cells after semicolons begin no formula", () =>
    withStore(async (store) => {
      await store.createTable("t", [{ name: "text", type: "text" }]);
      const values = ["＝1+1", "＋1", "－1", "＠x", "\n=1", "a;=1+1"];
      await store.insertColumns("t", { text: { kind: "text", values } }, values.length);
      const path = join(folder, "wide.csv");
      await store.exportQuery(selectAll("t", ["text"], []), path, "csv");
      const lines = ["text", "'＝1+1", "'＋1", "'－1", "'＠x", `"'\n=1"`, '"a;=1+1"', ""];
      expect(readFileSync(path, "utf8")).toBe(lines.join("\r\n"));
    }));

  it("writes CSV that spreadsheets take as text and programs read back", () =>
    withStore(async (store) => {
      await store.createTable("t", [
        { name: "i", type: "integer" },
        { name: "text", type: "text" },
        { name: "x", type: "double" },
      ]);
      const texts = ["=1+1", "+1", "-1", "-1+2", "@x", "\tx", 'say "hi"', "a,b", "", null];
      const missing = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
      const x = Float64Array.of(0.1, 1 / 3, -2, 1e21, 5e-324, 0, 100, 1.5, 2, 0);
      await store.insertColumns(
        "t",
        {
          i: { kind: "int32", values: Int32Array.from(texts, (_, k) => k) },
          text: { kind: "text", values: texts },
          x: { kind: "double", values: x, missing },
        },
        10,
      );
      const path = join(folder, "out.csv");
      expect(await store.exportQuery(selectAll("t", ["text", "x"], ["i"]), path, "csv")).toBe(10);
      expect(readFileSync(path, "utf8").split("\r\n")).toEqual([
        "text,x",
        "'=1+1,0.1",
        "'+1,0.3333333333333333",
        "-1,-2",
        "'-1+2,1e+21",
        "'@x,5e-324",
        `"'\tx",0`,
        '"say ""hi""",100',
        '"a,b",1.5',
        '"",2',
        ",",
        "",
      ]);
    }));

  it("writes the same bytes with one thread and with two", async () => {
    const files: string[] = [];
    for (const threads of [1, 2]) {
      await withStore(
        async (store) => {
          const n = 500_000;
          await store.createTable("t", [
            { name: "key", type: "integer" },
            { name: "label", type: "text" },
            { name: "x", type: "double" },
          ]);
          const key = Int32Array.from({ length: n }, (_, i) => (i * 7919) % 500_009);
          await store.insertColumns(
            "t",
            {
              key: { kind: "int32", values: key },
              label: { kind: "text", values: Array.from(key, (k) => `n${k % 1000}`) },
              x: { kind: "double", values: Float64Array.from(key, (k) => k / 7) },
            },
            n,
          );
          const node = selectAll("t", ["key", "label", "x"], ["key"]);
          for (const format of ["parquet", "csv"] as const) {
            const path = join(folder, `t${threads}.${format}`);
            expect(await store.exportQuery(node, path, format)).toBe(n);
            files.push(createHash("sha256").update(readFileSync(path)).digest("hex"));
          }
          files.push(await store.tableHash("t", ["key"]));
        },
        ":memory:",
        threads,
      );
    }
    expect(files.slice(0, 3)).toEqual(files.slice(3));
  });

  it("hashes a table by its content: not by the order of its rows or columns, but by every cell and type", () =>
    withStore(async (store) => {
      const hashes: string[] = [];
      const variants: [string, number[], (string | null)[]][] = [
        ["a", [1, 2], ["x", null]],
        ["b", [2, 1], [null, "x"]],
        ["c", [1, 2], ["x", ""]],
        ["d", [1, 3], ["x", null]],
      ];
      for (const [name, key, text] of variants) {
        await store.createTable(name, [
          { name: "key", type: "integer" },
          { name: "text", type: "text" },
        ]);
        const columns = { key: { kind: "int32", values: Int32Array.from(key) } as const };
        await store.insertColumns(name, { ...columns, text: { kind: "text", values: text } }, 2);
        hashes.push(await store.tableHash(name, ["key"]));
      }
      expect(hashes[1]).toBe(hashes[0]);
      expect(new Set(hashes).size).toBe(3);
    }));

  it.each([true, false])(
    "sorts more than its memory holds, in the folder it is given (%s) or one of its own",
    async (given) => {
      const before = ownFolders();
      const temp = given ? { tempDirectory: join(folder, "spill") } : {};
      const store = await openStore({ path: ":memory:", memory: "60MB", threads: 1, ...temp });
      const n = 2_000_000;
      await store.createTable("t", [
        { name: "key", type: "bigint" },
        { name: "x", type: "bigint" },
      ]);
      const key = Float64Array.from({ length: n }, (_, i) => (i * 1_000_003) % 2_000_003);
      await store.insertColumns("t", { key: { kind: "whole", values: key }, x: { kind: "whole", values: key } }, n);
      await store.createTableAs("sorted", selectAll("t", ["key", "x"], ["key"]));
      const answer = await store.query({
        kind: "select",
        columns: [{ as: "n", expression: count }],
        from: table("sorted"),
      });
      expect(answer.columns.n).toEqual({ kind: "int64", values: BigInt64Array.of(BigInt(n)) });
      const mine = ownFolders().filter((one) => !before.includes(one));
      expect(given || mine.length > 0).toBe(true);
      await store.close();
      expect(ownFolders().filter((one) => mine.includes(one) && !given)).toEqual([]);
    },
  );
});
