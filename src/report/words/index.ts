export { type ExplainedAward, explainAward } from "./award-explanation.ts";
export type { MessageTable, MessageWords } from "./message-table.ts";
export { codes, isCode, renderIssue, renderIssues, renderPlace, wordsOf } from "./messages.ts";
