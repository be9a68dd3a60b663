import { fail, type Issue, invariant } from "../../base/index.ts";
import type { StoredTable } from "../schema/index.ts";
import type { Store } from "../store/index.ts";
import { blockRows } from "./column-builder.ts";
import type { ReadColumns } from "./read-columns.ts";
import { openCsv } from "./read-csv.ts";
import { readCsvColumns } from "./read-csv-columns.ts";
import { readParquetColumns } from "./read-parquet-columns.ts";
import { type FileSource, openTableFile, type TableFile } from "./table-file.ts";
import { type ColumnRole, findColumns } from "./table-roles.ts";

/** One table read into the store. */
export interface TableIntake {
  readonly table: StoredTable;
  /** The store's column (not among the table's columns) with the 0-based place of each stored row in the file. */
  readonly rowColumn: string;
  readonly file: TableFile;
  /** All headings of the file. */
  readonly columns: readonly string[];
  /** Rows below the header. */
  readonly read: number;
  /** Rows that were not stored; each is in `issues`. */
  readonly rejected: number;
  readonly issues: readonly Issue[];
}

export interface ReadTableOptions {
  /** Name of the table in the store. Default "data". */
  readonly name?: string;
  /** False: doubles of a Parquet file are not tested for being decimals. Default true. */
  readonly fixedPoint?: boolean;
}

/** A file and its headings, to decide on roles. @throws as `openTableFile`, and the faults of a header */
export async function readHeadings(
  store: Store,
  source: FileSource,
): Promise<{ readonly file: TableFile; readonly columns: readonly string[] }> {
  const file = await openTableFile(source);
  if (file.format !== "parquet") return { file, columns: (await openCsv(file)).columns };
  return { file, columns: (await store.describeParquet(file.path)).map((one) => one.name) };
}

/**
 * Reads the columns of a CSV or Parquet file that are named by roles into a table of the store: numbers as integers of a
 * unit, texts as codes. Nothing is rounded but what the column's `exact: false` says.
 *
 * @throws COLUMN_UNKNOWN, VARIABLE_NOT_NUMERIC, HEADER_ONLY, NAMES_CLASH and the faults of a file
 */
export async function readTable(
  store: Store,
  source: FileSource,
  roles: readonly ColumnRole[],
  options: ReadTableOptions = {},
): Promise<TableIntake> {
  const file = await openTableFile(source);
  refuseClashes(roles, file.shown);
  const fixedPoint = options.fixedPoint ?? true;
  const csv = file.format === "parquet" ? null : await openCsv(file);
  const described = csv === null ? await store.describeParquet(file.path) : null;
  const columns = csv?.columns ?? (described ?? []).map((one) => one.name);
  const wanted = roles.map((role) => role.column);
  const indices = findColumns(columns, wanted, file.shown);
  const result =
    csv !== null
      ? await readCsvColumns(csv, roles, indices)
      : await readParquetColumns(store, file, described ?? [], roles, fixedPoint);
  const name = options.name ?? "data";
  const rowColumn = await storeColumns(store, name, result);
  const table: StoredTable = { name, rows: result.rows, columns: result.columns.map((one) => one.stored) };
  const { read, issues, rows } = result;
  return { table, rowColumn, file, columns, read, rejected: read - rows, issues };
}

/** The engine takes names that differ only in the case of ASCII letters for the same. */
function refuseClashes(roles: readonly ColumnRole[], shown: string): void {
  const seen = new Map<string, string>();
  for (const role of roles) {
    const name = role.as ?? role.column;
    const folded = foldCase(name);
    const first = seen.get(folded);
    invariant(first !== name, `the stored name ${name} is given twice`);
    if (first !== undefined) fail("NAMES_CLASH", { first, second: name }, { file: shown, column: name });
    seen.set(folded, name);
  }
}

function foldCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

async function storeColumns(store: Store, name: string, { columns, rows }: ReadColumns): Promise<string> {
  const taken = new Set(columns.map((one) => foldCase(one.stored.name)));
  let rowColumn = "row";
  while (taken.has(rowColumn)) rowColumn += "_";
  await store.createTable(name, [
    { name: rowColumn, type: "integer" },
    ...columns.map((one) => ({ name: one.stored.name, type: one.type })),
  ]);
  const writer = await store.openWriter(name);
  try {
    const numbers = new Int32Array(Math.min(rows, blockRows));
    for (let start = 0, block = 0; start < rows; start += blockRows, block++) {
      const count = Math.min(blockRows, rows - start);
      for (let i = 0; i < count; i++) numbers[i] = start + i;
      writer.append([{ kind: "int32", values: numbers }, ...columns.map((one) => one.blocks[block])], count);
    }
  } finally {
    writer.close();
  }
  return rowColumn;
}
