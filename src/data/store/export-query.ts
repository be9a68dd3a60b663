import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import type { DuckDBResult } from "@duckdb/node-api";
import { compareBytes } from "../../base/index.ts";
import { quoteName, quoteText } from "../sql/index.ts";
import { type CsvColumn, csvHeader, csvLines } from "./csv-cells.ts";
import { readVector } from "./duckdb-vectors.ts";
import type { Session } from "./session.ts";
import type { Store } from "./types.ts";

/** What a store writes out: files of a query's rows, and fingerprints of tables. */
export function exports(session: Session, columns: Store["columns"]): Pick<Store, "exportQuery" | "tableHash"> {
  const { run, stream, render } = session;
  return {
    async exportQuery(node, path, format) {
      if (format === "csv") return stream(render(node), (result) => writeCsv(result, path));
      const sql = `COPY (${render(node)}) TO ${quoteText(path)} (FORMAT parquet, COMPRESSION zstd)`;
      const [[rows]] = await (await run(sql)).getRows();
      return Number(rows);
    },
    async tableHash(name, keyColumns) {
      const names = (await columns(name)).map((one) => one.name).sort(compareBytes);
      const list = (some: readonly string[]) => some.map(quoteName).join(", ");
      const sql = `SELECT ${list(names)} FROM ${quoteName(name)} ORDER BY ${list(keyColumns)}`;
      return stream(sql, hashRows);
    },
  };
}

/** Writes a query's rows as CSV (UTF-8, RFC 4180, formulas neutralised), block by block; gives their number. */
async function writeCsv(result: DuckDBResult, path: string): Promise<number> {
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
async function hashRows(result: DuckDBResult): Promise<string> {
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
