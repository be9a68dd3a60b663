import { formatYuan, type Money } from "../../base/index.ts";

/** What is printed where there is no number. */
export const noNumber = "—";

const minus = "−";

/**
 * A number with fixed decimals, a true minus sign (U+2212) and thousands separators. A value that rounds to zero loses
 * its sign, so that "−0.00" is never printed.
 */
export function formatNumber(value: number | null, decimals: number): string {
  if (value === null || !Number.isFinite(value)) return noNumber;
  const [whole, fraction] = Math.abs(value).toFixed(decimals).split(".");
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction === undefined ? "" : `.${fraction}`);
  return value < 0 && /[1-9]/.test(digits) ? minus + digits : digits;
}

/** As `formatNumber`, with a plus sign before what is printed as more than zero. */
export function formatSigned(value: number | null, decimals: number): string {
  const text = formatNumber(value, decimals);
  return value !== null && value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/**
 * The bound of an interval: as `formatNumber`, with more decimals where the bound would print as zero and is not, so that
 * an interval that is said to lie above zero never begins with one.
 */
export function formatBound(value: number | null, decimals: number): string {
  for (let more = decimals; more < decimals + 4; more++) {
    const text = formatNumber(value, more);
    if (value === 0 || !/^[0.]+$/.test(text)) return text;
  }
  return formatNumber(value, decimals);
}

/** A count with thousands separators. */
export function formatCount(value: number | null): string {
  return formatNumber(value, 0);
}

/** A share of one as percent: 0.981 → "98.1%". A share below one never prints as 100 %, one above zero never as 0 %. */
export function formatPercent(share: number | null, decimals = 1): string {
  if (share === null || !Number.isFinite(share)) return noNumber;
  const step = 10 ** -decimals;
  const bounded = share > 0 && share < 1 ? Math.min(Math.max(share * 100, step), 100 - step) : share * 100;
  return `${formatNumber(bounded, decimals)}%`;
}

/** A limit that the study sets, as percent without a trailing zero: 0.95 → "95%", 0.975 → "97.5%". */
export function formatLimit(share: number): string {
  return `${formatNumber(share * 100, 1).replace(/\.0$/, "")}%`;
}

/** Fen as yuan with two decimals: 49087844n → "490,878.44". */
export function formatFen(amount: Money): string {
  return formatYuan(amount).replace("-", minus);
}

/** Fen as ten thousand yuan (万元) with two decimals, half rounded away from zero: 49087844n → "49.09". */
export function formatTenThousand(amount: Money): string {
  const absolute = amount < 0n ? -amount : amount;
  const hundredths = (absolute + 5_000n) / 10_000n;
  return (amount < 0n && hundredths > 0n ? minus : "") + formatYuan(hundredths);
}

/** A name as it stands; one with right-to-left letters is isolated so that it can't turn the sentence around it. */
export function isolate(name: string): string {
  return /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff]/.test(name)
    ? `\u2068${name}\u2069`
    : name;
}
