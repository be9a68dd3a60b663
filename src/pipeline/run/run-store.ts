import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { fail, ProjectError } from "../../base/index.ts";
import { tables } from "../../data/schema/index.ts";
import { openStore, type Store, type StoreOptions } from "../../data/store/index.ts";

/** The store's name in a results folder. */
export const storeFile = "store.duckdb";

/**
 * Opens the store that a run writes: a copy of the earlier run's, so that a reader of the old folder is never disturbed;
 * or a new one. Changes that another program left in the earlier store's log are taken along.
 *
 * @param earlier the earlier run's folder and how messages show it, or null
 * @throws FILE_UNREADABLE with the earlier store's path where it is damaged or of another program
 */
export async function openRunStore(
  staging: string,
  earlier: { readonly folder: string; readonly shown: string } | null,
  settings: Pick<StoreOptions, "memory" | "threads">,
): Promise<Store> {
  const options = { ...settings, path: join(staging, storeFile), allowedDirectories: [staging] };
  if (earlier === null || !existsSync(join(earlier.folder, storeFile))) return openStore(options);
  for (const name of [storeFile, `${storeFile}.wal`]) {
    if (existsSync(join(earlier.folder, name))) copyFileSync(join(earlier.folder, name), join(staging, name));
  }
  const path = join(earlier.shown, storeFile);
  const store = await openStore(options).catch((error: unknown) => refuse(error, path));
  const strange = await strangeTable(store);
  if (strange === null) return store;
  await store.close();
  return fail("FILE_UNREADABLE", { path, fault: "other", detail: `${storeFile}: ${strange}` }, { file: path });
}

/** The fault of the copy, told of the file that the user knows. */
function refuse(error: unknown, path: string): never {
  const [first] = error instanceof ProjectError ? error.issues : [];
  if (first?.code !== "FILE_UNREADABLE") throw error;
  return fail("FILE_UNREADABLE", { ...first.params, path }, { file: path });
}

/** A table that is called as one of ours and has other columns; null where there is none. */
async function strangeTable(store: Store): Promise<string | null> {
  const existing = new Set(await store.tables());
  for (const { name, columns } of tables) {
    if (!existing.has(name)) continue;
    const found = (await store.columns(name)).map((one) => one.name).join(", ");
    const expected = columns.map((one) => one.name).join(", ");
    if (found !== expected) return `${name} (${found}) ≠ (${expected})`;
  }
  return null;
}
