import type { Issue } from "../../base/index.ts";
import type { MarkStatus } from "./sources.ts";

/** Statuses as the store writes them. */
export const statusCodes: Readonly<Record<MarkStatus, number>> = {
  valid: 0,
  absent: 1,
  violation: 2,
  exempt: 3,
  missing: 4,
};

/** An attribute of students or schools: a code for each of them, −1 where it is missing. */
export interface CodedAttribute {
  readonly name: string;
  readonly levels: readonly string[];
  readonly codes: Int32Array;
}

/** Students or schools in label order: code i is labels[i]. */
export interface Roster {
  readonly labels: readonly string[];
  readonly attributes: readonly CodedAttribute[];
}

/** A file that was read. */
export interface InputFile {
  /** Absolute path. */
  readonly path: string;
  /** The path as the user wrote it. */
  readonly shown: string;
  /** SHA-256 (hex) of its bytes as they lie on disk. */
  readonly sha256: string;
  readonly bytes: number;
}

/** Cells of marks: read = taken + rejected. */
export interface MarkCounts {
  readonly read: number;
  readonly taken: number;
  readonly rejected: number;
}

/** One file of marks and what came of it. */
export interface MarksFile {
  /** Id of the source. */
  readonly source: string;
  readonly file: InputFile;
  readonly rows: {
    readonly read: number;
    /** Rows with no rejected cell. */
    readonly taken: number;
    /** Rows of which something was not stored as it stood: a contradicting attribute. */
    readonly changed: number;
    /** Rows with a rejected cell. */
    readonly rejected: number;
  };
  readonly marks: MarkCounts;
  /** By column of marks, in the source's order. */
  readonly columns: readonly ({ readonly column: string } & MarkCounts)[];
}

/** Marks in the order of student, test, subject, each a code of its roster. One row for each mark that was taken. */
export interface ScoreColumns {
  readonly rows: number;
  readonly student: Int32Array;
  readonly school: Int32Array;
  readonly test: Int32Array;
  readonly subject: Int32Array;
  /** Integer of 10^−decimals points of its paper; 0 where missing. */
  readonly mark: BigInt64Array;
  /** 1 where there is no mark. */
  readonly missing: Uint8Array;
  /** Codes of `statusCodes`. */
  readonly status: Int32Array;
  /** Which file (index in `files`) and which of its rows it came from. */
  readonly file: Int32Array;
  readonly sourceRow: Int32Array;
}

/** Rejected cells of known students and schools: they are due, but have no mark. In the order of their reading. */
export interface RejectedCells {
  readonly student: Int32Array;
  readonly school: Int32Array;
  readonly test: Int32Array;
  readonly subject: Int32Array;
}

/** Everything that a study's sources hold. Codes are in label order, so they don't depend on the order of rows or files. */
export interface MarksIntake {
  /** Labels are the source's own student numbers (see `studentLabel`). */
  readonly students: Roster;
  readonly schools: Roster & { readonly names: readonly (string | null)[] };
  /** Code → id, for all tests and subjects of the study. */
  readonly tests: readonly string[];
  readonly subjects: readonly string[];
  readonly scores: ScoreColumns;
  readonly rejectedCells: RejectedCells;
  readonly files: readonly MarksFile[];
  /** The list of schools, where there is one. */
  readonly registerFile: InputFile | null;
  readonly issues: readonly Issue[];
  readonly marks: MarkCounts;
  /** Rejected of all cells that were read. */
  readonly rejectedShare: number;
}
