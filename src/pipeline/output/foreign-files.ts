import { copyFileSync, existsSync, lstatSync, mkdirSync, readdirSync, readlinkSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { listedFiles, manifestFile } from "./run-manifest.ts";

/** Written by every run and in no manifest; the store's log belongs to the store that it was written beside. */
const unlisted = [manifestFile, "timings.json", "store.duckdb.wal"];

/**
 * Copies what a person has put into an earlier run's folder, at any depth, into the new one: every file that the earlier
 * run did not write and the new one does not write either. Symbolic links are copied as links.
 */
export function carryForeignFiles(earlier: string, fresh: string): void {
  const ours = new Set([...Object.keys(listedFiles(earlier)), ...unlisted]);
  const carry = (name: string): void => {
    const status = lstatSync(join(earlier, name));
    if (status.isDirectory()) {
      const inside = readdirSync(join(earlier, name));
      if (inside.length === 0) mkdirSync(join(fresh, name), { recursive: true });
      for (const one of inside) carry(`${name}/${one}`);
      return;
    }
    if (ours.has(name) || existsSync(join(fresh, name))) return;
    mkdirSync(dirname(join(fresh, name)), { recursive: true });
    if (status.isSymbolicLink()) symlinkSync(readlinkSync(join(earlier, name)), join(fresh, name));
    else copyFileSync(join(earlier, name), join(fresh, name));
  };
  for (const name of readdirSync(earlier)) carry(name);
}
