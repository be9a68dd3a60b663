import type { DuckDBConnection, DuckDBMaterializedResult, DuckDBResult } from "@duckdb/node-api";
import { compareBytes, invariant } from "../../base/index.ts";
import { duckdbDialect, quoteName, quoteText, renderExpression, renderSelect, type SelectNode } from "../sql/index.ts";
import type { EngineLimits, PublishedRun } from "./engine.ts";
import { hashRows, writeCsv } from "./export-query.ts";
import { type Database, openDatabase } from "./open-database.ts";
import { readAnswer } from "./read-answer.ts";
import { describeParquet, readParquet } from "./read-parquet.ts";
import { tableWriter } from "./table-writer.ts";
import type { BlockColumn, ColumnDefinition, FileColumn, Store, StoreOptions, TableWriter } from "./types.ts";

/** The table with the one row that points to the published run. */
const pointer = "published";

/** Opens a database file (or ":memory:") as a store. @throws FILE_UNREADABLE */
export async function openStore(options: StoreOptions): Promise<Store> {
  return storeOver(await openDatabase(options), options);
}

function storeOver(database: Database, options: StoreOptions): Store {
  const { connection } = database;
  const rowLimit = options.rowLimit ?? 50_000_000;
  const limits: EngineLimits = { sumBits: 127, threads: options.threads ?? 2, memory: options.memory ?? "2GB" };
  // The engine's streaming results die when their connection runs something else: one statement at a time.
  const inTurn = turnstile();
  const run = (sql: string): Promise<DuckDBMaterializedResult> => inTurn(() => connection.run(sql));
  const stream = <T>(sql: string, use: (result: DuckDBResult) => Promise<T>): Promise<T> =>
    inTurn(async () => use(await connection.stream(sql)));
  const render = (node: SelectNode) => renderSelect(node, duckdbDialect);
  let inTransaction = false;

  const store: Store = {
    dialect: duckdbDialect,
    limits,
    query: (node) => stream(render(node), (result) => readAnswer(result, rowLimit)),
    async createTable(name, columns) {
      await run(`CREATE TABLE ${quoteName(name)} (${columns.map(columnSql).join(", ")})`);
    },
    openWriter: (name) => openWriter(connection, inTurn, name),
    async insertColumns(name, columns, rows) {
      const definitions = await store.columns(name);
      const ordered = definitions.map((one) => columns[one.name] ?? allMissing(one, rows));
      const known = new Set(definitions.map((one) => one.name));
      for (const given of Object.keys(columns)) invariant(known.has(given), `table ${name} has no column ${given}`);
      const writer = await store.openWriter(name);
      try {
        writer.append(ordered, rows);
      } finally {
        writer.close();
      }
    },
    async createTableAs(name, node) {
      await run(`CREATE TABLE ${quoteName(name)} AS ${render(node)}`);
    },
    async insertFrom(name, node) {
      const names = node.columns.map((one) => quoteName(one.as)).join(", ");
      await run(`INSERT INTO ${quoteName(name)} (${names}) ${render(node)}`);
    },
    async createView(name, node) {
      await run(`CREATE OR REPLACE VIEW ${quoteName(name)} AS ${render(node)}`);
    },
    async clear(name) {
      await run(`DELETE FROM ${quoteName(name)}`);
    },
    async deleteWhere(name, condition) {
      await run(`DELETE FROM ${quoteName(name)} WHERE ${renderExpression(condition, duckdbDialect)}`);
    },
    async drop(name) {
      const kind = await relationKind(run, name);
      if (kind !== null) await run(`DROP ${kind} ${quoteName(name)}`);
    },
    async tables() {
      const result = await run("SELECT table_name FROM information_schema.tables WHERE table_schema = 'main'");
      return (await result.getRows()).map(([name]) => String(name)).sort(compareBytes);
    },
    columns: (name) => describe(run, name),
    async transaction<T>(work: () => Promise<T>): Promise<T> {
      invariant(!inTransaction, "transactions are not nested");
      inTransaction = true;
      try {
        await run("BEGIN TRANSACTION");
        const result = await work();
        await run("COMMIT");
        return result;
      } catch (error) {
        await run("ROLLBACK").catch(() => undefined);
        throw error;
      } finally {
        inTransaction = false;
      }
    },
    async exportQuery(node, path, format) {
      if (format === "csv") return stream(render(node), (result) => writeCsv(result, path));
      const sql = `COPY (${render(node)}) TO ${quoteText(path)} (FORMAT parquet, COMPRESSION zstd)`;
      const [[rows]] = await (await run(sql)).getRows();
      return Number(rows);
    },
    async tableHash(name, keyColumns) {
      const names = (await store.columns(name)).map((one) => one.name).sort(compareBytes);
      const list = (some: readonly string[]) => some.map(quoteName).join(", ");
      const sql = `SELECT ${list(names)} FROM ${quoteName(name)} ORDER BY ${list(keyColumns)}`;
      return stream(sql, hashRows);
    },
    async publish({ runId }: PublishedRun) {
      const write = async () => {
        await run(`CREATE TABLE IF NOT EXISTS ${pointer} (run_id VARCHAR NOT NULL)`);
        await run(`DELETE FROM ${pointer}`);
        await run(`INSERT INTO ${pointer} VALUES (${quoteText(runId)})`);
      };
      await (inTransaction ? write() : store.transaction(write));
    },
    async published() {
      if ((await relationKind(run, pointer)) === null) return null;
      const [row] = await (await run(`SELECT run_id FROM ${pointer}`)).getRows();
      return row === undefined ? null : String(row[0]);
    },
    describeParquet: (path) => describeParquet(run, path),
    readParquet: (path, columns, onBlock) => readParquet(database.instance, path, columns, onBlock),
    async close() {
      if (options.readOnly !== true) await run("CHECKPOINT").catch(() => undefined);
      await inTurn(async () => {
        connection.closeSync();
        database.instance.closeSync();
      });
      await database.cleanUp();
    },
  };
  return store;
}

