import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { canonicalJson, compareBytes } from "../../base/index.ts";

/** What a run stands on: three SHA-256 sums in hexadecimal. */
export interface Fingerprints {
  /** Of the input files' contents, in the order of their names as the study file writes them. */
  readonly data: string;
  /** Of the study file's values, without comments or layout. */
  readonly configuration: string;
  /** Of the program's own files and its dependencies' pinned versions. */
  readonly code: string;
}

export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** Fingerprint of named contents: order of arrival does not matter. */
export function fingerprintOf(parts: Readonly<Record<string, string>>): string {
  return sha256(canonicalJson(parts));
}

/** Fingerprint of the running program: every file under its root folder (sources or build) and the package's manifest. */
export function codeFingerprint(): string {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const parts: Record<string, string> = { manifest: sha256(readFileSync(join(root, "..", "package.json"))) };
  for (const path of filesUnder(root)) parts[relative(root, path).replaceAll("\\", "/")] = sha256(readFileSync(path));
  return fingerprintOf(parts);
}

/** All files below a folder, in byte order of their paths. */
export function filesUnder(folder: string): string[] {
  return readdirSync(folder)
    .sort(compareBytes)
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? filesUnder(path) : [path];
    });
}

/** The name of a run: the first 16 digits of the fingerprint of its fingerprints. The same inputs give the same name. */
export function runIdOf(prints: Fingerprints): string {
  return fingerprintOf({ ...prints }).slice(0, 16);
}
