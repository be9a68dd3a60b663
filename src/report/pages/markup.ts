import { html as honoHtml, raw } from "hono/html";
import { invariant } from "../../base/index.ts";

/** Text that is HTML already: made by `html` from escaped parts, or by our own pictures. */
export type Markup = ReturnType<typeof raw>;

/** HTML from a template; every interpolated text is escaped, arrays are joined, null and false are left out. */
export function html(strings: TemplateStringsArray, ...values: readonly Part[]): Markup {
  const result = honoHtml(strings, ...values.map((value) => (value === null || value === false ? "" : value)));
  invariant(!(result instanceof Promise), "no part of a page is a promise");
  return result;
}

export type Part = string | number | Markup | null | false | readonly Part[];

/** Marks text as HTML. Only for what this program itself has written and escaped (pictures, style, script). */
export function trusted(text: string): Markup {
  return raw(text);
}

export const nothing: Markup = raw("");

/** A relative link without scheme, host, colon or blank, or null: links come from data and must stay in the folder. */
export function safeLink(href: string | undefined): string | null {
  if (href === undefined || href === "" || href.startsWith("//") || /[\s:\\]/.test(href)) return null;
  return [...href].some((letter) => letter < " ") ? null : href;
}

/** An anchor id from an identifier of the study: ASCII letters and digits kept, everything else as its code point. */
export function anchorOf(...parts: readonly string[]): string {
  const clean = (text: string): string =>
    [...text]
      .map((letter) => (/[A-Za-z0-9]/.test(letter) ? letter : `_${letter.codePointAt(0)?.toString(16)}`))
      .join("");
  return parts.map(clean).join("-");
}
