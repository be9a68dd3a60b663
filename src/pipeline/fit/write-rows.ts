import { writeFileSync } from "node:fs";
import { tableFromArrays, tableToIPC } from "apache-arrow";
import { invariant } from "../../base/index.ts";
import { column, integer, plus, type SelectNode } from "../../data/sql/index.ts";
import type { Store } from "../../data/store/index.ts";
import { type Design, expectedQuery } from "../../model/design/index.ts";
import type { LinearFit } from "../../model/estimation/index.ts";
import { writeRowFile } from "../output/write-row-file.ts";
import { storeModes } from "../store-modes.ts";

interface FittedRows {
  readonly design: Design;
  readonly fit: LinearFit;
  /** The table's column with the 0-based place of each row in the file. */
  readonly rowColumn: string;
}

const modesTable = "group modes";
const measures = ["expected", "expected_se", "residual", "fitted"] as const;

/**
 * Writes every row's expected score, its standard error, residual and fitted value, in the order of the input; `row`
 * counts data rows from 1. The format is the file name's ending: .csv, .parquet or .arrow. Written beside and renamed.
 */
export async function writeRows(store: Store, rows: FittedRows, out: string): Promise<void> {
  const query = await rowsQuery(store, rows);
  await writeRowFile(out, async (part, format) => {
    if (format === "arrow") writeFileSync(part, await arrowFile(store, query));
    else await store.exportQuery(query, part, format);
  });
}

async function rowsQuery(store: Store, { design, fit, rowColumn }: FittedRows): Promise<SelectNode> {
  const modes = await storeModes(store, modesTable, design, fit);
  const query = expectedQuery(design, fit, { keys: [rowColumn], modes });
  return {
    kind: "select",
    columns: [
      { as: "row", expression: plus(column(rowColumn), integer(1)) },
      ...measures.map((as) => ({ as, expression: column(as) })),
    ],
    from: { kind: "subquery", query: withoutOrder(query), alias: "scored" },
    orderBy: [column(rowColumn)],
  };
}

function withoutOrder(query: SelectNode): SelectNode {
  const { orderBy: _, ...rest } = query;
  return rest;
}

/** The rows as an Arrow IPC file. They enter JavaScript here because the engine writes no Arrow. */
async function arrowFile(store: Store, query: SelectNode): Promise<Uint8Array> {
  const { columns } = await store.query(query);
  const row = columns.row;
  invariant(row.kind === "int32" || row.kind === "int64", "row numbers are integers");
  const doubles = measures.map((name) => {
    const values = columns[name];
    invariant(values.kind === "double", "expected scores are doubles");
    const { missing } = values;
    return [
      name,
      missing === undefined ? values.values : Array.from(values.values, (x, i) => (missing[i] === 1 ? null : x)),
    ];
  });
  return tableToIPC(tableFromArrays({ row: row.values, ...Object.fromEntries(doubles) }), "file");
}
