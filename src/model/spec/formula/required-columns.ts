import { fail, nearest, type Place } from "../../../base/index.ts";
import { positionOf } from "./fault.ts";
import type { Formula } from "./formula.ts";
import type { SourcePolynomial } from "./source-polynomial.ts";

/** A source column that a model needs, and how the reader stores it. */
export interface RequiredColumn {
  /** Heading in the source. */
  readonly column: string;
  /**
   * `number`: must be numeric, stored as fixed. `label`: stored as codes of the texts exactly as in the file.
   * `auto`: fixed where every value is a number, else codes of the texts.
   */
  readonly role: "number" | "label" | "auto";
  /** Name in the store: the source's own, or `labelColumn` of it for labels. */
  readonly as: string;
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
    else want(wanted, variable.name, "auto");
  }
  if (formula.offset !== null) numbers(formula.offset.polynomial);
  if (roles.weights !== undefined) want(wanted, roles.weights, "number");
  if (roles.counts !== undefined) want(wanted, roles.counts, "number");
  if (formula.group !== null) {
    wanted.push({ column: formula.group.name, role: "label", as: labelColumn(formula.group.name) });
  }
  return wanted;
}

function want(wanted: RequiredColumn[], column: string, role: "number" | "auto"): void {
  const known = wanted.findIndex((one) => one.as === column);
  if (known < 0) wanted.push({ column, role, as: column });
  else if (role === "number") wanted[known] = { column, role, as: column };
}

/**
 * Checks that every column a formula names is among the table's.
 *
 * @param place of the table
 * @throws VARIABLE_UNKNOWN at its first mention
 */
export function checkVariables(formula: Formula, known: readonly string[], place: Place = {}): void {
  for (const { name, start } of formula.references) {
    if (known.includes(name)) continue;
    const near = nearest(name, known);
    const position = positionOf(formula.text, start);
    const params = { formula: formula.text, position, name, known, ...(near === undefined ? {} : { near }) };
    fail("VARIABLE_UNKNOWN", params, { ...place, character: position });
  }
}
