import { invariant } from "../../base/index.ts";

/** Number of bits of |x|: the k with 2^(k−1) ≤ |x| < 2^k; 0 for 0. */
export function bitLength(x: bigint): number {
  const hex = (x < 0n ? -x : x).toString(16);
  return hex === "0" ? 0 : hex.length * 4 - Math.clz32(Number.parseInt(hex[0], 16)) + 28;
}

/**
 * The double next to numerator ÷ denominator (round half to even), for integers of any size. Results below 2⁻¹⁰²² are
 * rounded twice.
 */
export function ratioToNumber(numerator: bigint, denominator: bigint): number {
  invariant(denominator !== 0n, "ratio with denominator 0");
  if (numerator === 0n) return 0;
  const negative = numerator < 0n !== denominator < 0n;
  let top = numerator < 0n ? -numerator : numerator;
  let bottom = denominator < 0n ? -denominator : denominator;
  // At least 66 bits of quotient; the sticky bit below them stands for the rest of it.
  const shift = 66 - bitLength(top) + bitLength(bottom);
  if (shift > 0) top <<= BigInt(shift);
  else bottom <<= BigInt(-shift);
  const quotient = top / bottom;
  const sticky = quotient * bottom === top ? 0n : 1n;
  const magnitude = timesPowerOfTwo(Number((quotient << 1n) | sticky), -shift - 1);
  return negative ? -magnitude : magnitude;
}

/** The double next to integer · 2^exponent, for an integer of any size. */
export function scaledToNumber(integer: bigint, exponent: number): number {
  const direct = Number(integer);
  if (Number.isFinite(direct)) return timesPowerOfTwo(direct, exponent);
  const drop = bitLength(integer) - 128;
  // 128 leading bits; arithmetic shift floors, and the sticky bit keeps the rounding right.
  const head = integer >> BigInt(drop);
  const sticky = head << BigInt(drop) === integer ? 0n : 1n;
  return timesPowerOfTwo(Number(head | sticky), exponent + drop);
}

/** x · 2^exponent, exact unless the result leaves the range of normal doubles. */
export function timesPowerOfTwo(x: number, exponent: number): number {
  let result = x;
  let left = exponent;
  while (left > 1000) {
    result *= 2 ** 1000;
    left -= 1000;
  }
  while (left < -1000) {
    result *= 2 ** -1000;
    left += 1000;
  }
  return result * 2 ** left;
}
