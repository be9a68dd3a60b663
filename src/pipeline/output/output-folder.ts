import { randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fail } from "../../base/index.ts";
import { carryForeignFiles } from "./foreign-files.ts";
import { throwOutputFault } from "./output-fault.ts";
import { ownerFile, ownerOf } from "./owner.ts";
import { isRunFolder, readManifest } from "./run-manifest.ts";

/** A folder of results that is written beside the old one and takes its place as a whole. */
export interface OutputFolder {
  /** Where to write. Nothing written here is seen until `commit`. */
  readonly staging: string;
  /** The folder as it stands, or null for a first run. */
  readonly previous: string | null;
  /** Puts the new folder in the old one's place. @throws OUTPUT_UNWRITABLE; the old one stands then */
  commit(): void;
  /** Throws the new folder away, and folders made on the way to it; the old one stands. */
  discard(): void;
}

/**
 * Opens a folder for a run. A folder that exists must be empty or hold an earlier run; anything else is refused, so
 * that no file of somebody's is ever deleted. Files that a person has put into an earlier run's folder are carried over.
 * A symbolic link stands for the folder that it leads to.
 *
 * The change-over is two renames, old → `.NAME.previous` and `.NAME.new` → NAME. A process killed between the two
 * leaves the old folder under its hidden name, and `recoverOutput`, which every command calls first, puts it back.
 *
 * @param study id of the study that is run: the results of another one are not replaced
 * @throws OUTPUT_EXISTS, OUTPUT_OTHER_STUDY, OUTPUT_BUSY, OUTPUT_UNWRITABLE
 */
export function openOutput(directory: string, study: string): OutputFolder {
  return orUnwritable(directory, () => {
    const target = locate(directory);
    const { fresh, previous } = hiddenNames(target);
    recoverOutput(directory);
    const entries = existsSync(target) ? readdirSync(target) : [];
    if (entries.length > 0 && !isRunFolder(target)) fail("OUTPUT_EXISTS", { path: directory });
    const holds = entries.length > 0 ? readManifest(target)?.study : study;
    if (typeof holds === "string" && holds !== study) fail("OUTPUT_OTHER_STUDY", { path: directory, holds, study });
    const made = claim(fresh, directory);
    return {
      staging: fresh,
      previous: entries.length > 0 ? target : null,
      commit: () =>
        orUnwritable(directory, () => {
          rmSync(join(fresh, ownerFile));
          if (entries.length > 0) carryForeignFiles(target, fresh);
          changeOver(target, fresh, previous);
          writing.delete(fresh);
        }),
      discard: () => {
        rmSync(fresh, { recursive: true, force: true });
        writing.delete(fresh);
        removeEmpty(made);
      },
    };
  });
}

function changeOver(target: string, fresh: string, previous: string): void {
  const moved = existsSync(target);
  // Who may read the results stays as it was.
  if (moved) chmodSync(fresh, statSync(target).mode & 0o7777);
  if (moved) renameSync(target, previous);
  try {
    renameSync(fresh, target);
  } catch (error) {
    if (moved) renameSync(previous, target);
    throw error;
  }
  if (!moved) return;
  try {
    rmSync(previous, { recursive: true, force: true });
  } catch {
    // The new results stand. What can't be removed now is removed before the next run, or named then.
  }
}

/**
 * Puts back a folder whose change-over was cut off, and clears what an ended run has left behind.
 *
 * @throws OUTPUT_EXISTS, OUTPUT_UNWRITABLE
 */
export function recoverOutput(directory: string): void {
  orUnwritable(directory, () => {
    const target = locate(directory);
    const { fresh, previous } = hiddenNames(target);
    if (existsSync(previous)) {
      if (existsSync(target)) rmSync(previous, { recursive: true, force: true });
      else renameSync(previous, target);
    }
    for (const folder of [fresh, ...unclaimed(fresh)]) {
      if (writing.has(folder) || ownerOf(folder) !== null) continue;
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

/** Folders that this process is writing. */
const writing = new Set<string>();

/** Folders of processes that ended before they could claim the new folder. */
function unclaimed(fresh: string): string[] {
  const parent = dirname(fresh);
  const begin = `${basename(fresh)}-`;
  const isOne = (name: string) => name.startsWith(begin) && /^[0-9a-f]{6}$/.test(name.slice(begin.length));
  return existsSync(parent)
    ? readdirSync(parent)
        .filter(isOne)
        .map((name) => join(parent, name))
    : [];
}

/** The folder itself: symbolic links are followed. @throws OUTPUT_UNWRITABLE for a link that leads nowhere, and for the root */
function locate(directory: string): string {
  const target = resolve(directory);
  if (basename(target) === "") return fail("OUTPUT_EXISTS", { path: directory });
  return lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink() === true ? realpathSync(target) : target;
}

function hiddenNames(target: string): { readonly fresh: string; readonly previous: string } {
  const parent = dirname(target);
  const name = basename(target);
  return { fresh: join(parent, `.${name}.new`), previous: join(parent, `.${name}.previous`) };
}

/**
 * Makes the new folder with its owner's mark in it, in one step that only one process can win. Gives the folders above
 * it that had to be made, the innermost first.
 */
function claim(fresh: string, shown: string): string[] {
  const made = missingAbove(fresh);
  mkdirSync(dirname(fresh), { recursive: true });
  const own = `${fresh}-${randomBytes(3).toString("hex")}`;
  mkdirSync(own);
  try {
    writeFileSync(join(own, ownerFile), String(process.pid));
    // Taking the place of a folder that is not empty fails: it is another run's.
    renameSync(own, fresh);
    writing.add(fresh);
  } catch (error) {
    rmSync(own, { recursive: true, force: true });
    removeEmpty(made);
    const owner = writing.has(fresh) ? process.pid : ownerOf(fresh);
    if (owner === null) throw error;
    fail("OUTPUT_BUSY", { path: shown, process: owner, folder: fresh });
  }
  return made;
}

/** The folders on the way to a path that do not exist, the innermost first. */
function missingAbove(path: string): string[] {
  const parent = dirname(path);
  return existsSync(parent) || parent === path ? [] : [parent, ...missingAbove(parent)];
}

/** Removes folders again, as far as nobody has put anything into them. */
function removeEmpty(folders: readonly string[]): void {
  for (const folder of folders) {
    try {
      rmdirSync(folder);
    } catch {
      return;
    }
  }
}

/** Turns the system's refusals into ours. */
function orUnwritable<T>(shown: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    return throwOutputFault(error, shown);
  }
}
