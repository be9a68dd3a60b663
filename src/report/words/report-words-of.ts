import type { Language } from "../../base/index.ts";
import { en } from "./en.ts";
import type { ReportWords } from "./report-words.ts";
import { zh } from "./zh.ts";

const tables: Readonly<Record<Language, ReportWords>> = { zh, en };

/** The words of one language. */
export function reportWordsOf(language: Language): ReportWords {
  return tables[language];
}
