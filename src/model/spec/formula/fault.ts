import { type FormulaExpectation, fail } from "../../../base/index.ts";

/** Refuses a formula at a place: `index` counts UTF-16 units from 0; the message counts characters from 1. */
export function failSyntax(formula: string, index: number, expected: FormulaExpectation): never {
  const position = positionOf(formula, index);
  return fail("FORMULA_SYNTAX", { formula, position, expected }, { character: position });
}

/** Refuses what is right in the language but not in this version. `feature` is the notation itself, e.g. `poly()`. */
export function failLater(formula: string, index: number, feature: string): never {
  const position = positionOf(formula, index);
  return fail("FORMULA_LATER", { formula, position, feature }, { character: position });
}

/** Character position as a person counts: from 1, one for each code point. */
export function positionOf(formula: string, index: number): number {
  return [...formula.slice(0, index)].length + 1;
}
