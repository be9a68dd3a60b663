import { fail, invariant } from "../../base/index.ts";
import type { FixedColumn } from "../../data/schema/index.ts";
import { findColumn, fromUnit, type StoredColumn, type StoredTable } from "../../data/schema/index.ts";
import {
  allOf,
  binary,
  caseOf,
  count,
  type Expression,
  integer,
  isNull,
  not,
  type SelectNode,
  sum,
} from "../../data/sql/index.ts";
import { checkVariables, type Formula, labelColumn, type ModelRoles, requiredColumns } from "../spec/index.ts";
import type { DesignWeights } from "./design.ts";
import { rowsOf, stored } from "./stored-column.ts";

/** A design before it is known which rows enter and which levels they have: `queries` ask for that (often none). */
export interface DesignDraft {
  readonly formula: Formula;
  readonly table: StoredTable;
  readonly weights: DesignWeights | null;
  /** Stored columns that hold the factors of the fixed part, each once. */
  readonly factorColumns: readonly StoredColumn[];
  readonly filter: Expression | undefined;
  /** Run in order and hand the answers to `buildDesign`. */
  readonly queries: readonly SelectNode[];
  /** What each query asks. */
  readonly asks: readonly ("rows" | "fractions" | { readonly levelsOf: string })[];
}

/**
 * Lays a formula over a table as far as that goes without reading rows.
 *
 * @throws VARIABLE_UNKNOWN, COLUMN_UNKNOWN, WEIGHT_INVALID, NO_USABLE_ROWS
 */
export function draftDesign(formula: Formula, table: StoredTable, roles: ModelRoles = {}): DesignDraft {
  const used = usedColumns(formula, table, roles);
  const weights = readWeights(table, roles);
  if (table.rows === 0) fail("NO_USABLE_ROWS", { dropped: 0 });
  const present = used.filter((one) => one.missing > 0).map((one) => not(isNull(stored(one.name))));
  const zeroWeight = weights !== null && weights.column.min <= 0n;
  const notZero = zeroWeight ? [binary("<>", stored(weights.column.name), integer(0))] : [];
  const filter = allOf([...present, ...notZero]);
  const factorColumns = factorsOf(formula, table);
  const asks: DesignDraft["asks"][number][] = [];
  if (filter !== undefined) asks.push("rows");
  if (weights?.kind === "frequency" && weights.column.unit.exponent < 0) asks.push("fractions");
  for (const one of factorColumns) {
    if (filter !== undefined || one.kind === "fixed" || one.sparse === true) asks.push({ levelsOf: one.name });
  }
  const draft = { formula, table, weights, factorColumns, filter, asks };
  return { ...draft, queries: asks.map((ask) => queryFor(ask, table.name, filter, allOf(present), weights)) };
}

function usedColumns(formula: Formula, table: StoredTable, roles: ModelRoles): readonly StoredColumn[] {
  const names = table.columns.map((one) => one.name);
  const labels = table.columns.filter((one) => one.name.endsWith(labelColumn(""))).map((one) => one.name);
  checkVariables(formula, [...names, ...labels.map((name) => name.slice(0, -labelColumn("").length))]);
  return requiredColumns(formula, roles).map(({ column: source, role, as }) => {
    const found = findColumn(table, as);
    if (found === undefined) return fail("COLUMN_UNKNOWN", { column: source, known: names });
    invariant(
      role !== "number" || found.kind === "fixed",
      `the reader stores ${source} as integers, or refuses its text`,
    );
    return found;
  });
}

function factorsOf(formula: Formula, table: StoredTable): readonly StoredColumn[] {
  const factors = new Map<string, StoredColumn>();
  const used = new Set(formula.terms.flatMap((term) => term.variables));
  formula.variables.forEach((variable, index) => {
    if (variable.kind === "numeric" || !used.has(index)) return;
    const found = findColumn(table, variable.name);
    if (found === undefined || (variable.kind === "plain" && found.kind === "fixed")) return;
    factors.set(found.name, found);
  });
  return [...factors.values()];
}

function readWeights(table: StoredTable, roles: ModelRoles): DesignWeights | null {
  const name = roles.weights ?? roles.counts;
  if (name === undefined) return null;
  const found = findColumn(table, name);
  if (found?.kind !== "fixed") return null;
  checkWeights(found);
  return { kind: roles.weights === undefined ? "frequency" : "precision", column: found };
}

/** The least stored value and the number of missing ones say already whether any weight is negative or missing. */
function checkWeights({ name, missing, min, unit }: FixedColumn): void {
  if (missing > 0) fail("WEIGHT_INVALID", { name, value: "" });
  if (min < 0n) fail("WEIGHT_INVALID", { name, value: String(fromUnit(Number(min), unit)) });
}

function queryFor(
  ask: DesignDraft["asks"][number],
  name: string,
  filter: Expression | undefined,
  present: Expression | undefined,
  weights: DesignWeights | null,
): SelectNode {
  const from = rowsOf(name);
  const counted = { as: "n", expression: count };
  const where = (condition: Expression | undefined) => (condition === undefined ? {} : { where: condition });
  if (ask === "rows") {
    const zero = weights === null ? integer(0) : isZero(weights.column.name);
    const columns = [counted, { as: "zero", expression: sum(zero, 63) }];
    return { kind: "select", columns, from, ...where(present) };
  }
  if (ask === "fractions" && weights !== null) {
    const { name: counts, unit } = weights.column;
    const whole = BigInt(unit.base) ** BigInt(-unit.exponent);
    const isFraction = binary("<>", binary("%", stored(counts), integer(whole)), integer(0));
    return {
      kind: "select",
      columns: [{ as: "least", expression: { kind: "min", of: stored(counts) } }],
      from,
      where: isFraction,
    };
  }
  const levels = typeof ask === "string" ? "" : ask.levelsOf;
  const code = stored(levels);
  const columns = [{ as: "code", expression: code }, counted];
  return { kind: "select", columns, from, ...where(filter), groupBy: [code], orderBy: [code] };
}

const isZero = (name: string): Expression =>
  caseOf([{ if: binary("=", stored(name), integer(0)), value: integer(1) }], integer(0));
