import { z } from "zod";
import { type Expectation, parseDecimal, parseYuan } from "../../base/index.ts";

/**
 * The smallest parts of a study file. Each carries, as the schema's error text, what the value must be in a form that
 * `schema-issues.ts` turns into an `Expectation`; the words for people are in the message tables.
 */

/** The error text of a leaf: "expect:share". */
export function expecting(what: Extract<Expectation, string>): { readonly error: string } {
  return { error: `expect:${what}` };
}

/** Any text that is not empty. */
export const text = z.string(expecting("text")).min(1, expecting("text"));

/** A text in both languages, or one text that serves for both. */
export const localized = z.union([text, strict({ zh: text, en: text })], expecting("localized"));

/** What an attribute is called, and what its values are called: as `localized`, with `levels` beside the two texts. */
export const attributeWords = z.union(
  [text, strict({ zh: text, en: text, levels: z.record(text, localized, expecting("mapping")).optional() })],
  expecting("localized"),
);

/** An id that becomes a file name on any system: small letters, digits, hyphen, underscore; no device name of Windows. */
export const id = z
  .string(expecting("id"))
  .regex(/^(?!(?:con|prn|aux|nul|com\d|lpt\d)$)[a-z0-9][a-z0-9_-]{0,59}$/, expecting("id"));

/** A name that data use too (tests, subjects, attributes): any letters, no slash, no space at the ends, at most 60 characters. */
export const name = z.string(expecting("text")).regex(/^[^\s/\\](?:[^\n\r\t/\\]{0,58}[^\s/\\])?$/, expecting("text"));

/** Heading of a column. */
export const column = text;

/** A column by its heading alone or as { column: heading }. */
export const columnRef = z.union([column, strict({ column })], expecting("column"));

export const share = z.number(expecting("share")).min(0, expecting("share")).max(1, expecting("share"));

/** A whole number in a range. */
export function wholeNumber(from: number, to: number): z.ZodInt {
  const range = { error: `range:${from}:${to}` };
  return z.int(range).min(from, range).max(to, range);
}

/** A decimal as text or number; kept as text. */
export const decimal = z.union(
  [z.number(), z.string().refine((value) => parseDecimal(value) !== null, expecting("decimal"))],
  expecting("decimal"),
);

/** An amount of yuan above zero, as quoted text: a number could not hold the fen. */
export const yuan = z
  .string(expecting("money"))
  .regex(/^(\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,2})?$/, expecting("money"))
  .refine((value) => (parseYuan(value) ?? 0n) > 0n, expecting("money"));

export const memory = z.string(expecting("memory")).regex(/^[1-9]\d*(?:MB|GB)$/, expecting("memory"));

/** 学年: two years in a row, or unknown. */
export const schoolYear = z
  .string(expecting("schoolYear"))
  .regex(/^(?:\d{4}-\d{4}|unknown)$/, expecting("schoolYear"))
  .refine(
    (value) => value === "unknown" || Number(value.slice(5)) === Number(value.slice(0, 4)) + 1,
    expecting("schoolYear"),
  );

/** A year as number or text, or unknown. */
export const year = z.union(
  [
    z.int(expecting("year")).min(1900, expecting("year")).max(2200, expecting("year")),
    z.string().regex(/^(?:\d{4}|unknown)$/, expecting("year")),
  ],
  expecting("year"),
);

/** A day of the calendar as YYYY-MM-DD. */
export const date = z.iso.date(expecting("date"));

/** A list with at least one item. */
export function filledList<T extends z.ZodType>(item: T): z.ZodArray<T> {
  return z.array(item, expecting("filledList")).min(1, expecting("filledList"));
}

/** A mapping from names to values. */
export function record<T extends z.ZodType>(value: T): z.ZodRecord<typeof name, T> {
  return z.record(name, value, expecting("mapping"));
}

/** A mapping with these keys and no other. The error text of an unknown key lists the keys there are. */
export function strict<S extends z.ZodRawShape>(shape: S): z.ZodObject<S, z.core.$strict> {
  const keys = `keys:${Object.keys(shape).join(":")}`;
  return z.strictObject(shape, { error: (raw) => (raw.code === "unrecognized_keys" ? keys : "expect:mapping") });
}
