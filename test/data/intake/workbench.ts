import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Issue, ProjectError } from "../../../src/base/index.ts";
import type { FileSource } from "../../../src/data/intake/index.ts";
import type { StoredTable } from "../../../src/data/schema/index.ts";
import { column, table } from "../../../src/data/sql/index.ts";
import { type Answer, openStore, type Store } from "../../../src/data/store/index.ts";

/** A folder of its own and a store that may read it. */
export interface Workbench {
  readonly folder: string;
  readonly store: Store;
  /** Writes a file and gives it as a source. */
  write(name: string, content: string | Uint8Array): FileSource;
  close(): Promise<void>;
}

export async function workbench(): Promise<Workbench> {
  const folder = mkdtempSync(join(tmpdir(), "zengzhi-intake-test-"));
  const store = await openStore({ path: ":memory:", allowedDirectories: [folder] });
  return {
    folder,
    store,
    write(name, content) {
      const path = join(folder, name);
      writeFileSync(path, content);
      return { path, shown: name };
    },
    async close() {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The issues with which a call fails. */
export async function issuesOf(call: Promise<unknown>): Promise<readonly Issue[]> {
  const error = await call.then(
    () => null,
    (one: unknown) => one,
  );
  if (error instanceof ProjectError) return error.issues;
  throw error ?? new Error("the call did not fail");
}

/** All stored columns of a table in the order of its rows in the file. */
export async function readBack(store: Store, stored: StoredTable, rowColumn: string): Promise<Answer> {
  return store.query({
    kind: "select",
    columns: stored.columns.map((one) => ({ as: one.name, expression: column(one.name) })),
    from: table(stored.name),
    orderBy: [column(rowColumn)],
  });
}

/** The labels (null: missing) of a coded column. */
export function labelsOf(answer: Answer, stored: StoredTable, name: string): (string | null)[] {
  const found = stored.columns.find((one) => one.name === name);
  const values = answer.columns[name];
  if (found?.kind !== "coded" || values.kind !== "int32") throw new Error(`${name} is not coded`);
  return Array.from(values.values, (code, i) => (values.missing?.[i] === 1 ? null : found.levels[code]));
}

/** The stored integers (null: missing) of a fixed column. */
export function integersOf(answer: Answer, name: string): (bigint | null)[] {
  const values = answer.columns[name];
  if (values.kind !== "int32" && values.kind !== "int64") throw new Error(`${name} is not an integer`);
  const integers: bigint[] = Array.from<number | bigint, bigint>(values.values, BigInt);
  return integers.map((value, i) => (values.missing?.[i] === 1 ? null : value));
}