type Run = (sql: string) => Promise<DuckDBMaterializedResult>;
type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/** Runs pieces of work one after another, in the order in which they came. */
function turnstile(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}

function columnSql(column: ColumnDefinition): string {
  const type = duckdbDialect.types[column.type];
  return `${quoteName(column.name)} ${type}${column.nullable === false ? " NOT NULL" : ""}`;
}

async function describe(run: Run, name: string): Promise<FileColumn[]> {
  const rows = await (await run(`DESCRIBE ${quoteName(name)}`)).getRows();
  return rows.map(([column, type]) => ({ name: String(column), type: String(type) }));
}

async function relationKind(run: Run, name: string): Promise<"TABLE" | "VIEW" | null> {
  const wanted = quoteText(name);
  const sql = `SELECT table_type FROM information_schema.tables WHERE table_schema = 'main' AND table_name = ${wanted}`;
  const [row] = await (await run(sql)).getRows();
  if (row === undefined) return null;
  return row[0] === "VIEW" ? "VIEW" : "TABLE";
}

/** Holds the store's turn until the writer is closed. */
async function openWriter(connection: DuckDBConnection, inTurn: InTurn, name: string): Promise<TableWriter> {
  return new Promise((resolve, reject) => {
    inTurn(async () => {
      const appender = await connection.createAppender(name);
      await new Promise<void>((done) => resolve(tableWriter(appender, done)));
    }).catch(reject);
  });
}

function allMissing(column: FileColumn, rows: number): BlockColumn {
  if (column.type === "VARCHAR") return { kind: "text", values: new Array<null>(rows).fill(null) };
  const missing = new Uint8Array(rows).fill(1);
  if (column.type === "DOUBLE") return { kind: "double", values: new Float64Array(rows), missing };
  return { kind: "int32", values: new Int32Array(rows), missing };
}
