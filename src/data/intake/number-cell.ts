import { parseDecimal } from "../../base/index.ts";

/** What a cell that should hold a number is. */
export type NumberKind = "number" | "missing" | "nan" | "other";

/** A parsed number: value = integer · 10^−scale, exactly. */
export interface NumberCell {
  kind: NumberKind;
  /** The integer, or its first 15 digits where it is long. */
  mantissa: number;
  /** More than 15 digits: `wideOf` gives the integer. */
  long: boolean;
  /** Further digits of a long integer: integer = mantissa · 10^tailDigits + tail. */
  tail: number;
  tailDigits: number;
  /** A long integer that came another way (an exponent, 20 digits and more). */
  wide: bigint | null;
  /** 0 … 400 places after the point; trailing zeros are dropped. */
  scale: number;
  /** Where it was read. */
  bytes: Uint8Array;
  start: number;
  end: number;
}

const zero = 48;
const point = 46;
const headDigits = 15;
const mostDigits = 19;
const nothing = new Uint8Array(0);

/** An empty cell to parse into. */
export function numberCell(): NumberCell {
  const digits = { mantissa: 0, long: false, tail: 0, tailDigits: 0, wide: null, scale: 0 };
  return { kind: "missing", ...digits, bytes: nothing, start: 0, end: 0 };
}

/** The integer of a long number. */
export function wideOf(cell: NumberCell): bigint {
  if (cell.wide !== null) return cell.wide;
  const integer = BigInt(cell.mantissa) * BigInt(10 ** cell.tailDigits);
  return cell.mantissa < 0 ? integer - BigInt(cell.tail) : integer + BigInt(cell.tail);
}

/** The double nearest to the number. */
export function doubleOf(cell: NumberCell): number {
  return cell.long || cell.scale > 22
    ? Number(cellText(cell.bytes, cell.start, cell.end))
    : cell.mantissa / 10 ** cell.scale;
}

/**
 * Parses the bytes of a cell into `cell` without rounding and mostly without making a text. Outer blanks are ignored;
 * nothing and NA are missing (as in R); NaN, infinity and what is beyond all doubles are told apart; everything that is no
 * decimal number is `other`.
 */
export function parseNumberInPlace(bytes: Uint8Array, from: number, to: number, cell: NumberCell): void {
  let start = from;
  let end = to;
  while (start < end && (bytes[start] === 32 || bytes[start] === 9)) start++;
  while (end > start && (bytes[end - 1] === 32 || bytes[end - 1] === 9)) end--;
  cell.bytes = bytes;
  cell.start = start;
  cell.end = end;
  cell.kind = "missing";
  if (start === end) return;
  if (!readDigits(bytes, start, end, cell)) parseSlowly(cell);
}

/** Reads sign, digits and point; false where something else stands there or there are more than 19 digits. */
function readDigits(bytes: Uint8Array, start: number, end: number, cell: NumberCell): boolean {
  const negative = bytes[start] === 45;
  let mantissa = 0;
  let tail = 0;
  let digits = 0;
  let scale = 0;
  let seen = false;
  let zeros = 0;
  let fraction = false;
  for (let at = negative || bytes[start] === 43 ? start + 1 : start; at < end; at++) {
    const digit = bytes[at] - zero;
    if (digit >= 0 && digit <= 9) {
      seen = true;
      // Zeros after the point count only when another digit follows.
      if (fraction && digit === 0) {
        zeros++;
        continue;
      }
      if (fraction) scale += zeros + 1;
      for (; zeros >= 0; zeros--) {
        const next = zeros === 0 ? digit : 0;
        if (digits === 0 && next === 0) continue;
        digits++;
        if (digits <= headDigits) mantissa = mantissa * 10 + next;
        else tail = tail * 10 + next;
      }
      zeros = 0;
      if (digits > mostDigits) return false;
    } else if (bytes[at] === point && !fraction) {
      fraction = true;
    } else return false;
  }
  if (!seen) return false;
  cell.kind = "number";
  cell.mantissa = negative && digits > 0 ? -mantissa : mantissa;
  cell.long = digits > headDigits;
  cell.tail = tail;
  cell.tailDigits = Math.max(0, digits - headDigits);
  cell.wide = null;
  cell.scale = digits === 0 ? 0 : scale;
  return true;
}

/** NaN, infinity, and numerals with exponents, some of which no double holds. */
const beyondDoubles = /^(?:nan|[+-]?(?:inf(?:inity)?|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?))$/i;

/** Words, exponents and more than 19 digits. */
function parseSlowly(cell: NumberCell): void {
  const text = cellText(cell.bytes, cell.start, cell.end);
  const decimal = parseDecimal(text);
  if (decimal === null || !Number.isFinite(Number(text))) {
    cell.kind = text === "NA" ? "missing" : beyondDoubles.test(text) ? "nan" : "other";
    return;
  }
  const small = decimal.mantissa > -(10n ** 15n) && decimal.mantissa < 10n ** 15n;
  cell.kind = "number";
  cell.mantissa = small ? Number(decimal.mantissa) : 0;
  cell.long = !small;
  cell.wide = small ? null : decimal.mantissa;
  cell.scale = decimal.scale;
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The text of a cell. */
export function cellText(bytes: Uint8Array, start: number, end: number): string {
  if (end - start > 24) return decoder.decode(bytes.subarray(start, end));
  let text = "";
  for (let i = start; i < end; i++) {
    if (bytes[i] > 127) return decoder.decode(bytes.subarray(start, end));
    text += String.fromCharCode(bytes[i]);
  }
  return text;
}
