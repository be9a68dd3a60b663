import type { Answer, CodedColumn, FixedColumn, StoredTable, Unit } from "../../../src/data/schema/index.ts";
import type { SelectNode } from "../../../src/data/sql/index.ts";
import { type BlockColumn, openStore, type Store } from "../../../src/data/store/index.ts";

/** Columns of a small table for tests: integers with a unit, or texts. */
export type TestColumn =
  | {
      readonly unit?: Unit;
      readonly type?: "smallint" | "integer" | "bigint";
      readonly integers: readonly (bigint | null)[];
    }
  | { readonly texts: readonly (string | null)[] };

export interface TestTable {
  readonly table: StoredTable;
  ask(queries: readonly SelectNode[]): Promise<Answer[]>;
  readonly store: Store;
}

/** Writes columns to an in-memory store and describes them as the reader of files would. */
export async function storeRows(
  columns: Readonly<Record<string, TestColumn>>,
  options: { readonly threads?: number; readonly name?: string } = {},
): Promise<TestTable> {
  const store = await openStore({ path: ":memory:", threads: options.threads ?? 1 });
  const name = options.name ?? "rows";
  const stored = Object.entries(columns).map(([column, content]) => describe(column, content));
  const types = Object.values(columns).map((one) => ("texts" in one ? "integer" : (one.type ?? "bigint")));
  await store.createTable(
    name,
    stored.map((one, k) => ({ name: one.name, type: types[k] })),
  );
  const rows = Math.max(...Object.values(columns).map((one) => ("texts" in one ? one.texts : one.integers).length));
  const blocks = stored.map((one, k) => [one.name, blockOf(one, Object.values(columns)[k])] as const);
  await store.insertColumns(name, Object.fromEntries(blocks), rows);
  return {
    store,
    table: { name, rows, columns: stored },
    async ask(queries) {
      const answers: Answer[] = [];
      for (const query of queries) answers.push(await store.query(query));
      return answers;
    },
  };
}

function describe(name: string, content: TestColumn): FixedColumn | CodedColumn {
  if ("texts" in content) {
    const present = content.texts.filter((one) => one !== null);
    return {
      kind: "coded",
      name,
      levels: [...new Set(present)].sort(),
      missing: content.texts.length - present.length,
    };
  }
  const present = content.integers.filter((one) => one !== null);
  const least = present.reduce((a, b) => (b < a ? b : a), present[0] ?? 0n);
  const most = present.reduce((a, b) => (b > a ? b : a), present[0] ?? 0n);
  const unit = content.unit ?? { base: 10, exponent: 0 };
  return {
    kind: "fixed",
    name,
    unit,
    exact: true,
    min: least,
    max: most,
    missing: content.integers.length - present.length,
  };
}

function blockOf(column: FixedColumn | CodedColumn, content: TestColumn): BlockColumn {
  const values =
    "texts" in content
      ? content.texts.map((text) =>
          text === null || column.kind !== "coded" ? null : BigInt(column.levels.indexOf(text)),
        )
      : content.integers;
  return {
    kind: "int64",
    values: BigInt64Array.from(values, (value) => value ?? 0n),
    missing: Uint8Array.from(values, (value) => (value === null ? 1 : 0)),
  };
}
