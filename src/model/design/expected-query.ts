import { invariant } from "../../base/index.ts";
import {
  allOf,
  binary,
  call,
  caseOf,
  column,
  double,
  type Expression,
  equal,
  isNull,
  nothing,
  plus,
  productOf,
  type Selected,
  type SelectNode,
  sumOf,
  table,
} from "../../data/sql/index.ts";
import { type Block, coefficientBlocks, sumOver } from "./coefficient-blocks.ts";
import type { Design } from "./design.ts";
import { expectedVariance } from "./expected-variance.ts";
import { factorChoice } from "./factor-choice.ts";
import { columnsOf } from "./polynomial.ts";
import { polynomialValue } from "./polynomial-value.ts";
import { rowsOf, stored } from "./stored-column.ts";

/** What of a fit the expected scores need: its kept columns by name, their coefficients and covariance. */
export interface Coefficients {
  /** Names of the kept design columns. Columns of the design that are not among them are aliased and count as absent. */
  readonly names: readonly string[];
  /** In the response's value per value of the column. */
  readonly estimate: ArrayLike<number>;
  /** p×p row-major R with RR' the covariance of the coefficients. */
  readonly vcovRoots: ArrayLike<number>;
}

/** Where the group's modes stand: a small table with one row for each level. */
export interface ModesTable {
  readonly table: string;
  /** Integer column with the group's code. */
  readonly code: string;
  /** Double column with the conditional mode. */
  readonly mode: string;
}

export interface ExpectedOptions {
  /** Columns of the table carried along; together they are a unique key and give the order of rows. */
  readonly keys: readonly string[];
  /** Null: `fitted` equals `expected` (no random effect in the model). */
  readonly modes: ModesTable | null;
}

const modesAlias = "modes";
const scoredAlias = "scored";

/**
 * The query that writes expected scores back: for every row of the table, in key order, the key columns and
 *
 * - `expected` = x'β̂ + offset, without any random effect; NULL where a predictor is missing or at a level the fit never saw
 * - `expected_se` = √(x'V_βx)
 * - `residual` = outcome − expected; NULL where the outcome is missing
 * - `fitted` = expected + the group's mode; NULL where the group has none
 *
 * Elementwise double arithmetic on stored integers, so the same for every order of rows and number of threads.
 *
 * @see docs/moments.md §5
 */
export function expectedQuery(design: Design, fit: Coefficients, options: ExpectedOptions): SelectNode {
  const scored = scoredRows(design, fit, options);
  const of = (name: string): Expression => column(name, scoredAlias);
  const keys = options.keys.map((name, k) => ({ as: name, expression: of(`k${k}`) }));
  const mode = options.modes === null ? null : column("mode", scoredAlias);
  const variance = of("variance");
  const measured: readonly Selected[] = [
    { as: "expected", expression: of("expected") },
    // Rounding may leave a variance of nearly zero below it.
    {
      as: "expected_se",
      expression: call("sqrt", caseOf([{ if: binary("<", variance, double(0)), value: double(0) }], variance)),
    },
    { as: "residual", expression: binary("-", of("outcome"), of("expected")) },
    { as: "fitted", expression: mode === null ? of("expected") : plus(of("expected"), mode) },
  ];
  return {
    kind: "select",
    columns: [...keys, ...measured],
    from: { kind: "subquery", query: scored, alias: scoredAlias },
    orderBy: options.keys.map((_, k) => of(`k${k}`)),
  };
}

/** Each row with its expected score, variance, outcome and mode. */
function scoredRows(design: Design, fit: Coefficients, { keys, modes }: ExpectedOptions): SelectNode {
  const blocks = coefficientBlocks(design, fit.names);
  const offset = design.offset === null ? [] : [polynomialValue(design, design.offset)];
  const expected = sumOf([...blocks.map((block) => linearPart(design, fit, block)), ...offset], double(0));
  const variance = expectedVariance(design, blocks, fit.vcovRoots, fit.names.length);
  const computable = allOf(computableRows(design));
  const guard = (value: Expression) =>
    computable === undefined ? value : caseOf([{ if: computable, value }], nothing);
  const rows = rowsOf(design.table);
  return {
    kind: "select",
    columns: [
      ...keys.map((name, k) => ({ as: `k${k}`, expression: stored(name) })),
      { as: "expected", expression: guard(expected) },
      { as: "variance", expression: guard(variance) },
      { as: "outcome", expression: polynomialValue(design, design.response.outcome) },
      ...(modes === null ? [] : [{ as: "mode", expression: column(modes.mode, modesAlias) }]),
    ],
    from: modes === null ? rows : joinModes(design, rows, modes),
  };
}

function joinModes(design: Design, rows: SelectNode["from"], modes: ModesTable): SelectNode["from"] {
  invariant(design.group !== null, "modes need a group");
  const on = equal(stored(design.group.column), column(modes.code, modesAlias));
  return { kind: "join", type: "left", left: rows, right: table(modes.table, modesAlias), on };
}

/** Conditions under which x is known: no numeric column missing, every factor at a level of the fit. */
function computableRows(design: Design): readonly Expression[] {
  const polynomials = [...design.numerics, ...(design.offset === null ? [] : [design.offset])];
  const numeric = [...new Set(polynomials.flatMap(columnsOf))];
  const isPresent = (name: string): Expression => ({ kind: "not", of: isNull(stored(name)) });
  const missing = numeric.filter((name) => (design.storage.get(name)?.missing ?? 1) > 0).map(isPresent);
  const seen = design.factors.map((_, k) =>
    equal(
      factorChoice(design, [k], () => double(1), double(0)),
      double(1),
    ),
  );
  return [...missing, ...seen];
}

function linearPart(design: Design, fit: Coefficients, block: Block): Expression {
  const coefficient = lookUp(design, block.factors, (levels) => sumOver(block, levels, (kept) => fit.estimate[kept]));
  return scaled(coefficient, [polynomialFactor(design, block.numeric)]);
}

function lookUp(
  design: Design,
  factors: readonly number[],
  valueAt: (levels: ReadonlyMap<number, number>) => number,
): Expression {
  return factorChoice(design, factors, (levels) => double(valueAt(levels)), double(0));
}

/** The numeric part as a double; null for the constant 1. */
function polynomialFactor(design: Design, numeric: number): Expression | null {
  const polynomial = design.numerics[numeric];
  const isOne =
    polynomial.terms.length === 1 && polynomial.terms[0].monomial.length === 0 && polynomial.unit.exponent === 0;
  return isOne && polynomial.terms[0].coefficient === 1n ? null : polynomialValue(design, polynomial);
}

function scaled(coefficient: Expression, factors: readonly (Expression | null)[]): Expression {
  return productOf([coefficient, ...factors.filter((one) => one !== null)], double(1));
}
