import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type MarksRequest, readMarks, storeMarks } from "../../../src/data/intake/index.ts";
import type { LongSource, MarksIntake, Paper, Test, WideSource } from "../../../src/data/schema/index.ts";
import { statusCodes, tables } from "../../../src/data/schema/index.ts";
import { column, table } from "../../../src/data/sql/index.ts";
import { issuesOf, type Workbench, workbench } from "./workbench.ts";

let bench: Workbench;
beforeAll(async () => {
  bench = await workbench();
});
afterAll(() => bench.close());

const paper = (subject: string, name: string, high: string, decimals: number): Paper => ({
  subject,
  name: { zh: name, en: subject },
  scale: "marks",
  low: "0",
  high,
  decimals,
  unit: { zh: "分", en: "points" },
});

const exit: Test = {
  id: "exit",
  name: { zh: "期末统考", en: "final" },
  kind: "exit",
  legalKind: "校内期末",
  schoolYear: "2024-2025",
  papers: [paper("math", "数学", "120", 1), paper("chinese", "语文", "100", 0)],
};

const entry: Test = {
  ...exit,
  id: "entry",
  kind: "entrance",
  legalKind: "入学测试",
  papers: [{ ...paper("math", "数学", "4", 3), scale: "standardised", low: "-4" }],
};

const wide = (content: string | Uint8Array, more: Partial<WideSource> = {}): WideSource => {
  const id = more.id ?? "marks";
  const { path, shown } = bench.write(`${id}.csv`, content);
  return {
    id,
    path,
    shown,
    encoding: "auto",
    layout: "wide",
    student: { column: "学号" },
    school: { column: "学校" },
    studentAttributes: {},
    schoolAttributes: {},
    statuses: {},
    marks: [
      { column: "数学", test: "exit", subject: "math" },
      { column: "语文", test: "exit", subject: "chinese" },
    ],
    ...more,
  };
};

const long = (content: string, more: Partial<LongSource> = {}): LongSource => {
  const { layout: _, marks: __, ...base } = wide(content, { id: more.id ?? "long" });
  return {
    ...base,
    layout: "long",
    test: { column: "考试" },
    subject: { column: "学科" },
    mark: { column: "成绩" },
    ...more,
  };
};

const read = (...sources: MarksRequest["sources"]) => readMarks(bench.store, { sources, tests: [exit, entry] });

/** Marks as "student school test subject mark status", in the intake's order. */
function listed({ scores, students, schools, tests, subjects }: MarksIntake): string[] {
  const statuses = Object.keys(statusCodes);
  return Array.from({ length: scores.rows }, (_, i) =>
    [
      students.labels[scores.student[i]],
      schools.labels[scores.school[i]],
      tests[scores.test[i]],
      subjects[scores.subject[i]],
      scores.missing[i] === 1 ? "-" : scores.mark[i],
      statuses[scores.status[i]],
    ].join(" "),
  );
}

