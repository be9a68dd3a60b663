import { compareBytes, invariant } from "../../base/index.ts";
import { duckdbDialect, quoteName, quoteText, renderExpression } from "../sql/index.ts";
import type { Session } from "./session.ts";
import { tableWriter } from "./table-writer.ts";
import type { BlockColumn, ColumnDefinition, FileColumn, Store, TableWriter } from "./types.ts";

/** What a store does with whole tables. */
export type TableStatements = Pick<
  Store,
  | "createTable"
  | "openWriter"
  | "insertColumns"
  | "createTableAs"
  | "insertFrom"
  | "createView"
  | "clear"
  | "deleteWhere"
  | "drop"
  | "tables"
  | "columns"
>;

/** The table statements of a session. */
export function tableStatements(session: Session): TableStatements {
  const { run, render } = session;
  return {
    async createTable(name, columns) {
      await run(`CREATE TABLE ${quoteName(name)} (${columns.map(columnSql).join(", ")})`);
    },
    openWriter: (name) => openWriter(session, name),
    insertColumns: (name, columns, rows) => insertColumns(session, name, columns, rows),
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
      const kind = await relationKind(session, name);
      if (kind !== null) await run(`DROP ${kind} ${quoteName(name)}`);
    },
    async tables() {
      const result = await run("SELECT table_name FROM information_schema.tables WHERE table_schema = 'main'");
      return (await result.getRows()).map(([name]) => String(name)).sort(compareBytes);
    },
    columns: (name) => describe(session, name),
  };
}

/** What stands under a name. */
export async function relationKind({ run }: Session, name: string): Promise<"TABLE" | "VIEW" | null> {
  const wanted = quoteText(name);
  const sql = `SELECT table_type FROM information_schema.tables WHERE table_schema = 'main' AND table_name = ${wanted}`;
  const [row] = await (await run(sql)).getRows();
  if (row === undefined) return null;
  return row[0] === "VIEW" ? "VIEW" : "TABLE";
}

function columnSql(column: ColumnDefinition): string {
  const type = duckdbDialect.types[column.type];
  return `${quoteName(column.name)} ${type}${column.nullable === false ? " NOT NULL" : ""}`;
}

async function describe({ run }: Session, name: string): Promise<FileColumn[]> {
  const rows = await (await run(`DESCRIBE ${quoteName(name)}`)).getRows();
  return rows.map(([column, type]) => ({ name: String(column), type: String(type) }));
}

/** Holds the session's turn until the writer is closed. */
async function openWriter({ connection, inTurn }: Session, name: string): Promise<TableWriter> {
  return new Promise((resolve, reject) => {
    inTurn(async () => {
      const appender = await connection.createAppender(name);
      await new Promise<void>((done) => resolve(tableWriter(appender, done)));
    }).catch(reject);
  });
}

async function insertColumns(
  session: Session,
  name: string,
  columns: Readonly<Record<string, BlockColumn>>,
  rows: number,
): Promise<void> {
  const definitions = await describe(session, name);
  const known = new Set(definitions.map((one) => one.name));
  for (const given of Object.keys(columns)) invariant(known.has(given), `table ${name} has no column ${given}`);
  const ordered = definitions.map((one) => columns[one.name] ?? allMissing(one, rows));
  const writer = await openWriter(session, name);
  try {
    writer.append(ordered, rows);
  } finally {
    writer.close();
  }
}

function allMissing(column: FileColumn, rows: number): BlockColumn {
  if (column.type === "VARCHAR") return { kind: "text", values: new Array<null>(rows).fill(null) };
  const missing = new Uint8Array(rows).fill(1);
  if (column.type === "DOUBLE") return { kind: "double", values: new Float64Array(rows), missing };
  return { kind: "int32", values: new Int32Array(rows), missing };
}
