import { type Decimal, invariant } from "../../base/index.ts";

/**
 * Rounds numbers once to decimals with so many places that the largest keeps nine significant digits (at most 100 places). From
 * here on all arithmetic is exact, so that whoever multiplies the printed figures by hand gets the same fen.
 * Half of a last place goes up, decided on the number's exact binary value (ECMAScript `toFixed`).
 *
 * @param values finite, at least 0
 */
export function toGrid(values: readonly number[]): Decimal[] {
  invariant(
    values.every((value) => Number.isFinite(value) && value >= 0),
    "measures are finite and not negative",
  );
  const largest = values.reduce((a, b) => Math.max(a, b), 0);
  const exponent = Number(largest.toExponential().split("e")[1]);
  const scale = largest === 0 ? 0 : Math.min(100, Math.max(0, 8 - exponent));
  return values.map((value) => ({ mantissa: scaled(value, scale), scale }));
}

function scaled(value: number, scale: number): bigint {
  // From 10²¹ on `toFixed` writes an exponent; such numbers are whole.
  if (value >= 1e21) return BigInt(value) * 10n ** BigInt(scale);
  return BigInt(value.toFixed(scale).replace(".", ""));
}
