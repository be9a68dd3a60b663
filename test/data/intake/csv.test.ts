import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseDecimal } from "../../../src/base/index.ts";
import { readHeadings, readTable } from "../../../src/data/intake/index.ts";
import { integersOf, issuesOf, labelsOf, readBack, type Workbench, workbench } from "./workbench.ts";

let bench: Workbench;
beforeAll(async () => {
  bench = await workbench();
});
afterAll(() => bench.close());

const label = (column: string) => ({ column, role: "label" as const });
const number = (column: string) => ({ column, role: "number" as const });
const auto = (column: string) => ({ column, role: "auto" as const });

let tables = 0;
const fresh = () => ({ name: `t${tables++}` });

/** 学校 and 数学 in GBK, which is part of GB18030; 㐀 takes four bytes there. */
const gbkHeader = [0xd1, 0xa7, 0xd0, 0xa3, 0x2c, 0xca, 0xfd, 0xd1, 0xa7, 0x0a];
const yueqing = [0xc0, 0xd6, 0xc7, 0xe5];
const fourBytes = [0x81, 0x39, 0xee, 0x39];

function quoted(cell: string, always: boolean, delimiter: string): string {
  return always || /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
  return littleEndian ? bytes : bytes.swap16();
}

const encodings: Readonly<Record<string, (text: string) => Uint8Array>> = {
  "utf-8": (text) => Buffer.from(text),
  "utf-8 with mark": (text) => Buffer.from(`\ufeff${text}`),
  "utf-16le": (text) => utf16(text, true),
  "utf-16be": (text) => utf16(text, false),
  "utf-8 packed": (text) => gzipSync(text),
};

