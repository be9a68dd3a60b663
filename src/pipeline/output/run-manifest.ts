import { readFileSync } from "node:fs";
import { join } from "node:path";

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

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
