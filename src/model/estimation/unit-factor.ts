import type { MomentBlocks } from "./from-design.ts";

type Unit = MomentBlocks["weightUnit"];

/** A unit as an exact fraction. */
export interface UnitFactor {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export function unitFactor(unit: Unit): UnitFactor {
  const power = BigInt(unit.base) ** BigInt(Math.abs(unit.exponent));
  return unit.exponent < 0 ? { numerator: 1n, denominator: power } : { numerator: power, denominator: 1n };
}

/** A unit as a double: exact for base 2, correctly rounded for base 10. */
export function unitToNumber(unit: Unit): number {
  if (unit.base === 2) return 2 ** unit.exponent;
  return Number(`1e${unit.exponent}`);
}