describe("reading CSV", () => {
  it("reads back any table, however it is quoted, encoded and divided into lines", async () => {
    const cell = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 12 }),
      fc.constantFrom(
        'a "quoted" one',
        "a,b;c\td",
        "line\nbreak\r\ninside",
        "007",
        "7.0",
        "=1+1",
        "é",
        "e\u0301",
        " x ",
      ),
    );
    const text = cell.filter((one) => one !== "NA" && one !== "");
    const shape = fc.record({
      rows: fc.array(fc.array(fc.oneof(text, fc.constant("")), { minLength: 3, maxLength: 3 }), {
        minLength: 1,
        maxLength: 20,
      }),
      always: fc.boolean(),
      lineEnd: fc.constantFrom("\n", "\r\n", "\r"),
      lastEnd: fc.boolean(),
      delimiter: fc.constantFrom(",", ";", "\t"),
      encoding: fc.constantFrom(...Object.keys(encodings)),
    });
    await fc.assert(
      fc.asyncProperty(shape, async ({ rows, always, lineEnd, lastEnd, delimiter, encoding }) => {
        const lines = [["key", "第二 列", "c"], ...rows].map((row) =>
          row.map((one) => quoted(one, always, delimiter)).join(delimiter),
        );
        const content = lines.join(lineEnd) + (lastEnd || lines.at(-1) === "" ? lineEnd : "");
        const name = encoding.endsWith("packed") ? "any.csv.gz" : "any.csv";
        const source = bench.write(name, encodings[encoding](content));
        const intake = await readTable(bench.store, source, ["key", "第二 列", "c"].map(label), fresh());
        const answer = await readBack(bench.store, intake.table, intake.rowColumn);
        const columns = intake.table.columns.map((one) => labelsOf(answer, intake.table, one.name));
        const read = rows.map((_, i) => columns.map((one) => one[i] ?? ""));
        expect(read).toEqual(rows);
        for (const one of intake.table.columns) {
          if (one.kind === "coded")
            expect(new Set(labelsOf(answer, intake.table, one.name))).toEqual(
              new Set([...one.levels, ...(one.missing > 0 ? [null] : [])]),
            );
        }
      }),
      { seed: 20, numRuns: 150 },
    );
  });

  it("reads the same whatever the sizes of the blocks: a file of several blocks, cut anywhere", async () => {
    const rows = Array.from({ length: 90_000 }, (_, i) => [
      `学校${i % 977}`,
      i % 5 === 0 ? `"a ""${i}"",\n"` : `b${i}`,
      i / 8,
    ]);
    const source = bench.write("long.csv", `s,t,x\n${rows.map((row) => row.join(",")).join("\n")}\n`);
    const { table, rowColumn } = await readTable(bench.store, source, [label("s"), label("t"), number("x")], fresh());
    const answer = await readBack(bench.store, table, rowColumn);
    expect(table.rows).toBe(90_000);
    expect(labelsOf(answer, table, "s")).toEqual(rows.map((row) => row[0]));
    expect(labelsOf(answer, table, "t")).toEqual(rows.map((_, i) => (i % 5 === 0 ? `a "${i}",\n` : `b${i}`)));
    expect(integersOf(answer, "x")).toEqual(rows.map((_, i) => BigInt(i * 125)));
  });

  it("keeps every decimal exactly, whatever its places and exponent", async () => {
    const decimal = fc
      .record({
        sign: fc.constantFrom("", "-", "+"),
        whole: fc.bigInt({ min: 0n, max: 999_999n }).map(String),
        fraction: fc.string({ unit: fc.constantFrom(..."0123456789"), maxLength: 10 }),
        exponent: fc.constantFrom("", "e0", "e-02", "E+1"),
      })
      .map(
        ({ sign, whole, fraction, exponent }) => `${sign}${whole}${fraction === "" ? "" : `.${fraction}`}${exponent}`,
      );
    await fc.assert(
      fc.asyncProperty(fc.array(decimal, { minLength: 1, maxLength: 40 }), async (texts) => {
        const source = bench.write("decimals.csv", `x,y\n${texts.map((one) => `${one},1`).join("\n")}\n`);
        const { table, rowColumn } = await readTable(bench.store, source, [number("x")], fresh());
        const [stored] = table.columns;
        if (stored.kind !== "fixed") throw new Error("x is a number");
        expect(stored.exact).toBe(true);
        expect(stored.unit.base).toBe(10);
        const integers = integersOf(await readBack(bench.store, table, rowColumn), "x");
        for (const [i, one] of texts.entries()) {
          const { mantissa, scale } = parseDecimal(one) ?? { mantissa: 0n, scale: 0 };
          expect(integers[i]).toBe(mantissa * 10n ** BigInt(-stored.unit.exponent - scale));
        }
        const present = integers.filter((value) => value !== null);
        expect([stored.min, stored.max]).toEqual([
          present.reduce((a, b) => (b < a ? b : a)),
          present.reduce((a, b) => (b > a ? b : a)),
        ]);
      }),
      { seed: 21, numRuns: 80 },
    );
  });

  it("keeps 17 digits, and beyond 63 bits rounds once to a stated grid", async () => {
    const source = bench.write(
      "wide.csv",
      "x,y\n0.3393157114303298,1.5\n1.3393157114303298,1e-25\n-12345678.9012345678,3\n",
    );
    const { table, rowColumn } = await readTable(bench.store, source, [number("x"), number("y")], fresh());
    const answer = await readBack(bench.store, table, rowColumn);
    expect(table.columns[0]).toMatchObject({ unit: { base: 2 }, exact: false });
    expect(table.columns[1]).toMatchObject({ unit: { base: 2 }, exact: false });
    const y = table.columns[1];
    if (y.kind !== "fixed") throw new Error("y is a number");
    const unit = 2 ** y.unit.exponent;
    expect(unit).toBeLessThanOrEqual(3 * 2 ** -48);
    for (const [i, value] of [1.5, 1e-25, 3].entries()) {
      expect(Math.abs(Number(integersOf(answer, "y")[i]) * unit - value)).toBeLessThanOrEqual(unit / 2);
    }
    const fits = bench.write("fits.csv", "x\n0.3393157114303298\n1.3393157114303298\n100\n");
    const exact = await readTable(bench.store, fits, [number("x")], fresh());
    expect(exact.table.columns[0]).toMatchObject({ unit: { base: 10, exponent: -16 }, exact: true });
    expect(integersOf(await readBack(bench.store, exact.table, exact.rowColumn), "x")).toEqual([
      3393157114303298n,
      13393157114303298n,
      10n ** 18n,
    ]);
  });

  it("keeps labels as they stand and orders them as compareLevels does", async () => {
    const source = bench.write("labels.csv", 'g,h\n7,b\n007,B\n7.0,a\n10,é\n"7",NA\n');
    const { table, rowColumn } = await readTable(bench.store, source, [label("g"), auto("h")], fresh());
    const answer = await readBack(bench.store, table, rowColumn);
    expect(labelsOf(answer, table, "g")).toEqual(["7", "007", "7.0", "10", "7"]);
    expect(labelsOf(answer, table, "h")).toEqual(["b", "B", "a", "é", null]);
    expect(table.columns).toMatchObject([
      { levels: ["007", "7", "7.0", "10"], missing: 0 },
      { levels: ["B", "a", "b", "é"], missing: 1 },
    ]);
  });

  it("takes an auto column with one text, however late, for labels, and stores a column under two names", async () => {
    const rows = Array.from({ length: 70_000 }, (_, i) => (i === 69_999 ? "late" : String(i % 3)));
    const source = bench.write("late.csv", `x,y\n${rows.map((one, i) => `${one},${i}`).join("\n")}\n`);
    const roles = [auto("x"), auto("y"), { column: "y", role: "label" as const, as: "y as label" }];
    const { table } = await readTable(bench.store, source, roles, fresh());
    expect(table.columns).toMatchObject([
      { kind: "coded", name: "x", levels: ["0", "1", "2", "late"] },
      { kind: "fixed", name: "y", min: 0n, max: 69_999n },
      { kind: "coded", name: "y as label" },
    ]);
  });

  it("takes empty cells and NA as missing, NaN with a warning", async () => {
    const source = bench.write("missing.csv", "x,g\n1,a\n,\nNA,NA\nNaN,b\n 2 ,c\n");
    const intake = await readTable(bench.store, source, [number("x"), label("g")], fresh());
    const answer = await readBack(bench.store, intake.table, intake.rowColumn);
    expect(integersOf(answer, "x")).toEqual([1n, null, null, null, 2n]);
    expect(labelsOf(answer, intake.table, "g")).toEqual(["a", null, null, "b", "c"]);
    expect(intake.issues).toEqual([
      {
        code: "VALUE_NOT_FINITE",
        params: { column: "x", count: 1 },
        where: { file: "missing.csv", row: 5, column: "x" },
        severity: "warning",
      },
    ]);
  });

  it("reads GB18030 by itself and by name, four-byte characters too", async () => {
    const bytes = Uint8Array.from([...gbkHeader, ...yueqing, 0x2c, 0x39, 0x30, 0x0a, ...fourBytes, 0x2c, 0x38, 0x0a]);
    for (const encoding of ["auto", "gb18030"] as const) {
      const source = { ...bench.write("gbk.csv", bytes), encoding };
      const { table } = await readTable(bench.store, source, [label("学校"), number("数学")], fresh());
      expect(table.columns).toMatchObject([{ levels: ["㐀", "乐清"] }, { min: 8n, max: 90n }]);
    }
    const wrong = { ...bench.write("gbk.csv", bytes), encoding: "utf-8" as const };
    expect(await issuesOf(readHeadings(bench.store, wrong))).toMatchObject([
      { code: "ENCODING_UNKNOWN", params: { tried: ["UTF-8"] } },
    ]);
  });

  it("rejects and names rows that are too short or too long, by the number a spreadsheet shows", async () => {
    const source = bench.write("width.csv", 'a,b\n1,"two\nlines"\n3\n\n4,5,6\n7,8\n');
    const intake = await readTable(bench.store, source, [number("a")], fresh());
    expect(intake).toMatchObject({ read: 4, rejected: 2, table: { rows: 2 } });
    expect(intake.issues).toMatchObject([
      { code: "ROW_WIDTH", params: { expected: 2, found: 1 }, where: { file: "width.csv", row: 3 } },
      { code: "ROW_WIDTH", params: { expected: 2, found: 3 }, where: { file: "width.csv", row: 5 } },
    ]);
    expect(integersOf(await readBack(bench.store, intake.table, intake.rowColumn), "a")).toEqual([1n, 7n]);
  });
});

