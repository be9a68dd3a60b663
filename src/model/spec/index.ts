export { deparseNumber, quoteVariable } from "./formula/deparse.ts";
export type {
  FactorVariable,
  Formula,
  NumericVariable,
  PlainVariable,
  Reference,
  Term,
  Variable,
} from "./formula/formula.ts";
export { parseFormula } from "./formula/parse-formula.ts";
export {
  checkVariables,
  labelColumn,
  type ModelRoles,
  type RequiredColumn,
  requiredColumns,
} from "./formula/required-columns.ts";
export {
  columnPolynomial,
  multiplyPolynomials,
  type SourceMonomial,
  type SourcePolynomial,
} from "./formula/source-polynomial.ts";
export type { ModelSpec, PaperRef } from "./model-spec.ts";
