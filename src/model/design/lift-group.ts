import { fail, invariant } from "../../base/index.ts";
import type { CellNumbers, CellSums } from "./cells.ts";
import type { Design } from "./design.ts";
import { sumByPlace, sumNumbersByPlace } from "./exact-column.ts";
import { activeColumns } from "./lift-products.ts";
import { weightedMonomial } from "./moment-plan.ts";
import { type Monomial, monomialKey, type PolynomialTerm } from "./polynomial.ts";
import type { GroupSums } from "./request.ts";

/**
 * Sums by the levels of the grouping factor, from its cells.
 *
 * @param sources the grouped query and, where it was needed, the grouped distinct rows
 * @throws GROUP_ONE_LEVEL, and GROUP_SINGLETONS where every level has one row: the intercept's variance can't be told from
 * the residual's (lme4 refuses both)
 */
export function liftGroup(design: Design, numbers: CellNumbers, sources: readonly CellSums[]): GroupSums {
  const { group } = design;
  invariant(group !== null, "grouped sums need a group");
  const codes = [...new Set(groupsOf(sources[0]))].sort((a, b) => a - b);
  const adder = groupAdder(design, sources, codes);
  const weights = adder([], null);
  const isFrequency = design.weights?.kind === "frequency";
  const counts = isFrequency ? Float64Array.from(weights, Number) : countRows(sources[0], codes);
  if (codes.length === 1) fail("GROUP_ONE_LEVEL", { group: group.name });
  if (counts.every((count) => count <= 1)) fail("GROUP_SINGLETONS", { group: group.name, rows: design.rows });
  const columns = [...design.columns.map((one) => design.numerics[one.numeric]), design.response.fitted];
  const isIn = cellsOfColumns(design, numbers);
  return {
    name: group.name,
    labels: codes.map((code) => group.labels[code]),
    counts,
    weights,
    sums: columns.map((part, column) =>
      addTerms(part.terms, (monomial) => adder(monomial, isIn[column]), codes.length),
    ),
  };
}

/** For each column (the response last) whether it is not zero, by cell; null where it never is. */
function cellsOfColumns(design: Design, { levels }: CellNumbers): readonly (Uint8Array | null)[] {
  const isIn = [...design.columns, null].map((one) =>
    one === null || one.indicators.length === 0 ? null : new Uint8Array(levels.length),
  );
  levels.forEach((one, cell) => {
    for (const column of activeColumns(design, one)) isIn[column]?.fill(1, cell, cell + 1);
  });
  return isIn;
}

/** Gives the sum of a monomial in each level, over the cells named (null: all). */
function groupAdder(design: Design, sources: readonly CellSums[], codes: readonly number[]) {
  const places = sources.map((source) => placesOf(source, codes));
  return (monomial: Monomial, isIn: Uint8Array | null): ArrayLike<bigint> => {
    const key = monomialKey(weightedMonomial(design, monomial));
    const at = key === "" ? 0 : sources.findIndex((source) => source.sums.has(key));
    const source = sources[at];
    invariant(source !== undefined, `no grouped query gives the sum of ${key}`);
    const chosen =
      isIn === null ? places[at] : places[at].map((place, i) => (isIn[source.cells[i]] === 1 ? place : -1));
    if (key === "") return BigInt64Array.from(sumNumbersByPlace(source.counts, chosen, codes.length), BigInt);
    const column = source.sums.get(key);
    invariant(column !== undefined, "the source was chosen for its sums");
    // One entry for each level, in order: already what is wanted.
    const isPlain = isIn === null && column.values.length === codes.length;
    return isPlain ? column.values : sumByPlace(column, chosen, codes.length);
  };
}

function addTerms(
  terms: readonly PolynomialTerm[],
  sumOf: (monomial: Monomial) => ArrayLike<bigint>,
  levels: number,
): ArrayLike<bigint> {
  const parts = terms.map(({ coefficient, monomial }) => ({ coefficient, sums: sumOf(monomial) }));
  if (parts.length === 1 && parts[0].coefficient === 1n) return parts[0].sums;
  return Array.from({ length: levels }, (_, j) =>
    parts.reduce((total, { coefficient, sums }) => total + coefficient * sums[j], 0n),
  );
}

function countRows(source: CellSums, codes: readonly number[]): Float64Array {
  return sumNumbersByPlace(source.counts, placesOf(source, codes), codes.length);
}

/** For each entry the place of its group's code among those that occur. */
function placesOf(source: CellSums, codes: readonly number[]): Int32Array {
  const places = new Int32Array((codes.at(-1) ?? -1) + 1);
  codes.forEach((code, place) => {
    places[code] = place;
  });
  return groupsOf(source).map((code) => places[code]);
}

function groupsOf({ groups }: CellSums): Int32Array {
  invariant(groups !== null, "a grouped query names the level of each entry");
  return groups;
}
