import { fail, nearest } from "../../base/index.ts";

/** What one column of a file is read as. A column may be read twice, under two names. */
export interface ColumnRole {
  /** Heading in the file. */
  readonly column: string;
  /** `number`; `label` (text, kept exactly); `auto`: number if every cell that is not missing is one, else label. */
  readonly role: "number" | "label" | "auto";
  /** Name in the store. Default: the heading. */
  readonly as?: string;
}

/** Where each role's column stands in the file. @throws COLUMN_UNKNOWN with the nearest heading */
export function findColumns(columns: readonly string[], wanted: readonly string[], shown: string): number[] {
  return wanted.map((column) => {
    const index = columns.indexOf(column);
    if (index >= 0) return index;
    const known = columns.filter((one) => one !== "");
    const near = nearest(column, known);
    return fail("COLUMN_UNKNOWN", near === undefined ? { column, known } : { column, near, known }, {
      file: shown,
      column,
    });
  });
}
