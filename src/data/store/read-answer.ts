import type { DuckDBResult } from "@duckdb/node-api";
import { Bug, invariant } from "../../base/index.ts";
import { isPresent, readVector } from "./duckdb-vectors.ts";
import type { Answer, AnswerColumn } from "./engine.ts";
import type { BlockView } from "./types.ts";

/** Collects a query's blocks into whole columns. Values at missing rows are 0, so that equal answers have equal bytes. */
export async function readAnswer(result: DuckDBResult, rowLimit: number): Promise<Answer> {
  const names = result.columnNames();
  invariant(new Set(names).size === names.length, "the columns of a query have names of their own");
  const builders: (ColumnBuilder | undefined)[] = names.map(() => undefined);
  let rows = 0;
  for (let chunk = await result.fetchChunk(); chunk !== null; chunk = await result.fetchChunk()) {
    const count = chunk.rowCount;
    if (count === 0) break;
    if (rows + count > rowLimit) throw new Bug(`a query answered more than ${rowLimit} rows`);
    for (let c = 0; c < names.length; c++) {
      const view = readVector(chunk, c);
      const builder = builders[c] ?? makeBuilder(view.kind);
      builders[c] = builder;
      builder.add(view, count);
    }
    rows += count;
  }
  const columns = names.map((name, c) => [name, (builders[c] ?? emptyBuilder(result, c)).finish()] as const);
  return { rows, columns: Object.fromEntries(columns) };
}

interface ColumnBuilder {
  add(view: BlockView, rows: number): void;
  finish(): AnswerColumn;
}

function emptyBuilder(result: DuckDBResult, column: number): ColumnBuilder {
  const type = result.columnType(column).toString();
  if (/^(BOOLEAN|U?TINYINT|U?SMALLINT|INTEGER)$/.test(type)) return makeBuilder("int32");
  if (type === "BIGINT") return makeBuilder("int64");
  return makeBuilder(/^(DOUBLE|FLOAT|UINTEGER)$/.test(type) ? "double" : "text");
}

function makeBuilder(kind: BlockView["kind"]): ColumnBuilder {
  switch (kind) {
    case "text":
      return textBuilder();
    case "int64":
      return wideBuilder();
    default:
      return numberBuilder(kind);
  }
}

function textBuilder(): ColumnBuilder {
  const values: (string | null)[] = [];
  return {
    add(view, rows) {
      invariant(view.kind === "text", "a column keeps its kind");
      for (let i = 0; i < rows; i++) values.push(view.at(i));
    },
    finish: () => ({ kind: "text", values }),
  };
}

function wideBuilder(): ColumnBuilder {
  let values = new BigInt64Array(2048);
  const missing = missingBuilder();
  let rows = 0;
  return {
    add(view, count) {
      invariant(view.kind === "int64", "a column keeps its kind");
      if (rows + count > values.length) values = grown(values, new BigInt64Array(2 * (rows + count)));
      values.set(view.values.subarray(0, count), rows);
      missing.add(view.present, count, rows, (row) => {
        values[row] = 0n;
      });
      rows += count;
    },
    finish: () => ({ kind: "int64", values: values.slice(0, rows), ...missing.finish(rows) }),
  };
}

function numberBuilder(kind: "int32" | "double"): ColumnBuilder {
  const make = (n: number) => (kind === "int32" ? new Int32Array(n) : new Float64Array(n));
  let values = make(2048);
  const missing = missingBuilder();
  let rows = 0;
  return {
    add(view, count) {
      invariant(view.kind === kind, "a column keeps its kind");
      if (rows + count > values.length) {
        const wider = make(2 * (rows + count));
        wider.set(values);
        values = wider;
      }
      values.set(view.values, rows);
      missing.add(view.present, count, rows, (row) => {
        values[row] = 0;
      });
      rows += count;
    },
    finish() {
      const kept = values.slice(0, rows);
      const absent = missing.finish(rows);
      if (kept instanceof Int32Array) return { kind: "int32", values: kept, ...absent };
      return { kind: "double", values: kept, ...absent };
    },
  };
}

function grown(from: BigInt64Array, to: BigInt64Array<ArrayBuffer>): BigInt64Array<ArrayBuffer> {
  to.set(from);
  return to;
}

/** Collects which rows are missing; gives nothing where none is. */
function missingBuilder() {
  const rows: number[] = [];
  return {
    add(present: Uint8Array | null, count: number, offset: number, clear: (row: number) => void): void {
      if (present === null) return;
      for (let i = 0; i < count; i++) {
        if (isPresent(present, i)) continue;
        rows.push(offset + i);
        clear(offset + i);
      }
    },
    finish(total: number): { missing?: Uint8Array } {
      if (rows.length === 0) return {};
      const missing = new Uint8Array(total);
      for (const row of rows) missing[row] = 1;
      return { missing };
    },
  };
}
