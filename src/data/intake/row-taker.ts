import { type Issue, invariant, issue, nearest, type Place } from "../../base/index.ts";
import type { MarkCounts, Source } from "../schema/index.ts";
import { statusCodes } from "../schema/index.ts";
import { faultIssue, markFault, markOf, namedWords, statusOf } from "./mark-cell.ts";
import type { ReadMark } from "./mark-ledger.ts";
import type { MarksReading } from "./marks-reading.ts";
import { numberCell } from "./number-cell.ts";
import type { SourceRow } from "./read-rows.ts";
import type { MarkColumns, SourceLayout } from "./source-layout.ts";
import { studentLabel } from "./student-label.ts";

/** Takes the rows of one source into a reading. */
export interface RowTaker {
  take(row: SourceRow): void;
  rejectWidth(row: number, found: number, expected: number): void;
  counts(): {
    readonly columns: readonly ({ readonly column: string } & MarkCounts)[];
    readonly changed: number;
    readonly rejectedRows: number;
  };
}

/** One cell that is to become a mark: its column among the source's mark columns, and its paper. */
interface MarkCell {
  readonly place: number;
  readonly column: number;
  readonly paper: number;
}

/** Makes a taker. `schoolOf` gives a school's number, or −1 where a register does not know it. */
export function rowTaker(
  reading: MarksReading,
  source: Source,
  file: number,
  layout: SourceLayout,
  sources: readonly Source[],
  schoolOf: (id: string) => number,
): RowTaker {
  const { shown } = source;
  const hasOwnWords = Object.keys(source.statuses).length > 0;
  const cellOf = longCells(reading, layout.marks);
  const columns = markColumnNames(source).map((column) => ({ column, read: 0, rejected: 0 }));
  const wide = layout.marks.kind === "wide" ? layout.marks.cells.map((cell, place) => ({ ...cell, place })) : null;
  let changed = 0;
  let rejectedRows = 0;

  const rejectRow = (problem: Issue): void => {
    reading.issues.push(problem);
    rejectedRows++;
    for (const column of columns) {
      column.read++;
      column.rejected++;
    }
  };

  const take = (row: SourceRow): void => {
    const where = placesIn(shown, row.row, layout.columns);
    const accepted = acceptRow(reading, source, layout, row, wide, cellOf, schoolOf, where);
    if ("code" in accepted) {
      rejectRow(accepted);
      return;
    }
    const { cells, school } = accepted;
    const student = reading.students.numberOf(accepted.label);
    if (noteAttributes(reading, layout, row, student, school, where)) changed++;
    const bad = takeMarks(reading, { source, sources, layout, row, student, school, file, where, hasOwnWords }, cells);
    for (const column of columns) column.read++;
    for (const place of bad) columns[place].rejected++;
    if (bad.length > 0) rejectedRows++;
  };

  return {
    take,
    rejectWidth: (row, found, expected) => rejectRow(issue("ROW_WIDTH", { expected, found }, { file: shown, row })),
    counts: () => ({
      columns: columns.map((one) => ({ ...one, taken: one.read - one.rejected })),
      changed,
      rejectedRows,
    }),
  };
}

type Where = (column?: number) => Place;

function placesIn(file: string, row: number, columns: readonly string[]): Where {
  return (column) => (column === undefined ? { file, row } : { file, row, column: columns[column] });
}

/** Whose row it is and which marks it holds, or why it is rejected as a whole. */
function acceptRow(
  reading: MarksReading,
  source: Source,
  layout: SourceLayout,
  row: SourceRow,
  wide: readonly MarkCell[] | null,
  cellOf: (row: SourceRow, where: Where) => MarkCell | Issue,
  schoolOf: (id: string) => number,
  where: Where,
): { readonly label: string; readonly school: number; readonly cells: readonly MarkCell[] } | Issue {
  const label = labelOf(source, layout, row);
  if (label === null) return issue("STUDENT_MISSING", {}, where(layout.student?.number));
  const schoolId = row.text(layout.school);
  if (schoolId === "" || schoolId === "NA") return issue("SCHOOL_MISSING", {}, where(layout.school));
  const cell = wide === null ? cellOf(row, where) : null;
  if (cell !== null && "code" in cell) return cell;
  const school = schoolOf(schoolId);
  if (school < 0) return unknownSchool(reading, schoolId, where(layout.school));
  return { label, school, cells: cell === null ? (wide ?? []) : [cell] };
}

function markColumnNames(source: Source): string[] {
  return source.layout === "wide" ? source.marks.map((one) => one.column) : [source.mark.column];
}

