import { type FixedColumn, limbBits } from "../../data/schema/index.ts";
import { binary, cast, type Expression, integer, plus, productOf, type SqlType, sum } from "../../data/sql/index.ts";
import type { Monomial } from "./polynomial.ts";
import { stored } from "./stored-column.ts";

/** One integer sum that an engine takes without overflow. The wanted sum is Σ over parts of 2^shift · part. */
export interface SumPart {
  readonly expression: Expression;
  readonly shift: number;
}

/** An integer expression with the proof of its size: |value| ≤ bound. */
interface Sized {
  readonly expression: Expression;
  readonly bound: bigint;
}

/** A stored column as a factor of a product. */
interface Factor extends Sized {
  readonly column: FixedColumn;
}

/** a = high · 2^shift + low, 0 ≤ low. */
interface Limbs {
  readonly high: Sized;
  readonly low: Sized;
}

/** Bits of a non-negative integer: it is below 2^bits. */
export function bitLength(value: bigint): number {
  return value === 0n ? 0 : value.toString(2).length;
}

/** A bound of the absolute value of a monomial's sum over at most `rows` rows. */
export function boundOfSum(monomial: Monomial, storage: ReadonlyMap<string, FixedColumn>, rows: number): bigint {
  return boundOf(factorsOf(monomial, storage)) * BigInt(rows);
}

/**
 * The sum of a product of stored integers over at most `rows` rows, as sums that provably fit; null where none does and
 * it must be taken over distinct rows. In order of speed (docs/moments.md §3):
 * products below 2³¹ or 2⁶³ multiply as 32- or 64-bit integers; longer ones are cut into two halves of at most 62 bits,
 * one half or both into two limbs, and the limbs multiplied in 64 bits; else 128-bit products below 2¹²⁷.
 */
export function exactSum(
  monomial: Monomial,
  storage: ReadonlyMap<string, FixedColumn>,
  rows: number,
): readonly SumPart[] | null {
  const factors = factorsOf(monomial, storage);
  const bound = boundOf(factors);
  if (bitLength(bound) <= 63) return shortSum(factors, bound, rows);
  const halves = splitFactors(factors);
  if (halves !== null) return limbSums(halves[0], halves[1], rows);
  if (bitLength(bound * BigInt(rows)) <= 127)
    return [summed({ expression: product(factors, "hugeint"), bound }, rows, 0)];
  return null;
}

function factorsOf(monomial: Monomial, storage: ReadonlyMap<string, FixedColumn>): readonly Factor[] {
  return monomial.flatMap(({ column: name, power }) => {
    const column = storage.get(name);
    if (column === undefined) return [];
    const magnitudes = [column.min, column.max].map((one) => (one < 0n ? -one : one));
    // At least 1, so that no partial product is above the bound of the whole.
    const bound = [1n, ...magnitudes].reduce((most, one) => (one > most ? one : most));
    return new Array<Factor>(power).fill({ expression: stored(name), bound, column });
  });
}

const boundOf = (factors: readonly Sized[]): bigint => factors.reduce((total, { bound }) => total * bound, 1n);

/** A sum of 64-bit values; of one wide column by its limbs, which needs no 128-bit sum. */
function shortSum(factors: readonly Factor[], bound: bigint, rows: number): readonly SumPart[] {
  const limbs = factors.length === 1 ? storedLimbs(factors[0].column) : null;
  if (limbs !== null && bitLength(bound * BigInt(rows)) > 63) {
    return [summed(limbs.high, rows, limbBits), summed(limbs.low, rows, 0)];
  }
  return [summed({ expression: product(factors, bound < 2n ** 31n ? "integer" : "bigint"), bound }, rows, 0)];
}

/** Multiplies in a type that holds the bound of the whole, and so every partial product. */
function product(factors: readonly Sized[], type: SqlType): Expression {
  if (factors.length === 1) return factors[0].expression;
  return productOf(
    factors.map(({ expression }) => cast(expression, type)),
    integer(1),
  );
}

function summed({ expression, bound }: Sized, rows: number, shift: number): SumPart {
  return { expression: sum(expression, Math.max(63, bitLength(bound * BigInt(rows)))), shift };
}

/** Two products below 2⁶² have at most this many bits together. */
const splitBits = 124;

/** The most even split of the factors into two products below 2⁶²; null where there is none. */
function splitFactors(factors: readonly Factor[]): readonly [readonly Factor[], readonly Factor[]] | null {
  if (bitLength(boundOf(factors)) > splitBits) return null;
  // How often a column stands on the left is all that matters: x²⁴ has 25 splits, not 2²³.
  const columns = [...new Set(factors.map((one) => one.column))].map((column) =>
    factors.filter((one) => one.column === column),
  );
  let best: readonly [readonly Factor[], readonly Factor[]] | null = null;
  let widest = 63;
  for (const left of choices(columns)) {
    const right = columns.flatMap((own, k) => own.slice(left[k].length));
    const width = Math.max(bitLength(boundOf(left.flat())), bitLength(boundOf(right)));
    if (width >= widest) continue;
    best = [left.flat(), right];
    widest = width;
  }
  return best;
}

