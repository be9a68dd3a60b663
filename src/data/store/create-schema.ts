import type { TableDefinition } from "../schema/index.ts";
import type { Store } from "./types.ts";

/** Makes those of the tables that do not exist yet (`studyTables` of data/schema). Existing ones are left as they are. */
export async function createSchema(store: Store, tables: readonly TableDefinition[]): Promise<void> {
  const existing = new Set(await store.tables());
  for (const table of tables) {
    if (existing.has(table.name)) continue;
    const columns = table.columns.map((column) => ({ ...column, nullable: column.nullable === true }));
    await store.createTable(table.name, columns);
  }
}
