import type { FixedColumn } from "../../data/schema/index.ts";
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
interface Bounded extends Sized {
  readonly name: string;
}

/** Bits of a non-negative integer: it is below 2^bits. */
export function bitLength(value: bigint): number {
  return value === 0n ? 0 : value.toString(2).length;
}

/**
 * The sum of a product of stored integers over at most `rows` rows, as sums that provably fit; null where none does and
 * it must be taken over distinct rows. In order of speed (docs/moments.md §3):
 * products below 2³¹ or 2⁶³ multiply as 32- or 64-bit integers; longer ones are cut into two halves of at most 62 bits,
 * each half into two limbs, and the limbs multiplied in 64 bits; else 128-bit products below 2¹²⁷.
 */
export function exactSum(
  monomial: Monomial,
  storage: ReadonlyMap<string, FixedColumn>,
  rows: number,
): readonly SumPart[] | null {
  const factors = monomial.flatMap(({ column: name, power }) =>
    new Array<Bounded>(power).fill(boundedColumn(name, storage)),
  );
  if (factors.length === 0) return null;
  const bound = boundOf(factors);
  if (bitLength(bound) <= 63)
    return [summed(product(factors, bound < 2n ** 31n ? "integer" : "bigint"), bound, rows, 0)];
  const halves = splitFactors(factors);
  if (halves !== null) return limbSums(halves[0], halves[1], rows);
  if (bitLength(bound * BigInt(rows)) <= 127) return [summed(product(factors, "hugeint"), bound, rows, 0)];
  return null;
}

function boundedColumn(name: string, storage: ReadonlyMap<string, FixedColumn>): Bounded {
  const known = storage.get(name);
  const magnitudes = [known?.min ?? 0n, known?.max ?? 0n].map((one) => (one < 0n ? -one : one));
  // At least 1, so that no partial product is above the bound of the whole.
  const bound = [1n, ...magnitudes].reduce((most, one) => (one > most ? one : most));
  return { name, expression: stored(name), bound };
}

const boundOf = (factors: readonly Bounded[]): bigint => factors.reduce((total, { bound }) => total * bound, 1n);

/** Multiplies in a type that holds the bound of the whole, and so every partial product. */
function product(factors: readonly Bounded[], type: SqlType): Expression {
  if (factors.length === 1) return factors[0].expression;
  return productOf(
    factors.map(({ expression }) => cast(expression, type)),
    integer(1),
  );
}

function summed(expression: Expression, bound: bigint, rows: number, shift: number): SumPart {
  return { expression: sum(expression, Math.max(63, bitLength(bound * BigInt(rows)))), shift };
}

/** The most even split of the factors into two products below 2⁶²; null where there is none. */
function splitFactors(factors: readonly Bounded[]): readonly [readonly Bounded[], readonly Bounded[]] | null {
  let best: readonly [readonly Bounded[], readonly Bounded[]] | null = null;
  let widest = 62;
  for (let chosen = 1; chosen < 2 ** (factors.length - 1); chosen++) {
    const left = factors.filter((_, k) => ((chosen >> k) & 1) === 1);
    const right = factors.filter((_, k) => ((chosen >> k) & 1) === 0);
    const width = Math.max(bitLength(boundOf(left)), bitLength(boundOf(right)));
    if (width > widest || (width === widest && best !== null)) continue;
    best = [left, right];
    widest = width;
  }
  return best;
}

/**
 * Σ a·b by limbs: with s bits, a = a₁·2^s + a₀ where a₁ = ⌊a/2^s⌋ and 0 ≤ a₀ < 2^s, so that
 * a·b = a₁b₁·2^2s + (a₁b₀ + a₀b₁)·2^s + a₀b₀, each of the three below 2⁶³ for |a|, |b| < 2⁶².
 */
function limbSums(left: readonly Bounded[], right: readonly Bounded[], rows: number): readonly SumPart[] {
  const a = { expression: cast(product(left, "bigint"), "bigint"), bound: boundOf(left) };
  const b = { expression: cast(product(right, "bigint"), "bigint"), bound: boundOf(right) };
  const bits = Math.ceil(Math.max(bitLength(a.bound), bitLength(b.bound)) / 2);
  const high = (one: Sized): Sized => ({
    expression: binary(">>", one.expression, integer(bits)),
    bound: (one.bound >> BigInt(bits)) + 1n,
  });
  const low = (one: Sized): Sized => ({
    expression: binary("&", one.expression, integer(2n ** BigInt(bits) - 1n)),
    bound: 2n ** BigInt(bits) - 1n,
  });
  const times = (x: Sized, y: Sized): Sized => ({
    expression: binary("*", x.expression, y.expression),
    bound: x.bound * y.bound,
  });
  const top = times(high(a), high(b));
  const cross = [times(high(a), low(b)), times(low(a), high(b))];
  const bottom = times(low(a), low(b));
  const isSquare = left.map((one) => one.name).join("\u0000") === right.map((one) => one.name).join("\u0000");
  const middle = isSquare
    ? summed(cross[0].expression, cross[0].bound, rows, bits + 1)
    : summed(plus(cross[0].expression, cross[1].expression), cross[0].bound + cross[1].bound, rows, bits);
  return [summed(top.expression, top.bound, rows, 2 * bits), middle, summed(bottom.expression, bottom.bound, rows, 0)];
}
