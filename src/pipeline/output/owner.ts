import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The file by which a folder that is being written names the process that writes it. */
export const ownerFile = ".owner";

/** The process that is writing a folder; null where it has ended, or where the folder names none. */
export function ownerOf(folder: string): number | null {
  const owner = claimedBy(folder);
  return owner !== null && owner !== process.pid && isAlive(owner) ? owner : null;
}

function claimedBy(folder: string): number | null {
  try {
    const owner = Number(readFileSync(join(folder, ownerFile), "utf8"));
    return Number.isInteger(owner) && owner > 0 ? owner : null;
  } catch {
    return null;
  }
}

function isAlive(owner: number): boolean {
  try {
    process.kill(owner, 0);
    return true;
  } catch (error) {
    // A process of another user may not be signalled, but it is there.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
