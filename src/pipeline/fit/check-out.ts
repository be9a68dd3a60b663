import { existsSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fail } from "../../base/index.ts";

/** File formats in which rows are written, by the file name's ending. */
export type RowFormat = "csv" | "parquet" | "arrow";

/**
 * The format that a file name asks for.
 *
 * @throws OPTION_VALUE for any other ending
 */
export function rowFormat(out: string): RowFormat {
  const ending = /\.(csv|parquet|arrow)$/i.exec(out)?.[1].toLowerCase();
  if (ending === "csv" || ending === "parquet" || ending === "arrow") return ending;
  return fail("OPTION_VALUE", { option: "--out", value: out, expected: { oneOf: ["*.csv", "*.parquet", "*.arrow"] } });
}

/**
 * Refuses a file for the rows that can't be written, before anything is fitted.
 *
 * @throws OPTION_VALUE, OUTPUT_IS_INPUT where it is the data itself (by whatever path), OUTPUT_UNWRITABLE
 */
export function checkOut(out: string, data: string): void {
  rowFormat(out);
  const folder = dirname(resolve(out));
  const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  if (!isFolder(folder)) fail("OUTPUT_UNWRITABLE", { path: out, fault: "noFolder", reason: folder });
  if (isFolder(resolve(out))) fail("OUTPUT_UNWRITABLE", { path: out, fault: "isFolder", reason: out });
  if (realPlace(out) === realPlace(data)) fail("OUTPUT_IS_INPUT", { path: out });
}

/** A file's place with links followed, whether or not it exists. */
function realPlace(path: string): string {
  const whole = resolve(path);
  if (existsSync(whole)) return realpathSync(whole);
  const folder = dirname(whole);
  return existsSync(folder) ? join(realpathSync(folder), basename(whole)) : whole;
}