/** All ways to take the first so many of each list. */
function* choices<T>(lists: readonly (readonly T[])[]): Generator<readonly (readonly T[])[]> {
  if (lists.length === 0) return yield [];
  for (const rest of choices(lists.slice(1))) {
    for (let taken = 0; taken <= lists[0].length; taken++) yield [lists[0].slice(0, taken), ...rest];
  }
}

/** Σ a·b by limbs of the wider half, or where that does not fit of both. */
function limbSums(left: readonly Factor[], right: readonly Factor[], rows: number): readonly SumPart[] {
  const [narrow, wide] = boundOf(left) <= boundOf(right) ? [left, right] : [right, left];
  const narrowBits = bitLength(boundOf(narrow));
  const own = wide.length === 1 ? storedLimbs(wide[0].column) : null;
  if (own !== null && narrowBits <= 63 - limbBits - 1) return oneSided(narrow, own, limbBits, rows);
  const other = narrow.length === 1 ? storedLimbs(narrow[0].column) : null;
  if (own !== null && other !== null) return twoSided(own, other, limbBits, isSame(left, right), rows);
  const wideBits = bitLength(boundOf(wide));
  if (2 * narrowBits + wideBits <= 124) {
    const shift = Math.ceil(wideBits / 2);
    return oneSided(narrow, computedLimbs(wide, shift), shift, rows);
  }
  const shift = Math.ceil(wideBits / 2);
  return twoSided(computedLimbs(wide, shift), computedLimbs(narrow, shift), shift, isSame(left, right), rows);
}

/** a·b = (a·b₁)·2^s + a·b₀, both below 2⁶³. */
function oneSided(narrow: readonly Factor[], { high, low }: Limbs, shift: number, rows: number): readonly SumPart[] {
  const a = { expression: cast(product(narrow, "bigint"), "bigint"), bound: boundOf(narrow) };
  return [summed(timesSized(a, high), rows, shift), summed(timesSized(a, low), rows, 0)];
}

/**
 * a·b = a₁b₁·2^2s + (a₁b₀ + a₀b₁)·2^s + a₀b₀, each of the three below 2⁶³ for |a|, |b| < 2⁶². Of a square the two
 * middle products are the same.
 */
function twoSided(a: Limbs, b: Limbs, shift: number, isSquare: boolean, rows: number): readonly SumPart[] {
  const [one, two] = [timesSized(a.high, b.low), timesSized(a.low, b.high)];
  const both = { expression: plus(one.expression, two.expression), bound: one.bound + two.bound };
  return [
    summed(timesSized(a.high, b.high), rows, 2 * shift),
    isSquare ? summed(one, rows, shift + 1) : summed(both, rows, shift),
    summed(timesSized(a.low, b.low), rows, 0),
  ];
}

function isSame(left: readonly Factor[], right: readonly Factor[]): boolean {
  return left.length === right.length && left.every((one, k) => one.column.name === right[k].column.name);
}

/** Limbs that stand in the table: columns of 32 bits whose bounds the engine knows. */
function storedLimbs(column: FixedColumn): Limbs | null {
  if (column.limbs === undefined) return null;
  const { high, low } = column.limbs;
  const bound = boundOf(factorsOf([{ column: column.name, power: 1 }], new Map([[column.name, column]])));
  return {
    high: { expression: stored(high), bound: highBound(bound, limbBits) },
    low: { expression: stored(low), bound: lowBound(limbBits) },
  };
}

/** Limbs computed in the query: ⌊a / 2^s⌋ and the rest. */
function computedLimbs(factors: readonly Factor[], shift: number): Limbs {
  const whole = cast(product(factors, "bigint"), "bigint");
  return {
    high: { expression: binary(">>", whole, integer(shift)), bound: highBound(boundOf(factors), shift) },
    low: { expression: binary("&", whole, integer(2n ** BigInt(shift) - 1n)), bound: lowBound(shift) },
  };
}

const highBound = (bound: bigint, shift: number): bigint => (bound >> BigInt(shift)) + 1n;
const lowBound = (shift: number): bigint => 2n ** BigInt(shift) - 1n;

const timesSized = (x: Sized, y: Sized): Sized => ({
  expression: binary("*", cast(x.expression, "bigint"), cast(y.expression, "bigint")),
  bound: x.bound * y.bound,
});
