import { writeFileSync } from "node:fs";
import { tableFromArrays, tableToIPC } from "apache-arrow";
import { fail, invariant } from "../../base/index.ts";
import { column } from "../../data/sql/index.ts";
import type { ColumnDefinition, Store } from "../../data/store/index.ts";
import { writeRowFile } from "../output/write-row-file.ts";

/** One column to be written. In numbers NaN is missing; in texts null. */
export interface WrittenColumn {
  readonly name: string;
  readonly values: Float64Array | readonly (string | null)[];
  /** Written as an integer. */
  readonly whole?: boolean;
}

const tableName = "written rows";
/** The place of a row, by which they are ordered. Told apart from headings, which are written as they stand. */
const placeName = "place of the row";

/**
 * Writes columns as a table file, in the order of their rows. The format is the name's ending: .csv, .parquet or .arrow.
 * Written beside and renamed.
 *
 * @throws NAMES_CLASH where the engine takes two headings for one, OUTPUT_UNWRITABLE
 */
export async function writeTable(store: Store, columns: readonly WrittenColumn[], out: string): Promise<void> {
  refuseClashes(columns);
  await writeRowFile(out, async (part, format) => {
    if (format === "arrow") writeFileSync(part, arrowFile(columns));
    else await exportColumns(store, columns, part, format);
  });
}

async function exportColumns(
  store: Store,
  columns: readonly WrittenColumn[],
  path: string,
  format: "csv" | "parquet",
): Promise<void> {
  const rows = columns[0].values.length;
  const names = columns.map((one) => one.name);
  await store.drop(tableName);
  await store.createTable(tableName, [
    { name: placeName, type: "integer" },
    ...columns.map(({ name, values, whole }): ColumnDefinition => {
      const number = whole === true ? "integer" : "double";
      return { name, type: values instanceof Float64Array ? number : "text" };
    }),
  ]);
  await store.insertColumns(
    tableName,
    {
      [placeName]: { kind: "int32", values: Int32Array.from({ length: rows }, (_, i) => i) },
      ...Object.fromEntries(columns.map((one) => [one.name, storedColumn(one)] as const)),
    },
    rows,
  );
  await store.exportQuery(
    {
      kind: "select",
      columns: names.map((name) => ({ as: name, expression: column(name) })),
      from: { kind: "table", name: tableName },
      orderBy: [column(placeName)],
    },
    path,
    format,
  );
  await store.drop(tableName);
}

function storedColumn({ values, whole }: WrittenColumn) {
  if (!(values instanceof Float64Array)) return { kind: "text", values } as const;
  const missing = Uint8Array.from(values, (value) => (Number.isNaN(value) ? 1 : 0));
  const filled = values.map((value) => (Number.isNaN(value) ? 0 : value));
  if (whole === true) return { kind: "int32", values: Int32Array.from(filled), missing } as const;
  return { kind: "double", values: filled, missing } as const;
}

function arrowFile(columns: readonly WrittenColumn[]): Uint8Array {
  const arrays = columns.map(({ name, values }) => [
    name,
    values instanceof Float64Array ? Array.from(values, (value) => (Number.isNaN(value) ? null : value)) : [...values],
  ]);
  return tableToIPC(tableFromArrays(Object.fromEntries(arrays)), "file");
}

function refuseClashes(columns: readonly WrittenColumn[]): void {
  const seen = new Map<string, string>();
  for (const { name } of columns) {
    const folded = name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
    const first = seen.get(folded);
    if (first !== undefined) fail("NAMES_CLASH", { first, second: name }, { column: name });
    invariant(folded !== placeName, "a heading is not our own name");
    seen.set(folded, name);
  }
}