/** The student's label; null where the number (or what it is unique within) is missing. */
function labelOf(source: Source, { student }: SourceLayout, row: SourceRow): string | null {
  if (student === null) return `${source.id}#${row.row}`;
  const number = row.text(student.number);
  if (number === "" || number === "NA") return null;
  if (student.within === null) return number;
  const within = row.text(student.within);
  return within === "" || within === "NA" ? null : studentLabel(within, number);
}

function unknownSchool(reading: MarksReading, school: string, where: Place): Issue {
  const near = nearest(school, reading.schoolLabels);
  return issue("SCHOOL_UNKNOWN", near === undefined ? { school } : { school, near }, where);
}

/** Gives the paper of a long row, or why there is none. Papers once found are remembered by the row's own words. */
function longCells({ papers }: MarksReading, marks: MarkColumns): (row: SourceRow, where: Where) => MarkCell | Issue {
  const found = new Map<string, Map<string, MarkCell>>();
  return (row, where) => {
    invariant(marks.kind === "long", "a wide source has its cells already");
    const testText = "column" in marks.test ? row.text(marks.test.column) : marks.test.constant;
    const subjectText = "column" in marks.subject ? row.text(marks.subject.column) : marks.subject.constant;
    const known = found.get(testText)?.get(subjectText);
    if (known !== undefined) return known;
    const test = papers.testCalled(testText);
    if (test === undefined) {
      const place = where("column" in marks.test ? marks.test.column : undefined);
      return issue("TEST_UNKNOWN", { test: testText, known: papers.tests }, place);
    }
    const subject = papers.subjectCalled(test, subjectText);
    if (subject === undefined) {
      const place = where("column" in marks.subject ? marks.subject.column : undefined);
      return issue("SUBJECT_UNKNOWN", { subject: subjectText, test, known: papers.subjectsOf(test) }, place);
    }
    const cell = { place: 0, column: marks.mark, paper: papers.find(test, subject) };
    const ofTest = found.get(testText) ?? new Map<string, MarkCell>();
    found.set(testText, ofTest.set(subjectText, cell));
    return cell;
  };
}

/** Notes the attributes; true where one contradicts an earlier row. */
function noteAttributes(
  reading: MarksReading,
  layout: SourceLayout,
  row: SourceRow,
  student: number,
  school: number,
  where: Where,
): boolean {
  const before = reading.issues.length;
  for (const { attribute, column } of layout.studentAttributes) {
    const found = reading.students.note(student, attribute, row.text(column), () => where(column));
    if (found === null) continue;
    const { label, where: place, ...rest } = found;
    reading.issues.push(issue("STUDENT_CONFLICT", { student: label, ...rest }, place, "warning"));
  }
  for (const { attribute, column } of layout.schoolAttributes) {
    const found = reading.schools.note(school, attribute, row.text(column), () => where(column));
    if (found === null) continue;
    const { label, where: place, ...rest } = found;
    reading.issues.push(issue("SCHOOL_CONFLICT", { school: label, ...rest }, place, "warning"));
  }
  return reading.issues.length > before;
}

interface RowContext {
  readonly source: Source;
  readonly sources: readonly Source[];
  readonly layout: SourceLayout;
  readonly row: SourceRow;
  readonly student: number;
  readonly school: number;
  readonly file: number;
  readonly where: Where;
  /** The source has words of its own for statuses. */
  readonly hasOwnWords: boolean;
}

/** Takes a row's marks; gives the places of the mark columns whose cells were rejected. */
function takeMarks(reading: MarksReading, context: RowContext, cells: readonly MarkCell[]): number[] {
  const { student, school, file, row, where } = context;
  const bad: number[] = [];
  const repeats: { readonly cell: MarkCell; readonly first: ReadMark; readonly blank: boolean }[] = [];
  let taken = 0;
  for (const cell of cells) {
    const read = readCell(reading, context, cell);
    if (typeof read !== "number") {
      reading.issues.push(read);
      reading.rejected.push({ student, school, paper: cell.paper });
      bad.push(cell.place);
      continue;
    }
    const value = read === statusCodes.valid ? markOf(parsed, reading.papers.papers[cell.paper].limits.paper) : 0;
    const mark: ReadMark = { student, school, paper: cell.paper, mark: value, status: read, file, row: row.row };
    const added = reading.ledger.add(mark);
    if (added.kind === "new" || added.kind === "blank") taken++;
    else if (added.kind === "conflict")
      reading.conflicts.push(conflictIssue(reading, context, mark, cell, added.first));
    else {
      const first = reading.ledger.at(added.first);
      repeats.push({ cell, first, blank: read === statusCodes.missing });
    }
  }
  // A row that only repeats is one duplicate; in others each repeated mark is one. A blank cell beside new marks is none.
  if (taken === 0 && bad.length === 0 && repeats.length > 0) {
    const named = repeats.find((one) => !one.blank) ?? repeats[0];
    reading.issues.push(duplicateIssue(reading, context, named.cell, named.first, where()));
    bad.push(...repeats.map((one) => one.cell.place));
    return bad;
  }
  for (const { cell, first, blank } of repeats) {
    if (blank) continue;
    reading.issues.push(duplicateIssue(reading, context, cell, first, where(cell.column)));
    bad.push(cell.place);
  }
  return bad;
}

