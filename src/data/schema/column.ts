/**
 * The unit of a stored integer: value = integer · base^exponent. Marks with one decimal have { base: 10, exponent: -1 };
 * a column rounded to a binary grid (docs/moments.md) has base 2.
 */
export interface Unit {
  readonly base: 2 | 10;
  readonly exponent: number;
}

/** A numeric column, stored as integers times a unit. NULL is missing. */
export interface FixedColumn {
  readonly kind: "fixed";
  /** Name in the store and in the source. Any text: it is always quoted. */
  readonly name: string;
  readonly unit: Unit;
  /** True where stored integer × unit is the source's value itself; false where it was rounded once to a binary grid. */
  readonly exact: boolean;
  /** Least and greatest stored integer (0 where all are missing). They prove that products and sums fit. */
  readonly min: bigint;
  readonly max: bigint;
  readonly missing: number;
  /**
   * Names of two more INTEGER columns that hold the same integers cut at 2^`limbBits`: integer = high · 2^limbBits + low,
   * 0 ≤ low < 2^limbBits. Products of wide columns are summed by them.
   */
  readonly limbs?: { readonly high: string; readonly low: string };
}

/** Where wide integers are cut: for |integer| < 2⁶² both limbs fit 32 bits. */
export const limbBits = 31;

/** A text column, stored as integer codes 0 … levels−1. NULL is missing. */
export interface CodedColumn {
  readonly kind: "coded";
  readonly name: string;
  /** Code → label exactly as in the source, in the order of `compareLevels`. Every level occurs in some row, unless `sparse`. */
  readonly levels: readonly string[];
  /** True where some levels may occur in no row: the codes are a dictionary's that other tables share. */
  readonly sparse?: boolean;
  readonly missing: number;
}

export type StoredColumn = FixedColumn | CodedColumn;

/** A table in the store whose columns are integers: what every statistics query reads. */
export interface StoredTable {
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly StoredColumn[];
}

/** The column of that name, or undefined. */
export function findColumn(table: StoredTable, name: string): StoredColumn | undefined {
  return table.columns.find((column) => column.name === name);
}

/** The number that one stored integer of a column stands for, correctly rounded for |exponent| ≤ 22 and integers < 2⁵³. */
export function fromUnit(integer: number, unit: Unit): number {
  if (unit.base === 2) return integer * 2 ** unit.exponent;
  return unit.exponent < 0 ? integer / 10 ** -unit.exponent : integer * 10 ** unit.exponent;
}
