import { isPresent } from "./duckdb-vectors.ts";
import type { BlockView } from "./types.ts";

/**
 * A text that spreadsheets would run as a formula or command: it begins with = + - @ (of either width), tab or a line end.
 *
 * @see OWASP, CSV Injection
 */
const formulaStart = /^[=+\-@＝＋－＠\t\r\n]/;
const negativeNumber = /^-\d+(\.\d+)?$/;
/** Semicolon and tab divide cells in some countries' spreadsheets: unquoted, what follows could begin a formula. */
const needsQuotes = /[",;\t\r\n]|^ | $/;

/** How the cells of a CSV are written. */
export interface CsvStyle {
  /** Put ' before texts that a spreadsheet would take for a formula. Plain negative numbers stay as they are. */
  readonly neutralise: boolean;
}

/** One text as a CSV cell (RFC 4180). The empty text is "" in quotes, so that it is told from a missing value. */
export function csvText(value: string, style: CsvStyle): string {
  const safe = style.neutralise && formulaStart.test(value) && !negativeNumber.test(value) ? `'${value}` : value;
  return safe === "" || needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A header line with its line end. */
export function csvHeader(names: readonly string[], style: CsvStyle): string {
  return `${names.map((name) => csvText(name, style)).join(",")}\r\n`;
}

/** The lines of a block. Numbers are the shortest texts that read back as the same number; missing is an empty cell. */
export function csvLines(columns: readonly CsvColumn[], rows: number, style: CsvStyle): string {
  const lines: string[] = [];
  const cells: string[] = new Array(columns.length);
  for (let i = 0; i < rows; i++) {
    for (let c = 0; c < columns.length; c++) cells[c] = csvCell(columns[c], i, style);
    lines.push(cells.join(","));
  }
  return rows === 0 ? "" : `${lines.join("\r\n")}\r\n`;
}

/** A block's column and whether its texts are texts of the source (else numbers written out). */
export interface CsvColumn {
  readonly view: BlockView;
  readonly isText: boolean;
  readonly isBoolean: boolean;
}

function csvCell({ view, isText, isBoolean }: CsvColumn, row: number, style: CsvStyle): string {
  if (view.kind === "text") {
    const value = view.at(row);
    if (value === null) return "";
    return isText ? csvText(value, style) : value;
  }
  if (!isPresent(view.present, row)) return "";
  if (isBoolean) return view.values[row] === 0 ? "false" : "true";
  return String(view.values[row]);
}
