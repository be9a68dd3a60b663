import { readFileSync } from "node:fs";
import { join } from "node:path";
import { canonicalJson } from "../../base/index.ts";
import { sha256 } from "./fingerprint.ts";
import { replaceFile } from "./replace-file.ts";

/** The file by which a folder is known to hold a run, with the list of what the run wrote. */
export const manifestFile = "run.json";

/** Whether a folder holds a run of ours: a `run.json` of any other program is not enough. */
export function isRunFolder(folder: string): boolean {
  const manifest = readManifest(folder);
  return manifest !== null && typeof manifest.run === "string" && isRecord(manifest.fingerprints);
}

/** Files that the run wrote, from its folder, with their fingerprints. */
export function listedFiles(folder: string): Readonly<Record<string, unknown>> {
  const files = readManifest(folder)?.files;
  return isRecord(files) ? files : {};
}

/** What a folder's manifest says; null where it has none that can be read. */
export function readManifest(folder: string): Readonly<Record<string, unknown>> | null {
  try {
    const parsed: unknown = JSON.parse(readFileSync(join(folder, manifestFile), "utf8"));
    return isRecord(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

/** Lists files that were written into a run's folder afterwards, so that the manifest stays true and a later run replaces them. */
export function relist(folder: string, names: readonly string[]): void {
  const manifest = readManifest(folder);
  if (manifest === null) return;
  const written = Object.fromEntries(names.map((name) => [name, sha256(readFileSync(join(folder, name)))]));
  const files = { ...listedFiles(folder), ...written };
  replaceFile(folder, manifestFile, `${canonicalJson({ ...manifest, files })}\n`);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
