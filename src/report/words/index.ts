export { awardArithmetic, explainAward } from "./award-explanation.ts";
export type { MessageTable, MessageWords } from "./message-table.ts";
export { codes, groupIssues, isCode, readIssues, renderIssue, renderIssues, renderPlace, wordsOf } from "./messages.ts";
export { paperLabel } from "./paper-label.ts";
export { type Unit, unitName } from "./unit-name.ts";
