/**
 * The library: one model on one table, or a whole study. Everything else is reached through the command line.
 *
 * ```ts
 * import { fitTable } from "zengzhi";
 * const fit = await fitTable({ formula: "normexam ~ standLRT + (1 | school)", data: "exam.csv" });
 * fit.coefficients; // [{ term: "(Intercept)", estimate, stdError, … }, …]
 * ```
 */
export { type Issue, type Language, type Localized, type Place, ProjectError, type Severity } from "./base/index.ts";
export {
  checkStudy,
  type FitOptions,
  fitTable,
  type GrowthOptions,
  initStudy,
  measureGrowth,
  type NewStudy,
  type RerenderOptions,
  type RunOptions,
  rerenderReports,
  runStudy,
} from "./pipeline/index.ts";
export {
  type CheckSummary,
  type FitDocument,
  type GrowthDocument,
  type RunSummary,
  renderFitSummary,
  renderGrowthSummary,
  renderIssue,
  renderIssues,
} from "./report/index.ts";
