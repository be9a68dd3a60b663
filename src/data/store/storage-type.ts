import { invariant } from "../../base/index.ts";
import type { SqlType } from "../sql/index.ts";

/** The narrowest integer type that holds min … max: narrow columns are scanned faster. */
export function storageType(min: bigint, max: bigint): SqlType {
  if (min >= -32768n && max <= 32767n) return "smallint";
  if (min >= -2147483648n && max <= 2147483647n) return "integer";
  invariant(min >= -(2n ** 63n) && max < 2n ** 63n, "a stored integer fits 64 bits");
  return "bigint";
}
