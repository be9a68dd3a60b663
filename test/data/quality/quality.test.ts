import { describe, expect, it } from "vitest";
import { checkEqualMarks, checkRejectedShare, countEntries } from "../../../src/data/quality/index.ts";
import { type MarkStatus, type MarksIntake, statusCodes } from "../../../src/data/schema/index.ts";

type Row = readonly [student: number, school: number, test: number, subject: number, mark: number | MarkStatus];

function intakeOf(
  rows: readonly Row[],
  rejected: readonly (readonly [number, number, number, number])[] = [],
): MarksIntake {
  const marks = { read: rows.length + rejected.length, taken: rows.length, rejected: rejected.length };
  const column = (at: 0 | 1 | 2 | 3) => Int32Array.from(rows, (row) => row[at]);
  const bad = (at: 0 | 1 | 2 | 3) => Int32Array.from(rejected, (row) => row[at]);
  return {
    students: { labels: ["1", "2", "3", "4"], attributes: [] },
    schools: { labels: ["A", "B"], names: [null, null], attributes: [] },
    tests: ["entry", "exit"],
    subjects: ["chinese", "math"],
    scores: {
      rows: rows.length,
      student: column(0),
      school: column(1),
      test: column(2),
      subject: column(3),
      mark: BigInt64Array.from(rows, (row) => (typeof row[4] === "number" ? BigInt(row[4]) : 0n)),
      missing: Uint8Array.from(rows, (row) => (typeof row[4] === "number" ? 0 : 1)),
      status: Int32Array.from(rows, (row) => (typeof row[4] === "number" ? 0 : statusCodes[row[4]])),
      file: new Int32Array(rows.length),
      sourceRow: new Int32Array(rows.length),
    },
    rejectedCells: { student: bad(0), school: bad(1), test: bad(2), subject: bad(3) },
    files: [],
    registerFile: null,
    issues: [],
    marks,
    rejectedShare: marks.rejected / Math.max(1, marks.read),
  };
}

describe("quality of an intake", () => {
  it("counts who was due, sat, was absent or has no mark, by paper and school", () => {
    const entries = countEntries(
      intakeOf(
        [
          [0, 0, 1, 0, 90],
          [0, 0, 1, 1, "absent"],
          [1, 0, 1, 0, "violation"],
          [1, 0, 1, 1, "missing"],
          [2, 0, 1, 1, 80],
          [3, 1, 1, 0, "exempt"],
          [0, 1, 0, 1, 5],
        ],
        [[2, 0, 1, 0]],
      ),
    );
    const none = { sat: 0, absent: 0, violation: 0, exempt: 0, missing: 0, rejected: 0 };
    expect(entries).toEqual([
      { ...none, test: 0, subject: 1, school: 1, due: 1, sat: 1 },
      { ...none, test: 1, subject: 0, school: 0, due: 3, sat: 1, violation: 1, rejected: 1 },
      { ...none, test: 1, subject: 0, school: 1, due: 1, exempt: 1 },
      { ...none, test: 1, subject: 1, school: 0, due: 3, sat: 1, absent: 1, missing: 1 },
      { ...none, test: 1, subject: 1, school: 1, due: 1, missing: 1 },
    ]);
  });

  it("allows a rejected share up to its limit and not beyond", () => {
    const rows: Row[] = Array.from({ length: 99 }, (_, i) => [i % 4, 0, 1, 0, i]);
    const one = intakeOf(rows, [[0, 0, 1, 1]]);
    expect(checkRejectedShare(one, 0.01)).toBeNull();
    expect(checkRejectedShare(intakeOf([], []), 0)).toBeNull();
    const two = intakeOf(rows, [
      [0, 0, 1, 1],
      [1, 0, 1, 1],
    ]);
    expect(checkRejectedShare(two, 0.01)).toMatchObject({
      code: "REJECTED_SHARE",
      params: { rejected: 2, read: 101, limit: 0.01 },
      severity: "error",
    });
  });

  it("flags a paper whose marks are all equal, and a school's where others differ", () => {
    const equal = intakeOf([
      [0, 0, 1, 0, 90],
      [1, 1, 1, 0, 90],
      [2, 1, 1, 0, "absent"],
      [0, 0, 1, 1, 70],
      [1, 0, 1, 1, 70],
      [2, 1, 1, 1, 71],
    ]);
    expect(checkEqualMarks(equal, 2)).toMatchObject([
      { code: "MARKS_ALL_EQUAL", params: { test: "exit", subject: "chinese" }, severity: "warning" },
      { code: "MARKS_ALL_EQUAL_IN_SCHOOL", params: { test: "exit", subject: "math", school: "A", n: 2 } },
    ]);
    expect(checkEqualMarks(equal, 3)).toHaveLength(1);
  });
});
