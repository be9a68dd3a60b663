import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { type FileFault, fail } from "../../base/index.ts";
import { quoteText } from "../sql/index.ts";
import type { StoreOptions } from "./types.ts";

/** An open, hardened database with one connection. */
export interface Database {
  readonly instance: DuckDBInstance;
  readonly connection: DuckDBConnection;
  /** Removes what the database left outside its file. */
  readonly cleanUp: () => Promise<void>;
}

/**
 * Opens the engine without network, extensions or files besides the allowed folders, and locks that configuration:
 * no later statement can widen it.
 *
 * @throws FILE_UNREADABLE where the path holds something else than a database that this version reads
 */
export async function openDatabase(options: StoreOptions): Promise<Database> {
  // The engine makes the folder only when it needs it: a killed process mostly leaves none behind.
  const own = options.tempDirectory === undefined ? join(tmpdir(), `zengzhi-${randomUUID()}`) : undefined;
  const cleanUp = async () => {
    if (own !== undefined) await rm(own, { recursive: true, force: true });
  };
  try {
    const instance = await DuckDBInstance.create(options.path, settings(options, own));
    const connection = await instance.connect();
    for (const statement of hardening(options)) await connection.run(statement);
    return { instance, connection, cleanUp };
  } catch (error) {
    await cleanUp();
    return fail("FILE_UNREADABLE", { path: options.path, ...faultOf(error) }, { file: options.path });
  }
}

function settings(options: StoreOptions, ownTemp: string | undefined): Record<string, string> {
  return {
    memory_limit: options.memory ?? "2GB",
    threads: String(options.threads ?? 2),
    temp_directory: options.tempDirectory ?? ownTemp ?? "",
    autoload_known_extensions: "false",
    autoinstall_known_extensions: "false",
    allow_community_extensions: "false",
    access_mode: options.readOnly === true ? "READ_ONLY" : "AUTOMATIC",
  };
}

/** A list can only be set by SQL. A perfect hash table takes groups of up to 2^16 integer keys; larger would eat memory. */
function hardening(options: StoreOptions): string[] {
  const directories = (options.allowedDirectories ?? []).map(quoteText).join(", ");
  return [
    "SET perfect_ht_threshold = 16",
    `SET allowed_directories = [${directories}]`,
    "SET enable_external_access = false",
    "SET lock_configuration = true",
  ];
}

/** What went wrong, by the engine's own words. */
function faultOf(error: unknown): { readonly fault: FileFault; readonly detail: string } {
  const detail = (error instanceof Error ? error.message : String(error)).split("\n")[0];
  const known = faults.find(([pattern]) => pattern.test(detail));
  return { fault: known?.[1] ?? "other", detail };
}

const faults: readonly (readonly [RegExp, FileFault])[] = [
  [/not a valid DuckDB database/i, "notDatabase"],
  [/version number|newer version|storage version/i, "newerDatabase"],
  [/corrupt/i, "damagedDatabase"],
  [/\block\b/i, "locked"],
  [/does not exist|no such file/i, "gone"],
  [/permission denied/i, "permission"],
];
