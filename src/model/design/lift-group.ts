import { fail, invariant } from "../../base/index.ts";
import { activeColumns, levelsKey } from "./active-columns.ts";
import type { CellSums } from "./cells.ts";
import type { Design } from "./design.ts";
import { weightedMonomial } from "./moment-plan.ts";
import { monomialKey, type Polynomial } from "./polynomial.ts";
import type { GroupSums } from "./request.ts";

/**
 * Sums by the levels of the grouping factor, from its cells.
 *
 * @throws GROUP_ONE_LEVEL, and GROUP_SINGLETONS where every level has one row: the intercept's variance can't be told from
 * the residual's (lme4 refuses both)
 */
export function liftGroup(design: Design, byGroup: CellSums, distinct: CellSums | null): GroupSums {
  const { group } = design;
  invariant(group !== null && byGroup.groups !== null, "grouped sums need a group");
  const levels = levelsOf(byGroup.groups);
  const at = placeOf(levels);
  const sources = distinct?.groups == null ? [byGroup] : [byGroup, distinct];
  const weightKey = monomialKey(weightedMonomial(design, []));
  const weights =
    weightKey === "" ? countsAsBigints(byGroup, at, levels.length) : addUp(sources, weightKey, at, levels.length);
  const counts =
    design.weights?.kind === "frequency" ? Float64Array.from(weights, Number) : addCounts(byGroup, at, levels.length);
  if (levels.length === 1) fail("GROUP_ONE_LEVEL", { group: group.name });
  if (counts.every((count) => count <= 1)) fail("GROUP_SINGLETONS", { group: group.name, rows: design.rows });
  return {
    name: group.name,
    labels: levels.map((code) => group.labels[code]),
    counts,
    weights,
    sums: columnSums(design, sources, at, levels.length),
  };
}

/** sums[c][j]: for each column and last the response, its sum in each level. */
function columnSums(design: Design, sources: readonly CellSums[], at: Int32Array, levels: number) {
  const partOf = [...design.columns.map((column) => design.numerics[column.numeric]), design.response.fitted];
  if (design.factors.length === 0) return partOf.map((part) => addPolynomial(design, sources, part, at, levels));
  const sums = partOf.map(() => new Array<bigint>(levels).fill(0n));
  for (const [index, source] of sources.entries()) {
    const activeIn = new Map<string, readonly number[]>();
    const values = new Map(partOf.map((part) => [part, polynomialByCell(design, source, part, index === 0)]));
    for (let i = 0; i < source.counts.length; i++) {
      const key = levelsKey(source, i);
      let active = activeIn.get(key);
      if (active === undefined) {
        active = activeColumns(design, source, i);
        activeIn.set(key, active);
      }
      const level = at[source.groups?.[i] ?? 0];
      for (const column of active) sums[column][level] += values.get(partOf[column])?.[i] ?? 0n;
    }
  }
  return sums;
}

/** A polynomial's sum in each cell, as far as this query has its monomials; counts come from the first query only. */
function polynomialByCell(design: Design, source: CellSums, part: Polynomial, withCounts: boolean): readonly bigint[] {
  const total = new Array<bigint>(source.counts.length).fill(0n);
  for (const { coefficient, monomial } of part.terms) {
    const key = monomialKey(weightedMonomial(design, monomial));
    const values = key === "" && withCounts ? Array.from(source.counts, BigInt) : source.sums.get(key);
    if (values === undefined) continue;
    for (let i = 0; i < total.length; i++) total[i] += coefficient * values[i];
  }
  return total;
}

function addPolynomial(
  design: Design,
  sources: readonly CellSums[],
  part: Polynomial,
  at: Int32Array,
  levels: number,
): ArrayLike<bigint> {
  const terms = part.terms.map(({ coefficient, monomial }) => {
    const key = monomialKey(weightedMonomial(design, monomial));
    return {
      coefficient,
      sums: key === "" ? countsAsBigints(sources[0], at, levels) : addUp(sources, key, at, levels),
    };
  });
  if (terms.length === 1 && terms[0].coefficient === 1n) return terms[0].sums;
  return Array.from({ length: levels }, (_, j) =>
    terms.reduce((total, { coefficient, sums }) => total + coefficient * sums[j], 0n),
  );
}

/** Sum of one monomial in each level. Cells that are already one to a level, in order, are given as they are. */
function addUp(sources: readonly CellSums[], key: string, at: Int32Array, levels: number): ArrayLike<bigint> {
  const source = sources.find((one) => one.sums.has(key));
  const values = source?.sums.get(key);
  invariant(source !== undefined && values !== undefined, `no grouped query gives the sum of ${key}`);
  if (source.levels.length === 0 && values.length === levels) return values;
  const total = new Array<bigint>(levels).fill(0n);
  for (let i = 0; i < values.length; i++) total[at[source.groups?.[i] ?? 0]] += values[i];
  return total;
}

function addCounts(cells: CellSums, at: Int32Array, levels: number): Float64Array {
  const total = new Float64Array(levels);
  for (let i = 0; i < cells.counts.length; i++) total[at[cells.groups?.[i] ?? 0]] += cells.counts[i];
  return total;
}

function countsAsBigints(cells: CellSums, at: Int32Array, levels: number): BigInt64Array {
  return BigInt64Array.from(addCounts(cells, at, levels), BigInt);
}

/** Codes that occur, ascending. */
function levelsOf(groups: Int32Array): readonly number[] {
  return [...new Set(groups)].sort((a, b) => a - b);
}

/** Code → its place among those that occur. */
function placeOf(levels: readonly number[]): Int32Array {
  const places = new Int32Array((levels.at(-1) ?? -1) + 1);
  levels.forEach((code, place) => {
    places[code] = place;
  });
  return places;
}
