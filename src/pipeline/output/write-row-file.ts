import { renameSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { type RowFormat, rowFormat } from "../fit/check-out.ts";
import { throwOutputFault } from "./output-fault.ts";

/**
 * Writes a file of rows, whole or not at all: `write` writes beside it, then the file takes its place. The format is the
 * name's ending.
 *
 * @throws OPTION_VALUE for another ending; OUTPUT_UNWRITABLE
 */
export async function writeRowFile(
  out: string,
  write: (part: string, format: RowFormat) => Promise<void>,
): Promise<void> {
  const format = rowFormat(out);
  const path = resolve(out);
  const part = `${path}.part`;
  try {
    await write(part, format);
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throwOutputFault(error, out);
  }
}
