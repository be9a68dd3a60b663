export { type ContentsLink, renderContentsPage } from "./contents-page.ts";
export { parseReport } from "./parse-report.ts";
export type {
  CheckEntry,
  CoefficientEntry,
  EffectEntry,
  EffectTerm,
  FitDocument,
  VarianceEntry,
} from "./terminal/fit-document.ts";
export { renderFitSummary } from "./terminal/fit-summary.ts";
export type { GrowthDocument, GrowthGroupEntry, GrowthOrderEntry, GrowthRow } from "./terminal/growth-document.ts";
export { renderGrowthSummary } from "./terminal/growth-summary.ts";
export {
  type CheckSummary,
  type RunSummary,
  renderCheckSummary,
  renderRunSummary,
  type SourceSummary,
  type StudyIssue,
} from "./terminal/study-summaries.ts";
export type {
  AwardRow,
  BureauReport,
  CheckLine,
  CoefficientRow,
  CountRow,
  EffectRow,
  Fingerprints,
  FundSection,
  IndexRow,
  IndexSection,
  LevelSection,
  ModelSection,
  PotSection,
  QualitySummary,
  RowFlag,
  Scale,
  StudyHeading,
} from "./types.ts";
export { awardArithmetic, explainAward } from "./words/award-explanation.ts";
export { groupIssues, readIssues, renderIssue, renderIssues, renderPlace } from "./words/messages.ts";
export { paperLabel } from "./words/paper-label.ts";
export { type Unit, unitName } from "./words/unit-name.ts";
