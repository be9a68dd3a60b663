import { fail, type Issue, issue } from "../../base/index.ts";
import type { CsvRecord } from "./csv-tokenizer.ts";
import { type LabelBuilder, labelBuilder } from "./label-column.ts";
import { cellText, numberCell, parseNumberInPlace } from "./number-cell.ts";
import { type NumberBuilder, numberBuilder } from "./number-column.ts";
import { notFiniteIssue, type ReadColumns } from "./read-columns.ts";
import { type CsvFile, readCsvRows } from "./read-csv.ts";
import type { ColumnRole } from "./table-roles.ts";

/** How one column is read in this pass. */
type Sink =
  | { readonly kind: "label"; readonly cell: number; readonly builder: LabelBuilder }
  | {
      readonly kind: "number";
      readonly cell: number;
      readonly builder: NumberBuilder;
      readonly role: ColumnRole;
      notFinite: number;
      notFiniteRow: number;
    };

/** Thrown inside a pass: these columns hold texts after all, and the file is read again. */
class TextFound extends Error {
  readonly roles: readonly ColumnRole[];

  constructor(roles: readonly ColumnRole[]) {
    super("a column holds texts");
    this.roles = roles;
  }
}

/**
 * Reads columns of a CSV file. A column of role `auto` is read as numbers; where a text turns up, the file is read again
 * with that column as labels (mostly in its first row).
 *
 * @param cells where each role's column stands in the file
 */
export async function readCsvColumns(
  csv: CsvFile,
  roles: readonly ColumnRole[],
  cells: readonly number[],
): Promise<ReadColumns> {
  const labels = new Set(roles.filter((role) => role.role === "label"));
  for (;;) {
    try {
      return await readOnce(csv, roles, cells, labels);
    } catch (error) {
      if (!(error instanceof TextFound)) throw error;
      for (const role of error.roles) labels.add(role);
    }
  }
}

async function readOnce(
  csv: CsvFile,
  roles: readonly ColumnRole[],
  cells: readonly number[],
  labels: ReadonlySet<ColumnRole>,
): Promise<ReadColumns> {
  const { shown } = csv.file;
  const issues: Issue[] = [];
  const sinks = roles.map((role, r): Sink => {
    const name = role.as ?? role.column;
    if (labels.has(role)) return { kind: "label", cell: cells[r], builder: labelBuilder(name) };
    return { kind: "number", cell: cells[r], builder: numberBuilder(name, false), role, notFinite: 0, notFiniteRow: 0 };
  });
  let rows = 0;
  let read = 0;
  await readCsvRows(csv, (record) => {
    read++;
    if (record.cells !== csv.columns.length) {
      const params = { expected: csv.columns.length, found: record.cells };
      issues.push(issue("ROW_WIDTH", params, { file: shown, row: record.row }, "warning"));
      return;
    }
    addRow(sinks, record, shown);
    rows++;
  });
  if (rows === 0) fail("HEADER_ONLY", { path: shown }, { file: shown });
  for (const sink of sinks) {
    if (sink.kind === "number" && sink.notFinite > 0) {
      issues.push(notFiniteIssue(csv.file, sink.role.column, sink.notFinite, sink.notFiniteRow));
    }
  }
  return { columns: sinks.map((sink) => sink.builder.finish()), rows, read, issues };
}

const parsed = numberCell();

function addRow(sinks: readonly Sink[], record: CsvRecord, shown: string): void {
  const { bytes, starts, ends } = record;
  for (const sink of sinks) {
    const start = starts[sink.cell];
    const end = ends[sink.cell];
    if (sink.kind === "label") {
      if (isMissing(bytes, start, end)) sink.builder.addMissing();
      else sink.builder.addBytes(bytes, start, end);
      continue;
    }
    parseNumberInPlace(bytes, start, end, parsed);
    if (parsed.kind === "number") sink.builder.addDecimal(parsed);
    else if (parsed.kind === "missing") sink.builder.addMissing();
    else if (parsed.kind === "nan") {
      sink.builder.addMissing();
      if (sink.notFinite++ === 0) sink.notFiniteRow = record.row;
    } else refuseText(sinks, record, shown);
  }
}

/** Nothing and NA, as R reads them. */
function isMissing(bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  return length === 0 || (length === 2 && bytes[start] === 78 && bytes[start + 1] === 65);
}

/** A text where a number was read: wrong for `number`, the sign of a text column for `auto`. */
function refuseText(sinks: readonly Sink[], record: CsvRecord, shown: string): never {
  const { bytes, starts, ends, row } = record;
  const texts: ColumnRole[] = [];
  for (const sink of sinks) {
    if (sink.kind === "label") continue;
    parseNumberInPlace(bytes, starts[sink.cell], ends[sink.cell], parsed);
    if (parsed.kind !== "other") continue;
    const { column, role } = sink.role;
    const value = cellText(bytes, starts[sink.cell], ends[sink.cell]);
    if (role === "number") fail("VARIABLE_NOT_NUMERIC", { name: column, value, row }, { file: shown, row, column });
    texts.push(sink.role);
  }
  throw new TextFound(texts);
}
