import { renameSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { tableFromArrays, tableToIPC } from "apache-arrow";
import { fail, invariant } from "../../base/index.ts";
import { column, integer, plus, type SelectNode } from "../../data/sql/index.ts";
import type { Store } from "../../data/store/index.ts";
import { type Design, expectedQuery } from "../../model/design/index.ts";
import type { LinearFit } from "../../model/estimation/index.ts";
import { effectsOfGroups } from "../../value-added/effects/index.ts";

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
  const format = /\.(csv|parquet|arrow)$/i.exec(out)?.[1].toLowerCase();
  if (format === undefined) fail("OPTION_VALUE", { option: "--out", value: out, expected: ".csv, .parquet, .arrow" });
  const path = resolve(out);
  const part = `${path}.part`;
  const query = await rowsQuery(store, rows);
  try {
    if (format === "arrow") writeFileSync(part, await arrowFile(store, query));
    else await store.exportQuery(query, part, format === "csv" ? "csv" : "parquet");
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    fail("OUTPUT_UNWRITABLE", { path: out, reason: error instanceof Error ? error.message : String(error) });
  }
}

async function rowsQuery(store: Store, { design, fit, rowColumn }: FittedRows): Promise<SelectNode> {
  const modes = await storeModes(store, design, fit);
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

/** Puts the groups' modes into a small table by code. Null where the model has no group. */
async function storeModes(store: Store, design: Design, fit: LinearFit) {
  if (design.group === null || fit.group === null) return null;
  const effects = effectsOfGroups(fit.group, { zero: "raw", draws: 0, seed: 0 });
  const codeOf = new Map(design.group.labels.map((label, code) => [label, code]));
  const codes = Int32Array.from(effects.labels, (label) => {
    const code = codeOf.get(label);
    invariant(code !== undefined, "a group of the fit is a level of its factor");
    return code;
  });
  await store.createTable(modesTable, [
    { name: "code", type: "integer" },
    { name: "mode", type: "double" },
  ]);
  const columns = {
    code: { kind: "int32", values: codes },
    mode: { kind: "double", values: effects.shrunken },
  } as const;
  await store.insertColumns(modesTable, columns, codes.length);
  return { table: modesTable, code: "code", mode: "mode" };
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
