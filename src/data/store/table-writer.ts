import { type DuckDBAppender, DuckDBDataChunk, type DuckDBType } from "@duckdb/node-api";
import { invariant } from "../../base/index.ts";
import { writeVector } from "./duckdb-vectors.ts";
import type { BlockColumn, TableWriter } from "./types.ts";

/** Rows that the engine takes at a time. */
const blockRows = 2048;

/** A writer over the engine's appender; `onClose` frees the store. */
export function tableWriter(appender: DuckDBAppender, onClose: () => void): TableWriter {
  const types: DuckDBType[] = Array.from({ length: appender.columnCount }, (_, c) => appender.columnType(c));
  const chunk = DuckDBDataChunk.create(types, blockRows);
  let closed = false;
  return {
    append(columns: readonly BlockColumn[], rows: number, from = 0): void {
      invariant(columns.length === types.length, `a row has ${types.length} columns, not ${columns.length}`);
      for (let start = 0; start < rows; start += blockRows) {
        const count = Math.min(blockRows, rows - start);
        chunk.reset();
        chunk.rowCount = count;
        for (let c = 0; c < columns.length; c++) writeVector(chunk, c, columns[c], from + start, count);
        appender.appendDataChunk(chunk);
      }
    },
    close(): void {
      if (closed) return;
      closed = true;
      try {
        appender.closeSync();
      } finally {
        onClose();
      }
    },
  };
}
