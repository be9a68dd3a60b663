import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { type Issue, ProjectError } from "../../../src/base/index.ts";
import { studyTables } from "../../../src/data/schema/index.ts";
import { openStore } from "../../../src/data/store/index.ts";
import { packageRoot } from "../../../src/pipeline/package-root.ts";

/** A folder for one file of tests. */
export function ownFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "zengzhi-run-test-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Copies the template study and gives its folder. */
export function templateStudy(folder: string, name: string): string {
  const path = join(folder, name);
  cpSync(join(packageRoot, "models", "templates", "default"), path, { recursive: true });
  return path;
}

/** Changes a file of a study; the text must change. */
export function edit(path: string, change: (text: string) => string): void {
  const before = readFileSync(path, "utf8");
  const after = change(before);
  if (after === before) throw new Error(`nothing changed in ${path}`);
  writeFileSync(path, after);
}

/** Files of results by name, without those that may differ between two runs. */
export function comparable(folder: string): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (at: string): void => {
    for (const name of readdirSync(at).sort()) {
      const path = join(at, name);
      if (statSync(path).isDirectory()) visit(path);
      else if (name !== "timings.json" && name !== "store.duckdb") {
        found.set(relative(folder, path), readFileSync(path, "base64"));
      }
    }
  };
  visit(folder);
  return found;
}

/** Hash of each table of a run's store. */
export async function tableHashes(folder: string): Promise<Record<string, string>> {
  const store = await openStore({ path: join(folder, "store.duckdb"), readOnly: true });
  try {
    const existing = await store.tables();
    const hashes: Record<string, string> = {};
    for (const { name, key } of studyTables({ student: [], school: [] })) {
      if (existing.includes(name)) hashes[name] = await store.tableHash(name, key);
    }
    return hashes;
  } finally {
    await store.close();
  }
}

/** Rows of a CSV of results as records. Cells hold no line ends where this is used. */
export function csvRows(path: string): Record<string, string>[] {
  const [header, ...rows] = readFileSync(path, "utf8").trimEnd().split("\r\n").map(cellsOf);
  return rows.map((row) => Object.fromEntries(header.map((name, c) => [name, row[c]])));
}

function cellsOf(line: string): string[] {
  return Array.from(line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g), ([, quoted, plain]) =>
    quoted === undefined ? plain : quoted.replaceAll('""', '"'),
  );
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
