import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fail, invariant } from "../../base/index.ts";

/** A folder of results that is written beside the old one and takes its place as a whole. */
export interface OutputFolder {
  /** Where to write. Nothing written here is seen until `commit`. */
  readonly staging: string;
  /** The folder as it stands, or null for a first run. */
  readonly previous: string | null;
  /** Puts the new folder in the old one's place. */
  commit(): void;
  /** Throws the new folder away; the old one stands. */
  discard(): void;
}

/** The file by which a folder is known to be ours, and the list in it of what we wrote. */
const manifest = "run.json";

/**
 * Opens a folder for a run. A folder that exists must be empty or hold an earlier run; anything else is refused, so
 * that no file of somebody's is ever deleted. Files that a person has put into an earlier run's folder are carried over.
 *
 * The change-over is two renames, old → `.NAME.previous` and `.NAME.new` → NAME. A process killed between the two
 * leaves the old folder under its hidden name, and `recoverOutput`, which every command calls first, puts it back.
 */
export function openOutput(directory: string): OutputFolder {
  const target = resolve(directory);
  const { fresh, previous, owner } = hiddenNames(target);
  recoverOutput(target);
  const entries = existsSync(target) ? readEntries(target) : [];
  if (entries.length > 0 && !entries.includes(manifest)) fail("OUTPUT_EXISTS", { path: directory });
  claim(fresh, owner, directory);
  return {
    staging: fresh,
    previous: entries.length > 0 ? target : null,
    commit: () => {
      rmSync(join(fresh, owner));
      if (entries.length > 0) carryForeignFiles(target, fresh);
      if (existsSync(target)) renameSync(target, previous);
      renameSync(fresh, target);
      rmSync(previous, { recursive: true, force: true });
    },
    discard: () => rmSync(fresh, { recursive: true, force: true }),
  };
}

/** Puts back a folder whose change-over was cut off, and clears what an ended run has left behind. */
export function recoverOutput(directory: string): void {
  const target = resolve(directory);
  const { fresh, previous, owner } = hiddenNames(target);
  if (existsSync(previous)) {
    if (existsSync(target)) rmSync(previous, { recursive: true, force: true });
    else renameSync(previous, target);
  }
  if (existsSync(fresh) && !isAlive(join(fresh, owner))) rmSync(fresh, { recursive: true, force: true });
}

function hiddenNames(target: string): { fresh: string; previous: string; owner: string } {
  const parent = dirname(target);
  const name = basename(target);
  invariant(name !== "", "an output folder has a name");
  return { fresh: join(parent, `.${name}.new`), previous: join(parent, `.${name}.previous`), owner: ".owner" };
}

function readEntries(target: string): string[] {
  try {
    return readdirSync(target);
  } catch (error) {
    return fail("OUTPUT_UNWRITABLE", { path: target, reason: reasonOf(error) });
  }
}

function claim(fresh: string, owner: string, shown: string): void {
  try {
    mkdirSync(dirname(fresh), { recursive: true });
    mkdirSync(fresh);
    writeFileSync(join(fresh, owner), String(process.pid));
  } catch (error) {
    fail("OUTPUT_UNWRITABLE", { path: shown, reason: reasonOf(error) });
  }
}

/** Whether the process that claimed a folder still runs. A claim that can't be read belongs to nobody. */
function isAlive(ownerFile: string): boolean {
  try {
    const pid = Number(readFileSync(ownerFile, "utf8"));
    if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Copies entries of an earlier run's folder that the run did not write. */
function carryForeignFiles(target: string, fresh: string): void {
  const ours = new Set(listedEntries(target));
  for (const entry of readdirSync(target)) {
    if (ours.has(entry) || existsSync(join(fresh, entry))) continue;
    cpSync(join(target, entry), join(fresh, entry), { recursive: true });
  }
}

/** Top-level names that an earlier run wrote, as its manifest lists them. */
function listedEntries(target: string): string[] {
  const parsed: unknown = JSON.parse(readFileSync(join(target, manifest), "utf8"));
  const files = parsed !== null && typeof parsed === "object" && "files" in parsed ? parsed.files : {};
  const names = files !== null && typeof files === "object" ? Object.keys(files) : [];
  return [...names.map((name) => name.split("/")[0]), manifest, "timings.json"];
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
