import { mkdirSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import { fail } from "../../base/index.ts";

/**
 * Writes a file below a folder, whole or not at all. A link inside the folder that leads out of it is never followed.
 *
 * @param name path from the folder, with /
 * @throws OUTPUT_UNWRITABLE
 */
export function replaceFile(folder: string, name: string, content: string): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  const [top, parent] = [realpathSync(folder), realpathSync(dirname(path))];
  if (parent !== top && !parent.startsWith(top + sep)) fail("OUTPUT_UNWRITABLE", { path, reason: parent });
  const part = join(parent, `.${basename(path)}.part`);
  try {
    rmSync(part, { force: true });
    writeFileSync(part, content, { flag: "wx" });
    renameSync(part, join(parent, basename(path)));
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}
