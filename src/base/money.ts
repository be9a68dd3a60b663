import { invariant } from "./errors.ts";

/** An amount of money in fen (1 yuan = 100 fen). Never a number. */
export type Money = bigint;

/** Reads yuan as text ("4500000.00", "1,000", "12.5") into fen; null when it is not an amount with at most two decimals. */
export function parseYuan(text: string): Money | null {
  const match = /^(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (match === null) return null;
  const whole = BigInt(match[2].replaceAll(",", ""));
  const fen = whole * 100n + BigInt((match[3] ?? "").padEnd(2, "0"));
  return match[1] === "-" ? -fen : fen;
}

/** Writes fen as yuan with two decimals and thousands separators: 49087844n → "490,878.44". */
export function formatYuan(fen: Money): string {
  const absolute = fen < 0n ? -fen : fen;
  const whole = (absolute / 100n).toString().replace(/\B(?=(\d{3})+$)/g, ",");
  const cents = (absolute % 100n).toString().padStart(2, "0");
  invariant(cents.length === 2, "fen below one yuan have two digits");
  return `${fen < 0n ? "-" : ""}${whole}.${cents}`;
}
