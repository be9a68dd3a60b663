import { fail, nearest } from "../../../base/index.ts";
import { positionOf } from "./fault.ts";
import type { Formula } from "./formula.ts";
import type { SourcePolynomial } from "./source-polynomial.ts";

/** A source column that a model needs, and how the reader stores it. */
export interface RequiredColumn {
  readonly source: string;
  /** Name in the store: the source's own, or `labelColumn(source)` for labels. */
  readonly stored: string;
  /**
   * `number`: must be numeric, stored as fixed. `label`: stored as codes of the texts exactly as in the file.
   * `either`: fixed where every value is a number, else codes of the texts.
   */
  readonly as: "number" | "label" | "either";
}

/** Columns that a model takes beside its formula. */
export interface ModelRoles {
  /** Precision weights: Var(e_i) = σ²/w_i. */
  readonly weights?: string;
  /** Frequency counts: row i stands for c_i rows. */
  readonly counts?: string;
}

/** The stored name of a source column kept as text labels. A column needed both ways is stored twice. */
export function labelColumn(source: string): string {
  return `${source}#label`;
}

/** What a formula needs of its table, each stored column once, in order of appearance; the response first. */
export function requiredColumns(formula: Formula, roles: ModelRoles = {}): readonly RequiredColumn[] {
  const wanted: RequiredColumn[] = [];
  const numbers = (polynomial: SourcePolynomial) => {
    for (const { name } of polynomial.flatMap((one) => one.powers)) want(wanted, name, "number");
  };
  numbers(formula.response.polynomial);
  for (const variable of formula.variables) {
    if (variable.kind === "numeric") numbers(variable.polynomial);
    else want(wanted, variable.name, "either");
  }
  if (formula.offset !== null) numbers(formula.offset.polynomial);
  if (roles.weights !== undefined) want(wanted, roles.weights, "number");
  if (roles.counts !== undefined) want(wanted, roles.counts, "number");
  if (formula.group !== null) {
    wanted.push({ source: formula.group.name, stored: labelColumn(formula.group.name), as: "label" });
  }
  return wanted;
}

function want(wanted: RequiredColumn[], source: string, as: "number" | "either"): void {
  const known = wanted.findIndex((one) => one.stored === source);
  if (known < 0) wanted.push({ source, stored: source, as });
  else if (as === "number") wanted[known] = { source, stored: source, as };
}

/** Checks that every column a formula names is among the table's. @throws VARIABLE_UNKNOWN at its first mention */
export function checkVariables(formula: Formula, known: readonly string[]): void {
  for (const { name, start } of formula.references) {
    if (known.includes(name)) continue;
    const near = nearest(name, known);
    const position = positionOf(formula.text, start);
    const params = { formula: formula.text, position, name, known, ...(near === undefined ? {} : { near }) };
    fail("VARIABLE_UNKNOWN", params, { character: position });
  }
}
