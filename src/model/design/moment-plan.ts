import { allOf, count, type Expression, isNull, not, type Selected, type SelectNode } from "../../data/sql/index.ts";
import type { Design } from "./design.ts";
import { bitLength, boundOfSum, exactSum } from "./exact-sum.ts";
import { type Monomial, monomialKey, multiplyMonomials, multiplyTerms } from "./polynomial.ts";
import { rowsOf, stored } from "./stored-column.ts";

/** Distinct rows that a query may give to be summed outside the engine. */
export const distinctLimit = 5_000_000;

/** The queries that give exact moments, and how their columns add up. */
export interface MomentPlan {
  /** Weighted monomials whose sums are wanted for each level of the group: those of the columns and of the response. */
  readonly byGroup: CellQuery | null;
  /** The rest: those of products. For each combination of factor levels, over all groups. */
  readonly pooled: CellQuery | null;
  /** Monomials too large for any integer of the engine, over distinct rows. */
  readonly distinct: DistinctQuery | null;
  /** Distinct precision weights, for Σ log w. */
  readonly weights: SelectNode | null;
  readonly queries: readonly SelectNode[];
}

/** A query with one row for each cell: [group level ×] combination of factor levels. */
export interface CellQuery {
  readonly node: SelectNode;
  readonly withGroup: boolean;
  readonly measures: readonly Measure[];
}

/** A wanted sum: Σ 2^shift · column `as`. */
export interface Measure {
  readonly key: string;
  /** The sum of magnitudes over all rows is below 2^bits. */
  readonly bits: number;
  readonly parts: readonly { readonly as: string; readonly shift: number }[];
}

export interface DistinctQuery {
  readonly node: SelectNode;
  readonly withGroup: boolean;
  readonly columns: readonly string[];
  readonly monomials: readonly Monomial[];
}

/** Names of the columns of cell queries. */
export const groupName = "g";
export const factorName = (factor: number): string => `f${factor}`;

/** Weighted monomials: w·m with weights or counts, m without. */
export function weightedMonomial(design: Design, monomial: Monomial): Monomial {
  if (design.weights === null) return monomial;
  return multiplyMonomials(monomial, [{ column: design.weights.column.name, power: 1 }]);
}

/** Plans the moments of a design, grouped or not. The same design always has the same plan. */
export function planMoments(design: Design, withGroup: boolean): MomentPlan {
  const { sums, products } = wantedMonomials(design);
  const outer = withGroup ? sums : new Map<string, Monomial>();
  const inner = new Map([...(withGroup ? [] : sums), ...products].filter(([key]) => !outer.has(key)));
  const byGroup = withGroup ? cellQuery(design, outer, true) : null;
  const pooled = inner.size > 0 || !withGroup ? cellQuery(design, inner, false) : null;
  const failing = [...(byGroup?.failing ?? []), ...(pooled?.failing ?? [])];
  const distinct = failing.length === 0 ? null : distinctQuery(design, failing, (byGroup?.failing ?? []).length > 0);
  const weights = design.weights?.kind === "precision" ? weightQuery(design, design.weights.column.name) : null;
  const nodes = [byGroup?.query.node, pooled?.query.node, distinct?.node, weights];
  return {
    byGroup: byGroup?.query ?? null,
    pooled: pooled?.query ?? null,
    distinct,
    weights,
    queries: nodes.filter((node) => node !== undefined && node !== null),
  };
}

/** Monomials of the sums (1, columns, response) and of their pairwise products, weighted; keyed and each once. */
function wantedMonomials(design: Design) {
  const sums = new Map<string, Monomial>();
  const products = new Map<string, Monomial>();
  const add = (to: Map<string, Monomial>, monomial: Monomial) => {
    const weighted = weightedMonomial(design, monomial);
    to.set(monomialKey(weighted), weighted);
  };
  const parts = [...design.numerics, design.response.fitted];
  add(sums, []);
  parts.forEach((part, index) => {
    for (const term of part.terms) add(sums, term.monomial);
    for (const other of parts.slice(0, index + 1)) {
      for (const term of multiplyTerms(part, other)) add(products, term.monomial);
    }
  });
  return { sums, products };
}

function cellQuery(design: Design, monomials: ReadonlyMap<string, Monomial>, withGroup: boolean) {
  const keys = cellKeys(design, withGroup);
  const measures: Measure[] = [];
  const failing: Monomial[] = [];
  const selected: Selected[] = [];
  for (const [key, monomial] of monomials) {
    if (monomial.length === 0) continue;
    const sums = exactSum(monomial, design.storage, design.rows);
    if (sums === null) {
      failing.push(monomial);
      continue;
    }
    const parts = sums.map(({ expression, shift }, part) => ({ as: `s${measures.length}_${part}`, expression, shift }));
    selected.push(...parts.map(({ as, expression }) => ({ as, expression })));
    const bits = bitLength(boundOfSum(monomial, design.storage, design.rows));
    measures.push({ key, bits, parts: parts.map(({ as, shift }) => ({ as, shift })) });
  }
  const node = grouped(design, keys, [{ as: "n", expression: count }, ...selected]);
  return { query: { node, withGroup, measures }, failing };
}

function distinctQuery(design: Design, monomials: readonly Monomial[], withGroup: boolean): DistinctQuery {
  const columns = [...new Set(monomials.flatMap((monomial) => monomial.map((one) => one.column)))];
  const keys = [
    ...cellKeys(design, withGroup),
    ...columns.map((name, k) => ({ as: `x${k}`, expression: stored(name) })),
  ];
  const node = { ...grouped(design, keys, [{ as: "n", expression: count }]), limit: distinctLimit + 1 };
  return { node, withGroup, columns, monomials };
}

function weightQuery(design: Design, name: string): SelectNode {
  return grouped(design, [{ as: "w", expression: stored(name) }], [{ as: "n", expression: count }]);
}

function cellKeys(design: Design, withGroup: boolean): readonly Selected[] {
  const group = withGroup && design.group !== null ? [{ as: groupName, expression: stored(design.group.column) }] : [];
  return [...group, ...design.factors.map((factor, k) => ({ as: factorName(k), expression: stored(factor.column) }))];
}

/** One row for each combination of the keys among the rows that enter, in key order. */
function grouped(design: Design, keys: readonly Selected[], measured: readonly Selected[]): SelectNode {
  const expressions: readonly Expression[] = keys.map((key) => key.expression);
  return {
    kind: "select",
    columns: [...keys, ...measured],
    from: rowsOf(design.table),
    ...(design.filter === undefined ? {} : { where: design.filter }),
    groupBy: expressions,
    orderBy: expressions,
  };
}

/** The distinct combinations of stored columns with their counts, in order; one more than `limit` at most. */
export function planDistinctRows(design: Design, columns: readonly string[], limit: number): SelectNode {
  const keys = columns.map((name, k) => ({ as: `x${k}`, expression: stored(name) }));
  const present = columns.map((name) => not(isNull(stored(name))));
  const where = allOf([...(design.filter === undefined ? [] : [design.filter]), ...present]);
  const node = grouped(design, keys, [{ as: "n", expression: count }]);
  return { ...node, ...(where === undefined ? {} : { where }), limit: limit + 1 };
}