describe("a file that can't be read", () => {
  const random = Uint8Array.from({ length: 5000 }, (_, i) => (i * i * 31 + i * 7) % 256);
  const cases: readonly [string, string, string | Uint8Array, object][] = [
    ["an empty file", "empty.csv", "", { code: "FILE_EMPTY" }],
    ["a file of blank lines", "blank.csv", "\n\n", { code: "FILE_EMPTY" }],
    ["a header and no row", "header.csv", "a,b\n", { code: "HEADER_ONLY" }],
    ["two columns of one name", "twice.csv", "a,b,a\n1,2,3\n", { code: "HEADER_DUPLICATE", params: { column: "a" } }],
    [
      "an open quote",
      "quote.csv",
      'a,b\n1,2\n3,"4\n5,6\n',
      { code: "QUOTE_OPEN", where: { file: "quote.csv", row: 3 } },
    ],
    ["bytes of no text", "random.csv", random, { code: "ENCODING_UNKNOWN" }],
    [
      "a workbook",
      "book.xlsx",
      Uint8Array.of(0x50, 0x4b, 3, 4, 0),
      { code: "FILE_FORMAT_LATER", params: { format: "xlsx" } },
    ],
    ["a workbook renamed", "book.csv", Uint8Array.of(0x50, 0x4b, 3, 4, 0), { code: "FILE_FORMAT_LATER" }],
    ["an old workbook", "old.xls", Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1), { code: "FILE_FORMAT_LATER" }],
    ["JSON", "a.json", "[]", { code: "FILE_FORMAT_LATER", params: { format: "json" } }],
    ["an unknown ending", "a.sav", "$FL2", { code: "FILE_FORMAT_UNKNOWN" }],
    [
      "damaged compression",
      "cut.csv.gz",
      gzipSync("a,b\n".repeat(9000)).subarray(0, 60),
      { code: "FILE_UNREADABLE", params: { fault: "compression" } },
    ],
    [
      "Parquet that is none",
      "none.parquet",
      "PAR1 but no more",
      { code: "FILE_UNREADABLE", params: { fault: "notParquet" } },
    ],
  ];
  it.each(cases)("is refused: %s", async (_, name, content, problem) => {
    const source = bench.write(name, content);
    const call = readHeadings(bench.store, source).then(() => readTable(bench.store, source, [label("a")], fresh()));
    expect(await issuesOf(call)).toMatchObject([{ ...problem, severity: "error" }]);
  });

  it("is not found, with the name that is near", async () => {
    bench.write("marks-2025.csv", "a\n1\n");
    const source = { path: `${bench.folder}/marks_2025.csv`, shown: "marks_2025.csv" };
    expect(await issuesOf(readHeadings(bench.store, source))).toMatchObject([
      { code: "FILE_NOT_FOUND", params: { path: "marks_2025.csv", near: "marks-2025.csv" } },
    ]);
  });

  it("has no such column, no number, or names that the engine takes for one", async () => {
    const source = bench.write("few.csv", "school,Mark,mark\n1,90,3\n2,ninety,3\n");
    const read = (...roles: Parameters<typeof readTable>[2][number][]) =>
      issuesOf(readTable(bench.store, source, roles, fresh()));
    expect(await read(label("shcool"))).toMatchObject([
      { code: "COLUMN_UNKNOWN", params: { column: "shcool", near: "school", known: ["school", "Mark", "mark"] } },
    ]);
    expect(await read(number("Mark"))).toMatchObject([
      {
        code: "VARIABLE_NOT_NUMERIC",
        params: { name: "Mark", value: "ninety", row: 3 },
        where: { file: "few.csv", row: 3, column: "Mark" },
      },
    ]);
    expect(await read(label("Mark"), number("mark"))).toMatchObject([
      { code: "NAMES_CLASH", params: { first: "Mark", second: "mark" } },
    ]);
  });
});
