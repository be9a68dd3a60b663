import { fail } from "../../base/index.ts";
import type { FixedColumn } from "../../data/schema/index.ts";
import { columnPolynomial, type Formula, multiplyPolynomials, type Term, type Variable } from "../spec/index.ts";
import type { DesignColumn, DesignFactor } from "./design.ts";
import { constantOne, monomialKey, type Polynomial, storedPolynomial } from "./polynomial.ts";

/** More design columns than this are refused. */
export const columnLimit = 500;

type ColumnOf = (name: string) => FixedColumn;
type FactorOf = (variable: Variable) => number;

/** Design columns in R's order and their distinct numeric parts. */
export interface LaidColumns {
  readonly columns: readonly DesignColumn[];
  readonly numerics: readonly Polynomial[];
}

/** Expands the terms of a formula to columns: within an interaction the first factor varies fastest, as R has it. */
export function layColumns(
  formula: Formula,
  factors: readonly DesignFactor[],
  columnOf: ColumnOf,
  factorOf: FactorOf,
): LaidColumns {
  const terms = adjustForIntercept(formula, factorOf);
  const choices = terms.map((term) => levelChoices(formula, term, factors, factorOf));
  checkWidth(formula.intercept, choices, factors);
  const numerics: Polynomial[] = [];
  const columns: DesignColumn[] = [];
  if (formula.intercept) {
    columns.push({
      name: "(Intercept)",
      unit: constantOne.unit,
      numeric: indexOf(numerics, constantOne),
      indicators: [],
    });
  }
  terms.forEach((term, index) => {
    const polynomial = numericPart(formula, term, columnOf, factorOf);
    const numeric = indexOf(numerics, polynomial);
    for (const combination of combinations(choices[index])) {
      const name = combination.map((choice) => choice.label).join(":");
      const indicators = combination.flatMap(({ factor, level }) => (factor < 0 ? [] : [{ factor, level }]));
      columns.push({ name, unit: polynomial.unit, numeric, indicators });
    }
  });
  return { columns, numerics };
}

/** Without an intercept the first factor of the first term that has one gets a column for every level (R's `modelframe`). */
function adjustForIntercept(formula: Formula, factorOf: FactorOf): readonly Term[] {
  if (formula.intercept) return formula.terms;
  const isFactor = (index: number) => factorOf(formula.variables[index]) >= 0;
  const first = formula.terms.findIndex((term) => term.variables.some(isFactor));
  return formula.terms.map((term, index) => {
    if (index !== first) return term;
    const at = term.variables.findIndex(isFactor);
    return { ...term, codes: term.codes.map((code, k) => (k === at ? ("full" as const) : code)) };
  });
}

interface Choice {
  readonly label: string;
  /** −1: a numeric variable. */
  readonly factor: number;
  readonly level: number;
}

/** For each variable of a term the columns that it alone gives. */
function levelChoices(
  formula: Formula,
  term: Term,
  factors: readonly DesignFactor[],
  factorOf: FactorOf,
): readonly (readonly Choice[])[] {
  return term.variables.map((index, k) => {
    const variable = formula.variables[index];
    const factor = factorOf(variable);
    if (factor < 0) return [{ label: variable.label, factor, level: 0 }];
    const { labels } = factors[factor];
    const order = levelOrder(variable, labels);
    const kept = term.codes[k] === "full" ? order : order.slice(1);
    return kept.map((level) => ({ label: variable.label + labels[level], factor, level }));
  });
}

/** Levels with the reference first. */
function levelOrder(variable: Variable, labels: readonly string[]): readonly number[] {
  const order = [...labels.keys()];
  if (variable.kind !== "factor" || variable.reference === null) return order;
  const { level } = variable.reference;
  const reference = labels.indexOf(level);
  if (reference < 0) fail("LEVEL_UNKNOWN", { name: variable.name, level, known: labels });
  return [reference, ...order.filter((one) => one !== reference)];
}

function checkWidth(
  intercept: boolean,
  choices: readonly (readonly (readonly Choice[])[])[],
  factors: readonly DesignFactor[],
): void {
  const width = (term: readonly (readonly Choice[])[]) => term.reduce((product, one) => product * one.length, 1);
  const columns = choices.reduce((total, term) => total + width(term), intercept ? 1 : 0);
  if (columns <= columnLimit) return;
  const [widest] = [...factors].sort((a, b) => b.codes.length - a.codes.length);
  fail("TOO_MANY_COLUMNS", { columns, limit: columnLimit, widest: widest?.column ?? "" });
}

function numericPart(formula: Formula, term: Term, columnOf: ColumnOf, factorOf: FactorOf): Polynomial {
  const parts = term.variables
    .map((index) => formula.variables[index])
    .filter((variable) => factorOf(variable) < 0)
    .map((variable) => (variable.kind === "numeric" ? variable.polynomial : columnPolynomial(variable.name)));
  return parts.length === 0 ? constantOne : storedPolynomial(parts.reduce(multiplyPolynomials), columnOf);
}

/** All ways to choose one from each list; the first list varies fastest. */
function combinations(lists: readonly (readonly Choice[])[]): readonly (readonly Choice[])[] {
  return lists.reduce<readonly (readonly Choice[])[]>(
    (earlier, list) => list.flatMap((choice) => earlier.map((chosen) => [...chosen, choice])),
    [[]],
  );
}

/** Index of a polynomial among those seen; added where it is new. */
function indexOf(numerics: Polynomial[], polynomial: Polynomial): number {
  const key = keyOf(polynomial);
  const known = numerics.findIndex((one) => keyOf(one) === key);
  return known >= 0 ? known : numerics.push(polynomial) - 1;
}

function keyOf({ unit, terms }: Polynomial): string {
  const parts = terms.map(({ coefficient, monomial }) => `${coefficient}*${monomialKey(monomial)}`).sort();
  return `${unit.base}^${unit.exponent} ${parts.join("+")}`;
}
