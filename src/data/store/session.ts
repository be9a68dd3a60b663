import type { DuckDBConnection, DuckDBMaterializedResult, DuckDBResult } from "@duckdb/node-api";
import { duckdbDialect, renderSelect, type SelectNode } from "../sql/index.ts";

/** One connection on which statements run one after another: a streaming result dies when its connection runs another. */
export interface Session {
  readonly connection: DuckDBConnection;
  run(sql: string): Promise<DuckDBMaterializedResult>;
  /** Runs a query and lets `use` read its blocks; nothing else runs meanwhile. */
  stream<T>(sql: string, use: (result: DuckDBResult) => Promise<T>): Promise<T>;
  /** Runs work of its own in its turn. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  render(node: SelectNode): string;
}

/** A session over a connection. */
export function sessionOver(connection: DuckDBConnection): Session {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
  return {
    connection,
    inTurn,
    run: (sql) => inTurn(() => connection.run(sql)),
    stream: (sql, use) => inTurn(async () => use(await connection.stream(sql))),
    render: (node) => renderSelect(node, duckdbDialect),
  };
}
