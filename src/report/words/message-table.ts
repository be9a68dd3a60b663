import type { Code, CodeParams } from "../../base/index.ts";

/** One message in one language: what is wrong, why it is wrong (the rule), and how to mend it. No full stop at the end. */
export interface MessageWords {
  readonly what: string;
  readonly why: string;
  readonly mend: string;
}

/** The words of every code in one language. A code without words does not compile. */
export type MessageTable = { readonly [C in Code]: (params: CodeParams[C]) => MessageWords };

/** A share as per cent with at most one decimal: 0.0132 → "1.3". */
export function percent(share: number): string {
  return String(Math.round(share * 1000) / 10);
}

/** A number in at most four significant digits, for messages only. */
export function short(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
}

/** The first names of a list, and how many are left out: at most sixteen are named. */
export function firstNames(
  names: readonly string[],
  separator: string,
): { readonly text: string; readonly left: number } {
  const shown = names.slice(0, 16);
  return { text: shown.join(separator), left: names.length - shown.length };
}
