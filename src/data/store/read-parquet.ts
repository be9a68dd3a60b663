import type { DuckDBInstance, DuckDBMaterializedResult } from "@duckdb/node-api";
import { fail } from "../../base/index.ts";
import { quoteName, quoteText } from "../sql/index.ts";
import { readVector } from "./duckdb-vectors.ts";
import type { BlockView, FileColumn, FileColumnRequest } from "./types.ts";

/** The columns of a Parquet file and their types. @throws FILE_UNREADABLE */
export async function describeParquet(
  run: (sql: string) => Promise<DuckDBMaterializedResult>,
  path: string,
): Promise<FileColumn[]> {
  try {
    const rows = await (await run(`DESCRIBE SELECT * FROM read_parquet(${quoteText(path)})`)).getRows();
    return rows.map(([name, type]) => ({ name: String(name), type: String(type) }));
  } catch (error) {
    return unreadable(path, error);
  }
}

/** Streams columns of a Parquet file in row order over a connection of its own, so that the store stays usable. */
export async function readParquet(
  instance: DuckDBInstance,
  path: string,
  columns: readonly FileColumnRequest[],
  onBlock: (columns: readonly BlockView[], rows: number) => void,
): Promise<void> {
  const list = columns.map(({ name, as }, c) => {
    const quoted = quoteName(name);
    return `${as === "text" ? `CAST(${quoted} AS VARCHAR)` : quoted} AS ${quoteName(`c${c}`)}`;
  });
  const connection = await instance.connect();
  try {
    const result = await connection.stream(`SELECT ${list.join(", ")} FROM read_parquet(${quoteText(path)})`);
    for (let chunk = await result.fetchChunk(); chunk !== null; chunk = await result.fetchChunk()) {
      const rows = chunk.rowCount;
      if (rows === 0) break;
      const block = chunk;
      onBlock(
        columns.map((_, c) => readVector(block, c)),
        rows,
      );
    }
  } catch (error) {
    if (error instanceof Error && error.constructor === Error) unreadable(path, error);
    throw error;
  } finally {
    connection.closeSync();
  }
}

function unreadable(path: string, error: unknown): never {
  const detail = (error instanceof Error ? error.message : String(error)).split("\n")[0];
  const fault = /parquet|magic bytes|footer|snappy|zstd/i.test(detail) ? "notParquet" : "other";
  return fail("FILE_UNREADABLE", { path, fault, detail }, { file: path });
}
