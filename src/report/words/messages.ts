import type { Code, CodeParams, Issue, Language, Place } from "../../base/index.ts";
import type { MessageTable, MessageWords } from "./message-table.ts";
import { messagesEn } from "./messages-en.ts";
import { messagesZh } from "./messages-zh.ts";

const tables: Record<Language, MessageTable> = { zh: messagesZh, en: messagesEn };

/** Every code there is, in alphabetical order. */
export const codes: readonly Code[] = Object.keys(messagesEn).filter(isCode).sort();

/** True where the text is one of the codes. */
export function isCode(text: string): text is Code {
  return Object.hasOwn(messagesEn, text);
}

/** The words of an issue: what is wrong, why, and how to mend it. */
export function wordsOf<C extends Code>(
  issue: { readonly code: C; readonly params: CodeParams[C] },
  language: Language,
): MessageWords {
  const table: MessageTable = tables[language];
  return table[issue.code](issue.params);
}

const separators: Record<Language, string> = { zh: "，", en: ", " };
const labels = {
  zh: { where: "位置", also: "另有", why: "原因", mend: "办法" },
  en: { where: "where", also: "also ", why: "why  ", mend: "mend " },
} as const satisfies Record<Language, Record<string, string>>;

/**
 * Where an issue lies, as one line: file:line:column for study files; file, sheet, row and column for tables. Empty
 * where nothing is known.
 */
export function renderPlace(place: Place, language: Language): string {
  const parts: string[] = [];
  if (place.line !== undefined) {
    const column = place.character === undefined ? "" : `:${place.character}`;
    parts.push(`${place.file ?? ""}:${place.line}${column}`.replace(/^:/, ""));
  } else if (place.file !== undefined) {
    parts.push(place.file);
  }
  if (place.sheet !== undefined) parts.push(language === "zh" ? `工作表“${place.sheet}”` : `sheet "${place.sheet}"`);
  if (place.row !== undefined) parts.push(language === "zh" ? `第${place.row}行` : `row ${place.row}`);
  if (place.column !== undefined) parts.push(language === "zh" ? `“${place.column}”列` : `column ${place.column}`);
  const text = parts.join(separators[language]);
  if (place.path === undefined || place.path === "") return text;
  return text === "" ? place.path : `${text}  ${language === "zh" ? `（${place.path}）` : `(${place.path})`}`;
}

/**
 * An issue as four lines without a line end: code and what is wrong, where (left out where nothing is known), why, and
 * how to mend it.
 */
export function renderIssue(issue: Issue, language: Language): string {
  return renderGroup([issue], language);
}

/**
 * Issues in groups of the same code and the same remedy: errors first, then warnings, then notes; within these in the
 * order given.
 */
export function groupIssues(issues: readonly Issue[]): readonly (readonly Issue[])[] {
  const rank = { error: 0, warning: 1, note: 2 } as const;
  const groups = new Map<string, Issue[]>();
  for (const issue of issues) {
    // The same in either language: both tables write the same parameters into the same part.
    const { why, mend } = wordsOf(issue, "en");
    const key = JSON.stringify([issue.severity, issue.code, why, mend]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [issue]);
    else group.push(issue);
  }
  return [...groups.values()].sort(([a], [b]) => rank[a.severity] - rank[b.severity]);
}

/**
 * A group of issues as sentences for a page: what is wrong and where (five places at most, then a count), why, and how
 * to mend it. The code is left out.
 */
export function readIssues(group: readonly Issue[], language: Language): string {
  const [first] = group;
  const { what, why, mend } = wordsOf(first, language);
  const { stop, between, where, because, remedy } = sentences[language];
  const places = placesOf(group, language);
  const located = hasPlace(group);
  const lead = located || group.length === 1 ? what + countOf(group, language) : places.join(between);
  const parts = [lead, ...(located ? [where + places.join(between)] : []), because + why, remedy + mend];
  return parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1) + stop).join(language === "zh" ? "" : " ");
}

const sentences = {
  zh: { stop: "。", between: "；", where: "位置：", because: "原因：", remedy: "办法：" },
  en: { stop: ".", between: "; ", where: "Where: ", because: "Why: ", remedy: "To mend it: " },
} as const satisfies Record<Language, Record<string, string>>;

/** How many places are listed for one message. */
export const placesShown = 5;

/**
 * Many issues as text, in the groups of `groupIssues`: one message each, with its places listed (five at most, then a
 * count).
 */
export function renderIssues(issues: readonly Issue[], language: Language): string {
  return groupIssues(issues)
    .map((group) => renderGroup(group, language))
    .join("\n\n");
}

function renderGroup(group: readonly Issue[], language: Language): string {
  const [first] = group;
  const { what, why, mend } = wordsOf(first, language);
  const label = labels[language];
  const lines = [`${first.code}  ${what}${countOf(group, language)}`];
  const indent = " ".repeat(language === "zh" ? 4 : 5);
  // Without places the first issue is told by the line above.
  const isLocated = hasPlace(group);
  const places = isLocated ? placesOf(group, language) : placesOf(group, language).slice(1);
  places.forEach((place, i) => {
    lines.push(`  ${i > 0 ? indent : isLocated ? label.where : label.also}  ${place}`);
  });
  lines.push(`  ${label.why}  ${why}`, `  ${label.mend}  ${mend}`);
  return lines.join("\n");
}

/** Whether any issue of a group says where it lies. */
function hasPlace(group: readonly Issue[]): boolean {
  return group.some((issue) => renderPlace(issue.where, "en") !== "");
}

/** "(3 times)" after what is wrong; nothing for one. */
function countOf(group: readonly Issue[], language: Language): string {
  if (group.length === 1) return "";
  return language === "zh" ? `（共${group.length}处）` : ` (${group.length} times)`;
}

/** Where each issue of a group lies, with its own facts where they differ from the first one's; five at most, then a count. */
function placesOf(group: readonly Issue[], language: Language): string[] {
  const { what } = wordsOf(group[0], language);
  const isLocated = hasPlace(group);
  const places = group.slice(0, placesShown).map((issue) => {
    const place = renderPlace(issue.where, language);
    const its = wordsOf(issue, language).what;
    if (its === what && isLocated) return place;
    return place === "" ? its : `${place}${language === "zh" ? "：" : ": "}${its}`;
  });
  const left = group.length - placesShown;
  if (left > 0) places.push(language === "zh" ? `其余${left}处见问题清单` : `${left} more in the list of issues`);
  return places.filter((place) => place !== "");
}
