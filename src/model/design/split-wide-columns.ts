import { type FixedColumn, limbBits, type StoredTable } from "../../data/schema/index.ts";
import { binary, cast, type Expression, integer, type Selected, type SelectNode } from "../../data/sql/index.ts";
import { bitLength } from "./exact-sum.ts";
import { rowsOf, stored } from "./stored-column.ts";

/** A table to be made from another, with its description. */
export interface SplitTable {
  readonly query: SelectNode;
  readonly table: StoredTable;
}

/**
 * A copy of a table in which numeric columns wider than 32 bits stand by their limbs as well: their products are summed
 * two to three times as fast (docs/moments.md §3). Null where there is no such column, or too few rows for it to matter.
 *
 * @param name of the new table
 * @param carried columns of the store's table that are not among the description's, e.g. a row number
 * @param fewestRows below this many rows nothing is gained
 */
export function splitWideColumns(
  table: StoredTable,
  name: string,
  carried: readonly string[],
  fewestRows = 50_000,
): SplitTable | null {
  const isWide = (one: StoredTable["columns"][number]): one is FixedColumn =>
    one.kind === "fixed" && one.limbs === undefined && widthOf(one) > limbBits && widthOf(one) <= 62;
  if (table.rows < fewestRows || !table.columns.some(isWide)) return null;
  const plain = [...carried, ...table.columns.map((one) => one.name)].map(
    (as): Selected => ({ as, expression: stored(as) }),
  );
  const limbs = table.columns.filter(isWide).flatMap((one) => limbColumns(one));
  const columns = table.columns.map((one) => (isWide(one) ? { ...one, limbs: limbNames(one.name) } : one));
  return {
    query: { kind: "select", columns: [...plain, ...limbs], from: rowsOf(table.name) },
    table: { ...table, name, columns },
  };
}

function limbColumns({ name }: FixedColumn): readonly Selected[] {
  const { high, low } = limbNames(name);
  const whole = cast(stored(name), "bigint");
  const part = (operator: ">>" | "&", by: bigint): Expression => cast(binary(operator, whole, integer(by)), "integer");
  return [
    { as: high, expression: part(">>", BigInt(limbBits)) },
    { as: low, expression: part("&", 2n ** BigInt(limbBits) - 1n) },
  ];
}

const limbNames = (name: string) => ({ high: `${name}#high`, low: `${name}#low` });

function widthOf({ min, max }: FixedColumn): number {
  return Math.max(bitLength(min < 0n ? -min : min), bitLength(max < 0n ? -max : max));
}
