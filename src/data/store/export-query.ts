import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import type { DuckDBResult } from "@duckdb/node-api";
import { type CsvColumn, csvHeader, csvLines } from "./csv-cells.ts";
import { readVector } from "./duckdb-vectors.ts";

/** Writes a query's rows as CSV (UTF-8, RFC 4180, formulas neutralised), block by block; gives their number. */
export async function writeCsv(result: DuckDBResult, path: string): Promise<number> {
  const file = await open(path, "w");
  try {
    const style = { neutralise: true };
    await file.appendFile(csvHeader(result.columnNames(), style));
    return await forEachBlock(result, (columns, rows) => file.appendFile(csvLines(columns, rows, style)));
  } finally {
    await file.close();
  }
}

/** SHA-256 (hex) of a query's rows written as CSV without any neutralisation: equal only for equal rows. */
export async function hashRows(result: DuckDBResult): Promise<string> {
  const hash = createHash("sha256");
  const style = { neutralise: false };
  const types = result.columnTypes().map(String).join(",");
  hash.update(`${types}\r\n${csvHeader(result.columnNames(), style)}`);
  await forEachBlock(result, async (columns, rows) => {
    hash.update(csvLines(columns, rows, style));
  });
  return hash.digest("hex");
}

async function forEachBlock(
  result: DuckDBResult,
  onBlock: (columns: readonly CsvColumn[], rows: number) => Promise<void>,
): Promise<number> {
  const types = result.columnTypes().map(String);
  let total = 0;
  for (let chunk = await result.fetchChunk(); chunk !== null; chunk = await result.fetchChunk()) {
    const rows = chunk.rowCount;
    if (rows === 0) break;
    const current = chunk;
    const columns = types.map((type, c) => ({
      view: readVector(current, c),
      isText: type === "VARCHAR",
      isBoolean: type === "BOOLEAN",
    }));
    await onBlock(columns, rows);
    total += rows;
  }
  return total;
}
