import { duckdbDialect } from "../sql/index.ts";
import { exports } from "./export-query.ts";
import { type Database, openDatabase } from "./open-database.ts";
import { publication } from "./publication.ts";
import { readAnswer } from "./read-answer.ts";
import { describeParquet, readParquet } from "./read-parquet.ts";
import { sessionOver } from "./session.ts";
import { tableStatements } from "./table-statements.ts";
import type { Store, StoreOptions } from "./types.ts";

const mostRows = 50_000_000;

/** Opens a database file (or ":memory:") as a store. @throws FILE_UNREADABLE */
export async function openStore(options: StoreOptions): Promise<Store> {
  return storeOver(await openDatabase(options), options);
}

function storeOver(database: Database, options: StoreOptions): Store {
  const { connection, instance } = database;
  const session = sessionOver(connection);
  const statements = tableStatements(session);
  const rowLimit = options.rowLimit ?? mostRows;
  return {
    dialect: duckdbDialect,
    limits: { sumBits: 127, threads: options.threads ?? 2, memory: options.memory ?? "2GB" },
    query: (node) => session.stream(session.render(node), (result) => readAnswer(result, rowLimit)),
    ...statements,
    ...publication(session),
    ...exports(session, statements.columns),
    describeParquet: (path) => describeParquet(session.run, path),
    readParquet: (path, columns, onBlock) => readParquet(instance, path, columns, onBlock),
    async close() {
      if (options.readOnly !== true) await session.run("CHECKPOINT").catch(() => undefined);
      await session.inTurn(async () => {
        connection.closeSync();
        instance.closeSync();
      });
      await database.cleanUp();
    },
  };
}
