/** An exact decimal: value = mantissa · 10^−scale. */
export interface Decimal {
  readonly mantissa: bigint;
  readonly scale: number;
}

/**
 * Reads a decimal number as text ("0.2613242", "-1.5e-05", "+3", ".5") without any rounding; null when it is not one.
 * Trailing zeros after the point are dropped, so "7.0" has scale 0. Exponents beyond ±400 are not read.
 */
export function parseDecimal(text: string): Decimal | null {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text);
  if (match === null) return null;
  const [, sign, whole, fraction = "", exponent = "0"] = match;
  if (whole === "" && fraction === "") return null;
  const shift = Number(exponent);
  if (Math.abs(shift) > 400) return null;
  let digits = (whole + fraction).replace(/^0+(?=\d)/, "");
  let scale = fraction.length - shift;
  const trailing = /0+$/.exec(digits)?.[0].length ?? 0;
  const drop = Math.max(0, Math.min(trailing, scale));
  digits = drop === 0 ? digits : digits.slice(0, digits.length - drop) || "0";
  scale -= drop;
  if (scale < 0) {
    digits += "0".repeat(-scale);
    scale = 0;
  }
  const magnitude = BigInt(digits);
  if (magnitude === 0n) return { mantissa: 0n, scale: 0 };
  return { mantissa: sign === "-" ? -magnitude : magnitude, scale };
}

/** Negative where a < b, zero where equal, positive where a > b; exact. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale);
  const difference = a.mantissa * 10n ** BigInt(scale - a.scale) - b.mantissa * 10n ** BigInt(scale - b.scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Writes a decimal without exponent, with as many places as its scale: { −15, 6 } → "-0.000015". */
export function formatDecimal({ mantissa, scale }: Decimal): string {
  const sign = mantissa < 0n ? "-" : "";
  const digits = (mantissa < 0n ? -mantissa : mantissa).toString().padStart(scale + 1, "0");
  if (scale === 0) return sign + digits;
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
