import type { StoredColumn } from "../schema/index.ts";
import type { SqlType } from "../sql/index.ts";
import { type BlockColumn, storageType } from "../store/index.ts";

/** Rows of a block while a file is read: columns stay in typed arrays of this length until their unit is known. */
export const blockRows = 65536;

/** A column while it is read. */
export interface ColumnBuilder {
  finish(): FinishedColumn;
}

/** A column ready for the store, in blocks of `blockRows` rows. */
export interface FinishedColumn {
  readonly stored: StoredColumn;
  readonly type: SqlType;
  readonly blocks: readonly BlockColumn[];
}

/** Blocks of codes (−1 is missing) as a column of the narrowest type that holds min … max. */
export function integerBlocks(
  blocks: readonly Int32Array[],
  min: bigint,
  max: bigint,
): { readonly type: SqlType; readonly blocks: readonly BlockColumn[] } {
  return {
    type: storageType(min, max),
    blocks: blocks.map((values) => {
      const missing = new Uint8Array(values.length);
      let any = false;
      for (let i = 0; i < values.length; i++) {
        if (values[i] >= 0) continue;
        missing[i] = 1;
        values[i] = 0;
        any = true;
      }
      return any ? { kind: "int32", values, missing } : { kind: "int32", values };
    }),
  };
}
