import { fail, invariant } from "../../base/index.ts";
import type { Answer, FixedColumn, StoredColumn } from "../../data/schema/index.ts";
import { findColumn, fromUnit } from "../../data/schema/index.ts";
import { deparseNumber, type Formula, labelColumn, type Variable } from "../spec/index.ts";
import { answerColumn, countsOf, integersOf } from "./answer-column.ts";
import type { Design, DesignColumn, DesignFactor } from "./design.ts";
import type { DesignDraft } from "./draft-design.ts";
import { factorLabels } from "./factor-labels.ts";
import { layColumns } from "./lay-columns.ts";
import { columnsOf, storedPolynomial, subtractPolynomials } from "./polynomial.ts";

/**
 * Finishes a design with the answers to its draft's queries, in their order.
 *
 * @throws NO_USABLE_ROWS, FACTOR_ONE_LEVEL, LEVEL_UNKNOWN, TOO_MANY_COLUMNS, WEIGHT_INVALID
 */
export function buildDesign(draft: DesignDraft, answers: readonly Answer[] = []): Design {
  const { formula, table, weights, filter } = draft;
  invariant(answers.length === draft.queries.length, "a design takes one answer for each query of its draft");
  const counted = countRows(draft, answers);
  if (counted.rows === 0) failWithoutRows(draft, counted.zeroWeight);
  checkFractions(draft, answers);
  const factors = draft.factorColumns.map((stored) => factorOf(draft, stored, answers));
  const columnOf = fixedColumns(draft);
  const laid = layColumns(formula, factors, columnOf, (variable) => factorIndex(variable, draft));
  const outcome = storedPolynomial(formula.response.polynomial, columnOf);
  const offset = formula.offset === null ? null : storedPolynomial(formula.offset.polynomial, columnOf);
  const fitted = offset === null ? outcome : subtractPolynomials(outcome, offset);
  const stored = [...laid.numerics, outcome, fitted, ...(offset === null ? [] : [offset])].flatMap(columnsOf);
  const storage = new Map(stored.map((name) => [name, fixedColumn(draft, name)]));
  if (weights !== null) storage.set(weights.column.name, weights.column);
  return Object.freeze({
    formula: formula.text,
    table: table.name,
    tableRows: table.rows,
    columns: laid.columns satisfies readonly DesignColumn[],
    numerics: laid.numerics,
    factors,
    response: { name: formula.response.label, outcome, fitted },
    offset,
    group: groupOf(formula, draft),
    weights,
    storage,
    filter,
    rows: counted.rows,
    dropped: { missing: counted.missing, zeroWeight: counted.zeroWeight },
  });
}

function failWithoutRows({ table }: DesignDraft, zeroWeight: number): never {
  const label = labelColumn("");
  const nameOf = ({ name }: StoredColumn) => (name.endsWith(label) ? name.slice(0, -label.length) : name);
  const empty = [...new Set(table.columns.filter((one) => one.missing === table.rows).map(nameOf))];
  return fail("NO_USABLE_ROWS", {
    dropped: table.rows,
    ...(empty.length > 0 ? { empty } : {}),
    ...(zeroWeight > 0 ? { zeroWeight } : {}),
  });
}

function countRows(draft: DesignDraft, answers: readonly Answer[]) {
  const at = draft.asks.indexOf("rows");
  if (at < 0) return { rows: draft.table.rows, missing: 0, zeroWeight: 0 };
  const present = countsOf(answerColumn(answers[at], "n"))[0];
  const zeroWeight = present === 0 ? 0 : Number(integersOf(answerColumn(answers[at], "zero"))[0]);
  return { rows: present - zeroWeight, missing: draft.table.rows - present, zeroWeight };
}

function checkFractions({ asks, weights }: DesignDraft, answers: readonly Answer[]): void {
  const at = asks.indexOf("fractions");
  if (at < 0 || weights === null) return;
  const least = answerColumn(answers[at], "least");
  if (least.kind === "text" || least.missing?.[0] === 1) return;
  const { name, unit } = weights.column;
  fail("WEIGHT_INVALID", { name, value: deparseNumber(fromUnit(Number(least.values[0]), unit)) });
}

/** Levels of a factor that occur in the rows that enter, as R drops unused ones. */
function factorOf({ asks }: DesignDraft, stored: StoredColumn, answers: readonly Answer[]): DesignFactor {
  const at = asks.findIndex((ask) => typeof ask !== "string" && ask.levelsOf === stored.name);
  const codes =
    at >= 0
      ? Array.from(integersOf(answerColumn(answers[at], "code")))
      : Array.from(stored.kind === "coded" ? stored.levels.keys() : [], BigInt);
  if (codes.length < 2) fail("FACTOR_ONE_LEVEL", { name: stored.name });
  return { column: stored.name, codes, labels: factorLabels(stored, codes) };
}

/** The factor that a variable stands for; −1 where it is numeric. */
function factorIndex(variable: Variable, { factorColumns }: DesignDraft): number {
  if (variable.kind === "numeric") return -1;
  const isFactor = (one: StoredColumn) => variable.kind === "factor" || one.kind === "coded";
  return factorColumns.findIndex((one) => one.name === variable.name && isFactor(one));
}

function groupOf(formula: Formula, { table }: DesignDraft): Design["group"] {
  if (formula.group === null) return null;
  const { name } = formula.group;
  const stored = findColumn(table, labelColumn(name));
  invariant(stored?.kind === "coded", "a grouping column is stored as codes");
  return { name, column: stored.name, labels: stored.levels };
}

function fixedColumns(draft: DesignDraft): (name: string) => FixedColumn {
  return (name) => fixedColumn(draft, name);
}

function fixedColumn({ table }: DesignDraft, name: string): FixedColumn {
  const stored = findColumn(table, name);
  invariant(stored?.kind === "fixed", "a numeric column is stored as integers");
  return stored;
}
