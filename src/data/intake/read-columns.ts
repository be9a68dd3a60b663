import { type Issue, issue } from "../../base/index.ts";
import type { FinishedColumn } from "./column-builder.ts";
import type { TableFile } from "./table-file.ts";

/** Columns read from a file, before they are stored. */
export interface ReadColumns {
  readonly columns: readonly FinishedColumn[];
  readonly rows: number;
  readonly read: number;
  readonly issues: readonly Issue[];
}

/** A note that values that are no finite numbers are taken as missing. */
export function notFiniteIssue(file: TableFile, column: string, count: number, row: number): Issue {
  return issue("VALUE_NOT_FINITE", { column, count }, { file: file.shown, row, column }, "warning");
}
