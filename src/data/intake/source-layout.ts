import type { LongSource, Source, WideSource } from "../schema/index.ts";
import type { PaperIndex } from "./paper-index.ts";

/** The columns of a source by what they are for; each number is a place in `columns`. */
export interface SourceLayout {
  readonly columns: readonly string[];
  /** The columns of the student's number and of what it is unique within; null where each row is a student. */
  readonly student: { readonly number: number; readonly within: number | null } | null;
  readonly school: number;
  readonly studentAttributes: readonly AttributeColumn[];
  readonly schoolAttributes: readonly AttributeColumn[];
  readonly marks: MarkColumns;
}

export interface AttributeColumn {
  /** Place among all attributes of students (or schools) of the study. */
  readonly attribute: number;
  readonly column: number;
}

export type MarkColumns =
  /** `paper`: its place in the index. */
  | { readonly kind: "wide"; readonly cells: readonly { readonly column: number; readonly paper: number }[] }
  | {
      readonly kind: "long";
      readonly test: { readonly column: number } | { readonly constant: string };
      readonly subject: { readonly column: number } | { readonly constant: string };
      readonly mark: number;
      readonly status: number | null;
    };

/** Attribute names of all sources (and of a register), in the order in which they are first named. */
export interface AttributeNames {
  readonly student: readonly string[];
  readonly school: readonly string[];
}

/** Lays out a source. The headings are looked for when the file is opened. */
export function layOutSource(source: Source, names: AttributeNames, papers: PaperIndex): SourceLayout {
  const columns: string[] = [];
  const place = (column: string): number => {
    const known = columns.indexOf(column);
    return known >= 0 ? known : columns.push(column) - 1;
  };
  const attributes = (of: Readonly<Record<string, string>>, all: readonly string[]) =>
    Object.entries(of).map(([name, column]) => ({ attribute: all.indexOf(name), column: place(column) }));
  const { student } = source;
  return {
    columns,
    student:
      "eachRow" in student
        ? null
        : { number: place(student.column), within: student.within === undefined ? null : place(student.within) },
    school: place(source.school.column),
    studentAttributes: attributes(source.studentAttributes, names.student),
    schoolAttributes: attributes(source.schoolAttributes, names.school),
    marks: source.layout === "wide" ? wideMarks(source, place, papers) : longMarks(source, place),
  };
}

function wideMarks(source: WideSource, place: (column: string) => number, papers: PaperIndex): MarkColumns {
  const cells = source.marks.map((one) => ({ column: place(one.column), paper: papers.find(one.test, one.subject) }));
  return { kind: "wide", cells };
}

function longMarks(source: LongSource, place: (column: string) => number): MarkColumns {
  const part = (one: LongSource["test"]) =>
    "column" in one ? { column: place(one.column) } : { constant: one.constant };
  return {
    kind: "long",
    test: part(source.test),
    subject: part(source.subject),
    mark: place(source.mark.column),
    status: source.status === undefined ? null : place(source.status.column),
  };
}
