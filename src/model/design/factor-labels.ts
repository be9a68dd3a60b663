import type { StoredColumn } from "../../data/schema/index.ts";

/** The labels of a factor's levels: the texts of a coded column; the numbers of a fixed one as R writes them. */
export function factorLabels(stored: StoredColumn, codes: readonly bigint[]): readonly string[] {
  if (stored.kind === "coded") return codes.map((code) => stored.levels[Number(code)]);
  const { base, exponent } = stored.unit;
  return codes.map((code) => (base === 10 ? decimalText(code, exponent) : String(Number(code) * 2 ** exponent)));
}

/** integer · 10^exponent in digits, without trailing zeros after the point. */
function decimalText(integer: bigint, exponent: number): string {
  if (exponent >= 0) return (integer * 10n ** BigInt(exponent)).toString();
  const sign = integer < 0n ? "-" : "";
  const digits = (integer < 0n ? -integer : integer).toString().padStart(1 - exponent, "0");
  const fraction = digits.slice(exponent).replace(/0+$/, "");
  return sign + digits.slice(0, exponent) + (fraction === "" ? "" : `.${fraction}`);
}