const parsed = numberCell();

/** The status code of a cell, or the issue that rejects it. A valid cell's number is left in `parsed`. */
function readCell({ papers }: MarksReading, context: RowContext, { column, paper }: MarkCell): number | Issue {
  const { source, layout, row, where } = context;
  const own = source.statuses;
  if (layout.marks.kind === "long" && layout.marks.status !== null) {
    const stated = statedStatus(row.text(layout.marks.status), own, layout.marks.status, where);
    if (stated !== statusCodes.valid) return stated;
  }
  const ownStatus = context.hasOwnWords ? ownStatusOf(row.text(column), own) : undefined;
  if (ownStatus !== undefined) return statusCodes[ownStatus];
  row.numberInPlace(column, parsed);
  if (parsed.kind === "number") {
    const { limits } = papers.papers[paper];
    const fault = markFault(parsed, limits);
    return fault === null ? statusCodes.valid : faultIssue(fault, limits.paper, row.text(column), where(column));
  }
  if (parsed.kind !== "other") return statusCodes.missing;
  const word = row.text(column);
  const status = statusOf(word, own);
  if (status !== undefined && status !== "valid") return statusCodes[status];
  return issue("MARK_NOT_A_NUMBER", { value: word }, where(column));
}

/** What a status column says: valid where it says nothing. */
function statedStatus(word: string, own: Source["statuses"], column: number, where: Where): number | Issue {
  const status = word === "" ? "valid" : statusOf(word, own);
  if (status !== undefined) return statusCodes[status];
  return issue("STATUS_UNKNOWN", { value: word, known: [...Object.keys(own), ...namedWords] }, where(column));
}

function ownStatusOf(word: string, own: Source["statuses"]) {
  return Object.hasOwn(own, word) && own[word] !== "valid" ? own[word] : undefined;
}

function duplicateIssue(
  reading: MarksReading,
  { sources, source, layout, row }: RowContext,
  cell: MarkCell,
  first: ReadMark,
  where: Place,
): Issue {
  const { testId: test, subjectId: subject } = reading.papers.papers[cell.paper];
  const student = labelOf(source, layout, row) ?? "";
  const params = { student, test, subject, firstRow: first.row, firstFile: sources[first.file].shown };
  return issue("ROW_DUPLICATE", params, where, "warning");
}

function conflictIssue(
  reading: MarksReading,
  { sources, source, layout, row, where }: RowContext,
  mark: ReadMark,
  cell: MarkCell,
  firstIndex: number,
): Issue {
  const first = reading.ledger.at(firstIndex);
  const { testId: test, subjectId: subject, limits } = reading.papers.papers[cell.paper];
  const student = labelOf(source, layout, row) ?? "";
  const differentSchools = first.school !== mark.school;
  const shown = (one: ReadMark) =>
    markText(one, limits.paper.decimals) + (differentSchools ? ` (${reading.schoolLabels[one.school]})` : "");
  const params = {
    student,
    test,
    subject,
    first: shown(first),
    second: shown(mark),
    firstRow: first.row,
    firstFile: sources[first.file].shown,
  };
  return issue("MARK_CONFLICT", params, where(cell.column));
}

/** A mark as a person writes it, or its status. */
function markText({ mark, status }: ReadMark, decimals: number): string {
  if (status !== statusCodes.valid) {
    return Object.entries(statusCodes).find(([, code]) => code === status)?.[0] ?? "";
  }
  if (decimals === 0) return String(mark);
  const digits = String(Math.abs(mark)).padStart(decimals + 1, "0");
  const text = `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`.replace(/\.?0+$/, "");
  return mark < 0 ? `-${text}` : text;
}
