/** Languages of reports and messages. */
export type Language = "zh" | "en";

export const languages: readonly Language[] = ["zh", "en"];

/** A text in both languages. */
export interface Localized {
  readonly zh: string;
  readonly en: string;
}
