export { describeFrame, type FrameCodes, frameQuery, frameSummaryQuery } from "./analysis-frame.ts";
export { buildDesign } from "./build-design.ts";
export type { Design, DesignColumn, DesignFactor, DesignGroup, DesignWeights } from "./design.ts";
export { type DesignDraft, draftDesign } from "./draft-design.ts";
export {
  type Coefficients,
  type ExpectedOptions,
  expectedQuery,
  type ModesTable,
} from "./expected-query.ts";
export { columnLimit } from "./lay-columns.ts";
export { lift } from "./lift.ts";
export { lower, type Plan } from "./lower.ts";
export { frameColumns, modelFormula, paperColumn } from "./model-formula.ts";
export type { Monomial, Polynomial, PolynomialTerm } from "./polynomial.ts";
export type {
  DataAnswer,
  DataRequest,
  DistinctRows,
  DistinctRowsRequest,
  GroupSums,
  MomentBlocks,
  MomentsRequest,
} from "./request.ts";
export { type SplitTable, splitWideColumns } from "./split-wide-columns.ts";
export { rowsOf, stored } from "./stored-column.ts";