describe("reading marks", () => {
  it("takes a wide file: marks as scaled integers, statuses apart, zero a mark", async () => {
    const intake = await read(
      wide("学校,学号,数学,语文\n二中,10,99.5,0\n一中,9,缺考,作弊\n一中,8,免考,缓考\n一中,7,,NA\n一中,6,-,absent\n"),
    );
    expect(listed(intake)).toEqual([
      "6 一中 exit chinese - absent",
      "6 一中 exit math - missing",
      "7 一中 exit chinese - missing",
      "7 一中 exit math - missing",
      "8 一中 exit chinese - exempt",
      "8 一中 exit math - exempt",
      "9 一中 exit chinese - violation",
      "9 一中 exit math - absent",
      "10 二中 exit chinese 0 valid",
      "10 二中 exit math 995 valid",
    ]);
    expect(intake.issues).toEqual([]);
    expect(intake.files).toMatchObject([
      {
        source: "marks",
        rows: { read: 5, taken: 5, changed: 0, rejected: 0 },
        marks: { read: 10, taken: 10, rejected: 0 },
        columns: [{ column: "数学", read: 5 }, { column: "语文" }],
      },
    ]);
    expect(intake.files[0].file.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it("rejects a bad cell alone and names it; every problem has its code", async () => {
    const intake = await read(
      wide("学校,学号,数学,语文\nA,1,abc,90\nA,2,-1,90\nA,3,120.5,90\nA,4,99.25,90\nA,5,120,101\nA,6,1e1,90.0\n"),
    );
    expect(intake.issues).toMatchObject([
      { code: "MARK_NOT_A_NUMBER", params: { value: "abc" }, where: { file: "marks.csv", row: 2, column: "数学" } },
      { code: "MARK_NEGATIVE", params: { value: "-1" }, where: { row: 3 } },
      { code: "MARK_ABOVE_FULL", params: { value: "120.5", fullMark: "120" }, where: { row: 4 } },
      { code: "MARK_TOO_FINE", params: { value: "99.25", decimals: 1 }, where: { row: 5 } },
      { code: "MARK_ABOVE_FULL", params: { value: "101", fullMark: "100" }, where: { row: 6, column: "语文" } },
    ]);
    expect(intake.issues.every((one) => one.severity === "error")).toBe(true);
    expect(listed(intake).filter((one) => one.includes("math"))).toEqual([
      "5 A exit math 1200 valid",
      "6 A exit math 100 valid",
    ]);
    expect(intake.marks).toEqual({ read: 12, taken: 7, rejected: 5 });
    expect(intake.rejectedShare).toBeCloseTo(5 / 12, 15);
    expect(intake.files[0].rows).toEqual({ read: 6, taken: 1, changed: 0, rejected: 5 });
    expect(intake.students.labels).toEqual(["1", "2", "3", "4", "5", "6"]);
  });

  it("holds limits with more places than the marks, and refuses what no mark can be", async () => {
    const fine = { ...paper("math", "数学", "99.96", 1), low: "-0.25" };
    const intake = await readMarks(bench.store, {
      sources: [
        wide("学校,学号,数学\nA,1,99.9\nA,2,100\nA,3,-0.2\nA,4,-0.3\nA,5,12345678901234567890\nA,6,1e300\n", {
          marks: [{ column: "数学", test: "exit", subject: "math" }],
        }),
      ],
      tests: [{ ...exit, papers: [fine] }],
    });
    expect(listed(intake)).toEqual(["1 A exit math 999 valid", "3 A exit math -2 valid"]);
    expect(intake.issues).toMatchObject([
      { code: "MARK_ABOVE_FULL", params: { value: "100", fullMark: "99.96" }, where: { row: 3 } },
      { code: "MARK_OUT_OF_RANGE", params: { value: "-0.3", low: "-0.25" }, where: { row: 5 } },
      { code: "MARK_ABOVE_FULL", params: { value: "12345678901234567890" }, where: { row: 6 } },
      { code: "MARK_ABOVE_FULL", params: { value: "1e300" }, where: { row: 7 } },
    ]);
  });

  it("reads Parquet as it reads CSV", async () => {
    const csv = wide("学校,学号,数学,语文\n1,10,99.5,90\n1,9,缺考,\n2,8,7,121\n");
    const path = `${bench.folder}/marks.parquet`;
    await bench.store.createTable("source", [
      { name: "学校", type: "integer" },
      { name: "学号", type: "bigint" },
      { name: "数学", type: "text" },
      { name: "语文", type: "double" },
    ]);
    await bench.store.insertColumns(
      "source",
      {
        学校: { kind: "int32", values: Int32Array.of(1, 1, 2) },
        学号: { kind: "int64", values: BigInt64Array.of(10n, 9n, 8n) },
        数学: { kind: "text", values: ["99.5", "缺考", "7"] },
        语文: { kind: "double", values: Float64Array.of(90, 0, 121), missing: Uint8Array.of(0, 1, 0) },
      },
      3,
    );
    const names = ["学校", "学号", "数学", "语文"].map((one) => ({ as: one, expression: column(one) }));
    await bench.store.exportQuery({ kind: "select", columns: names, from: table("source") }, path, "parquet");
    const fromCsv = await read(csv);
    const fromParquet = await read({ ...csv, path, shown: "marks.parquet" });
    expect(listed(fromParquet)).toEqual(listed(fromCsv));
    expect(fromParquet.issues).toMatchObject([
      { code: "MARK_ABOVE_FULL", params: { value: "121.0" }, where: { file: "marks.parquet", row: 3, column: "语文" } },
    ]);
  });

  it("rejects a row without a student, a school or its cells", async () => {
    const intake = await read(wide("学校,学号,数学,语文\nA,,1,2\n,5,1,2\nA,6,1\nA,7,1,2\n"));
    expect(intake.issues).toMatchObject([
      { code: "STUDENT_MISSING", where: { row: 2, column: "学号" } },
      { code: "SCHOOL_MISSING", where: { row: 3, column: "学校" } },
      { code: "ROW_WIDTH", params: { expected: 4, found: 3 }, where: { row: 4 } },
    ]);
    expect(intake.marks).toEqual({ read: 8, taken: 2, rejected: 6 });
    expect(intake.students.labels).toEqual(["7"]);
  });

  it("knows only the register's schools, and names the one that is near", async () => {
    const register = {
      ...bench.write("schools.csv", "代码,校名,片区\n1001,第一中学,城区\n1002,第二中学,乡镇\n1003,第三中学,\n"),
    };
    const intake = await readMarks(bench.store, {
      sources: [wide("学校,学号,数学,语文\n1001,1,1,2\n1O01,2,1,2\n")],
      register: { ...register, encoding: "auto", id: "代码", name: "校名", attributes: { area: "片区" } },
      tests: [exit],
    });
    expect(intake.issues).toMatchObject([
      { code: "SCHOOL_UNKNOWN", params: { school: "1O01", near: "1001" }, where: { row: 3, column: "学校" } },
    ]);
    expect(intake.schools).toEqual({
      labels: ["1001", "1002", "1003"],
      names: ["第一中学", "第二中学", "第三中学"],
      attributes: [{ name: "area", levels: ["乡镇", "城区"], codes: Int32Array.of(1, 0, -1) }],
    });
    expect(intake.scores.rows).toBe(2);
  });

  it("takes a long file by ids and by names, with a status column", async () => {
    const intake = await read(
      long(
        "学校,学号,考试,学科,成绩,状态\nA,1,exit,math,90.5,\nA,1,期末统考,语文,0,缺考\nA,1,entry,math,-1.234,正常\n" +
          "A,2,exit,history,3,\nA,2,finals,math,3,\nA,2,exit,math,3,sick\nA,3,entry,math,-4.001,\n",
        { status: { column: "状态" } },
      ),
    );
    expect(listed(intake)).toEqual([
      "1 A entry math -1234 valid",
      "1 A exit chinese - absent",
      "1 A exit math 905 valid",
    ]);
    expect(intake.issues).toMatchObject([
      { code: "SUBJECT_UNKNOWN", params: { subject: "history", test: "exit" }, where: { row: 5, column: "学科" } },
      { code: "TEST_UNKNOWN", params: { test: "finals", known: ["entry", "exit"] }, where: { row: 6, column: "考试" } },
      { code: "STATUS_UNKNOWN", params: { value: "sick" }, where: { row: 7, column: "状态" } },
      { code: "MARK_OUT_OF_RANGE", params: { value: "-4.001", low: "-4", high: "4" }, where: { row: 8 } },
    ]);
  });

  it("reads a source's own words for statuses, even where they look like marks", async () => {
    const intake = await read(
      wide("学校,学号,数学,语文\nA,1,-1,病假\nA,2,88,0\n", { statuses: { "-1": "absent", 病假: "exempt" } }),
    );
    expect(listed(intake)).toEqual([
      "1 A exit chinese - exempt",
      "1 A exit math - absent",
      "2 A exit chinese 0 valid",
      "2 A exit math 880 valid",
    ]);
  });

  it("rejects an exact duplicate with a warning that names the first", async () => {
    const first = wide("学校,学号,数学,语文\nA,1,90,80\nA,1,90.0,80\nA,2,70,\nA,2,70,\n");
    const second = long("学校,学号,考试,学科,成绩\nA,1,exit,math,90\nA,3,exit,math,1\n");
    const intake = await read(first, second);
    expect(intake.issues).toMatchObject([
      { code: "ROW_DUPLICATE", params: { student: "1", firstRow: 2, firstFile: "marks.csv" }, where: { row: 3 } },
      { code: "ROW_DUPLICATE", params: { student: "2", subject: "math", firstRow: 4 }, where: { row: 5 } },
      {
        code: "ROW_DUPLICATE",
        params: { student: "1", test: "exit", subject: "math", firstRow: 2, firstFile: "marks.csv" },
        where: { file: "long.csv", row: 2 },
      },
    ]);
    expect(intake.issues.every((one) => one.severity === "warning")).toBe(true);
    expect(intake.marks).toEqual({ read: 10, taken: 5, rejected: 5 });
    expect(listed(intake)).toHaveLength(5);
  });

  it("refuses two different marks of one student in one paper, and lists all such", async () => {
    const first = wide("学校,学号,数学,语文\nA,1,90,80\nA,2,70,60\n");
    const second = wide("学校,学号,数学,语文\nA,1,90.5,80\nA,2,缺考,60\nB,2,70,60\n", { id: "again" });
    const issues = await issuesOf(read(first, second));
    expect(issues).toMatchObject([
      {
        code: "MARK_CONFLICT",
        params: {
          student: "1",
          test: "exit",
          subject: "math",
          first: "90",
          second: "90.5",
          firstRow: 2,
          firstFile: "marks.csv",
        },
        where: { file: "again.csv", row: 2, column: "数学" },
      },
      { code: "MARK_CONFLICT", params: { student: "2", first: "70", second: "absent" } },
      { code: "MARK_CONFLICT", params: { student: "2", first: "70 (A)", second: "70 (B)" } },
      { code: "MARK_CONFLICT", params: { student: "2", subject: "chinese", first: "60 (A)", second: "60 (B)" } },
    ]);
  });

  it("lets a blank cell stand beside a mark from another row, in either order", async () => {
    const rows = ["A,1,90,", "A,1,,80"];
    for (const order of [rows, [...rows].reverse()]) {
      const intake = await read(wide(`学校,学号,数学,语文\n${order.join("\n")}\n`));
      expect(listed(intake)).toEqual(["1 A exit chinese 80 valid", "1 A exit math 900 valid"]);
      expect(intake.issues).toEqual([]);
    }
  });

  it("makes students' keys within a school, or by row, without ever mixing two", async () => {
    const within = await read(
      wide("学校,学号,数学,语文\na/,b,1,1\na,/b,2,2\na\\,b,3,3\n", { student: { column: "学号", within: "学校" } }),
    );
    expect(within.students.labels).toHaveLength(3);
    expect(within.students.labels).toContain("a\\//b");
    const rows = await read(wide("学校,学号,数学,语文\nA,1,1,1\nA,1,2,2\n", { student: { eachRow: true } }));
    expect(rows.students.labels).toEqual(["marks#2", "marks#3"]);
  });

  it("keeps the first of contradicting attributes and says so once", async () => {
    const intake = await read(
      wide("学校,学号,数学,语文,性别,类型\nA,1,1,,男,公办\nA,1,,2,女,\nA,2,1,1,女,民办\nA,3,1,1,,民办\n", {
        studentAttributes: { sex: "性别" },
        schoolAttributes: { type: "类型" },
      }),
    );
    expect(intake.issues).toMatchObject([
      {
        code: "STUDENT_CONFLICT",
        params: { student: "1", attribute: "sex", first: "男", second: "女" },
        where: { row: 3, column: "性别" },
        severity: "warning",
      },
      { code: "SCHOOL_CONFLICT", params: { school: "A", attribute: "type", first: "公办", second: "民办" } },
    ]);
    expect(intake.students.attributes).toEqual([{ name: "sex", levels: ["女", "男"], codes: Int32Array.of(1, 0, -1) }]);
    expect(intake.schools.attributes).toEqual([{ name: "type", levels: ["公办"], codes: Int32Array.of(0) }]);
    expect(intake.files[0].rows.changed).toBe(2);
  });

  it("names all unknown columns and missing files of all sources together", async () => {
    const gone = { ...wide(""), path: `${bench.folder}/gone.csv`, shown: "gone.csv" };
    const issues = await issuesOf(read(wide("校,学号,数学,语\nA,1,2,3\n", { id: "m" }), gone));
    expect(issues).toMatchObject([
      { code: "COLUMN_UNKNOWN", params: { column: "学校", near: "校" }, where: { file: "m.csv" } },
      { code: "COLUMN_UNKNOWN", params: { column: "语文", near: "语" } },
      { code: "FILE_NOT_FOUND", params: { path: "gone.csv" } },
    ]);
  });

  it("stores the same content whatever the order of the rows", async () => {
    const row = fc.record({
      school: fc.constantFrom("2", "10", "乙"),
      math: fc.constantFrom("0", "99.5", "缺考", ""),
      chinese: fc.constantFrom("1", "免考", "100"),
    });
    const rowsOf = fc
      .array(row, { minLength: 2, maxLength: 30 })
      .map((all) => all.map(({ school, math, chinese }, i) => `${school},${(i * 37) % 101},${math},${chinese}`));
    const shuffled = rowsOf.chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
    );
    await fc.assert(
      fc.asyncProperty(shuffled, async ([rows, other]) => {
        const results: string[][] = [];
        for (const order of [rows, other]) {
          const intake = await read(wide(`学校,学号,数学,语文\n${order.join("\n")}\n`));
          await bench.store.transaction(() => storeMarks(bench.store, intake, [exit, entry]));
          const hashes: string[] = [];
          for (const name of ["school", "identity", "dictionary", "test", "paper"]) {
            const key = tables.find((one) => one.name === name)?.key ?? ["school"];
            hashes.push(await bench.store.tableHash(name, key));
          }
          results.push([...hashes, ...listed(intake)]);
        }
        expect(results[1]).toEqual(results[0]);
      }),
      { seed: 22, numRuns: 25 },
    );
  });

  it("fills the store's tables", async () => {
    const intake = await read(
      wide("学校,学号,数学,语文,性别\nB,2,1,缺考,女\nA,1,1.5,2,\n", { studentAttributes: { sex: "性别" } }),
    );
    await bench.store.transaction(() => storeMarks(bench.store, intake, [exit, entry]));
    const all = async (name: string, ...names: string[]) => {
      const answer = await bench.store.query({
        kind: "select",
        columns: names.map((one) => ({ as: one, expression: column(one) })),
        from: table(name),
        orderBy: names.map((one) => column(one)),
      });
      return names.map((one) => {
        const found = answer.columns[one];
        const values: unknown[] = [...found.values];
        return found.kind === "text" ? values : values.map((value, i) => (found.missing?.[i] === 1 ? null : value));
      });
    };
    expect(await all("score", "student", "subject", "mark", "status", "file", "source_row")).toEqual([
      [0, 0, 1, 1],
      [0, 1, 0, 1],
      [2n, 15n, null, 10n],
      [0, 0, 1, 0],
      [0, 0, 0, 0],
      [3, 3, 2, 2],
    ]);
    expect(await all("student", "student", "attribute_sex")).toEqual([
      [0, 1],
      [null, 0],
    ]);
    expect(await all("identity", "student", "source_number")).toEqual([
      [0, 1],
      ["1", "2"],
    ]);
    expect(await all("school", "school", "school_id")).toEqual([
      [0, 1],
      ["A", "B"],
    ]);
    expect(await all("paper", "test", "subject", "low", "high", "decimals")).toEqual([
      [0, 1, 1],
      [1, 0, 1],
      [-4000n, 0n, 0n],
      [4000n, 100n, 1200n],
      [3, 0, 1],
    ]);
    expect(await all("dictionary", "kind", "code", "label")).toEqual([
      ["school", "school", "student.sex", "subject", "subject", "test", "test"],
      [0, 1, 0, 0, 1, 0, 1],
      ["A", "B", "女", "chinese", "math", "entry", "exit"],
    ]);
  });
});
