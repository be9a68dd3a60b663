import type { Unit } from "../schema/index.ts";

/** Doubles as integers of one unit. */
export interface Grid {
  readonly unit: Unit;
  /** True where every integer × unit is the double itself. */
  readonly exact: boolean;
}

/** Doubles in blocks; `missing[i]` is 1 where row i has none. */
export interface DoubleBlock {
  readonly values: Float64Array;
  readonly missing: Uint8Array;
}

/** Most decimal places at which doubles are tested for being decimals. */
const mostPlaces = 9;

/**
 * The least number of places k ≤ 9 at which every double is the one nearest to an integer m / 10^k with |m| < 2⁵³, or
 * null. Such a column holds decimals (marks with one place, say) and is exact as integers. Tested on all rows.
 */
export function decimalPlaces(blocks: readonly DoubleBlock[]): number | null {
  let places = 0;
  for (const { values, missing } of blocks) {
    for (let i = 0; i < values.length; i++) {
      if (missing[i] === 1) continue;
      while (!isDecimal(values[i], places)) {
        if (places === mostPlaces) return null;
        places++;
      }
    }
  }
  // Earlier rows were tested with fewer places; with more, their integers may have become too large.
  const all = blocks.every(({ values, missing }) => values.every((x, i) => missing[i] === 1 || isDecimal(x, places)));
  return all ? places : null;
}

function isDecimal(value: number, places: number): boolean {
  const power = 10 ** places;
  const integer = Math.round(value * power);
  return Math.abs(integer) <= Number.MAX_SAFE_INTEGER && integer / power === value;
}

/**
 * The binary grid of doubles that are no decimals (statistics, path B). Where all of them are integers of one power of
 * two, small enough that the sum of all products stays below 2¹²⁶, that power: nothing is rounded. Else a power of two
 * of at most 2⁻⁴⁸ of their range (never finer than the doubles themselves), on which each is rounded once.
 */
export function binaryGrid(blocks: readonly DoubleBlock[]): Grid {
  const { min, max, lowestBit, rows } = extent(blocks);
  const largest = Math.max(-min, max);
  if (largest === 0) return { unit: { base: 2, exponent: 0 }, exact: true };
  const magnitude = exponentOf(largest);
  const bits = magnitude - lowestBit + 1;
  if (bits <= 62 && 2 * bits + Math.ceil(Math.log2(rows + 1)) <= 126) {
    return { unit: { base: 2, exponent: lowestBit }, exact: true };
  }
  const range = exponentOf(max / 2 - min / 2) + 1;
  return { unit: { base: 2, exponent: Math.max(range - 48, magnitude - 52, -1074) }, exact: false };
}

/** Gives the integer of a double on a binary grid. Exact for integers beyond 2⁵³ too: a double that large is whole. */
export function gridRounding(exponent: number): (value: number) => number {
  // Two factors: one power of two alone would overflow for the finest grids.
  const half = Math.trunc(exponent / 2);
  const first = 2 ** -half;
  const second = 2 ** -(exponent - half);
  return (value) => Math.round(value * first * second) + 0;
}

interface Extent {
  readonly min: number;
  readonly max: number;
  /** Exponent of the lowest bit that is set in any of them. */
  readonly lowestBit: number;
  readonly rows: number;
}

function extent(blocks: readonly DoubleBlock[]): Extent {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let lowestBit = 1024;
  let rows = 0;
  for (const { values, missing } of blocks) {
    const words = new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
    for (let i = 0; i < values.length; i++) {
      if (missing[i] === 1) continue;
      rows++;
      const value = values[i];
      if (value < min) min = value;
      if (value > max) max = value;
      if (value !== 0) lowestBit = Math.min(lowestBit, lowestBitOf(words[2 * i], words[2 * i + 1]));
    }
  }
  return rows === 0 ? { min: 0, max: 0, lowestBit: 0, rows } : { min, max, lowestBit, rows };
}

/** Exponent of the lowest set bit of the double with these two words (little-endian). */
function lowestBitOf(low: number, high: number): number {
  const biased = (high >>> 20) & 0x7ff;
  const base = (biased === 0 ? 1 : biased) - 1075;
  if (low !== 0) return base + trailingZeros(low);
  const top = (high & 0xfffff) | (biased === 0 ? 0 : 0x100000);
  return base + 32 + trailingZeros(top);
}

function trailingZeros(word: number): number {
  return 31 - Math.clz32(word & -word);
}

/** The exponent e of a positive double with 2^e ≤ x < 2^(e+1). */
function exponentOf(value: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const biased = view.getUint16(0) >>> 4;
  if (biased > 0) return biased - 1023;
  return value === 0 ? -1074 : Math.floor(Math.log2(value));
}
