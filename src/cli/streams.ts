import type { Language } from "../base/index.ts";

/** Where a command writes, and in which language. Results go to `out`, everything else to `error`. */
export interface Streams {
  out(text: string): void;
  error(text: string): void;
  /** True where `error` is a terminal: the only place for progress. */
  readonly isTerminal: boolean;
  readonly language: Language;
}

/**
 * The language of messages: as asked for, else by ZENGZHI_LANG, else the machine's own (zh… gives Chinese), else English.
 */
export function chooseLanguage(asked: string | undefined): Language {
  const wish = asked ?? process.env.ZENGZHI_LANG ?? localeName();
  return wish.toLowerCase().startsWith("zh") ? "zh" : "en";
}

function localeName(): string {
  const named = process.env.LC_ALL ?? process.env.LC_MESSAGES ?? process.env.LANG;
  if (named !== undefined && named !== "" && named !== "C" && named !== "POSIX") return named;
  return Intl.DateTimeFormat().resolvedOptions().locale;
}
