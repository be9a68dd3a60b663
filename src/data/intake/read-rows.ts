import { type Issue, issue, nearest, ProjectError } from "../../base/index.ts";
import type { BlockView, Store } from "../store/index.ts";
import type { CsvRecord } from "./csv-tokenizer.ts";
import { cellText, type NumberCell, parseNumberInPlace } from "./number-cell.ts";
import { type CsvFile, openCsv, readCsvRows } from "./read-csv.ts";
import { type FileSource, openTableFile, type TableFile } from "./table-file.ts";

/** One row of a file, by the wanted columns in their order. Valid only inside the callback. */
export interface SourceRow {
  /** As a person counts it: the header of a CSV is row 1; the first row of a Parquet file is row 1. */
  readonly row: number;
  /** The cell's text without outer blanks; "" where the file has none. */
  text(column: number): string;
  /** Parses the cell as a number. */
  numberInPlace(column: number, into: NumberCell): void;
}

/** A file that is open for reading rows. */
export interface RowFile {
  readonly file: TableFile;
  /** Reads all rows; `onWidth` gets those with more or fewer cells than the header. Gives the number of rows seen. */
  read(
    onRow: (row: SourceRow) => void,
    onWidth: (row: number, found: number, expected: number) => void,
  ): Promise<number>;
}

/**
 * Opens a CSV or Parquet file to read some of its columns as texts. All unknown columns are named at once.
 *
 * @throws the faults of a file; COLUMN_UNKNOWN
 */
export async function openRows(store: Store, source: FileSource, wanted: readonly string[]): Promise<RowFile> {
  const file = await openTableFile(source);
  if (file.format === "parquet") {
    const columns = (await store.describeParquet(file.path)).map((one) => one.name);
    refuseUnknown(columns, wanted, file.shown);
    return parquetRows(store, file, wanted);
  }
  const csv = await openCsv(file);
  refuseUnknown(csv.columns, wanted, file.shown);
  return csvRows(csv, wanted);
}

function refuseUnknown(columns: readonly string[], wanted: readonly string[], shown: string): void {
  const known = columns.filter((one) => one !== "");
  const issues = [...new Set(wanted)].flatMap((column): Issue[] => {
    if (columns.includes(column)) return [];
    const near = nearest(column, known);
    const params = near === undefined ? { column, known } : { column, near, known };
    return [issue("COLUMN_UNKNOWN", params, { file: shown, column })];
  });
  if (issues.length > 0) throw new ProjectError(issues);
}

function csvRows(csv: CsvFile, wanted: readonly string[]): RowFile {
  const cells = wanted.map((column) => csv.columns.indexOf(column));
  return {
    file: csv.file,
    async read(onRow, onWidth) {
      let rows = 0;
      let current: CsvRecord | null = null;
      // One object for all rows: making closures for each costs more than reading it.
      const row = {
        row: 0,
        text(column: number): string {
          if (current === null) return "";
          const cell = cells[column];
          return cellText(current.bytes, current.starts[cell], current.ends[cell]).trim();
        },
        numberInPlace(column: number, into: NumberCell): void {
          if (current === null) return;
          const cell = cells[column];
          parseNumberInPlace(current.bytes, current.starts[cell], current.ends[cell], into);
        },
      };
      await readCsvRows(csv, (record) => {
        rows++;
        if (record.cells !== csv.columns.length) {
          onWidth(record.row, record.cells, csv.columns.length);
          return;
        }
        current = record;
        row.row = record.row;
        onRow(row);
      });
      return rows;
    },
  };
}

function parquetRows(store: Store, file: TableFile, wanted: readonly string[]): RowFile {
  const encoder = new TextEncoder();
  return {
    file,
    async read(onRow) {
      let rows = 0;
      let block: readonly BlockView[] = [];
      let at = 0;
      const text = (column: number): string => {
        const view = block[column];
        return view.kind === "text" ? (view.at(at) ?? "").trim() : "";
      };
      const numberInPlace = (column: number, into: NumberCell): void => {
        const bytes = encoder.encode(text(column));
        parseNumberInPlace(bytes, 0, bytes.length, into);
      };
      const row = { row: 0, text, numberInPlace };
      const requests = wanted.map((name) => ({ name, as: "text" as const }));
      await store.readParquet(file.path, requests, (views, count) => {
        block = views;
        for (at = 0; at < count; at++) {
          row.row = rows + at + 1;
          onRow(row);
        }
        rows += count;
      });
      return rows;
    },
  };
}
