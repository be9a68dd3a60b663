import { fail, invariant } from "../../base/index.ts";
import type { Answer, AnswerColumn } from "../../data/schema/index.ts";
import { answerColumn, countsOf, integersOf } from "./answer-column.ts";
import type { Design } from "./design.ts";
import { type ExactColumn, exactColumn, sumNumbersByPlace } from "./exact-column.ts";
import { bitLength, boundOfSum } from "./exact-sum.ts";
import { type CellQuery, type DistinctQuery, distinctLimit, factorName, groupName } from "./moment-plan.ts";
import { type Monomial, monomialKey } from "./polynomial.ts";

/** A cell is one level of each factor. All queries of a design share one numbering. */
export interface CellNumbers {
  /** Level of each factor, by cell. */
  readonly levels: (readonly number[])[];
  readonly known: Map<string, number>;
}

/** Sums over rows of the table, one entry for each cell, or for each cell of each group level. */
export interface CellSums {
  /** Rows of the table in each entry. */
  readonly counts: Float64Array;
  /** Cell of each entry. */
  readonly cells: Int32Array;
  /** Group code of each entry; null where entries are over all groups. */
  readonly groups: Int32Array | null;
  /** Monomial key → its sum in each entry. */
  readonly sums: ReadonlyMap<string, ExactColumn>;
}

/** Numbers no cell yet. */
export function emptyCells(): CellNumbers {
  return { levels: [], known: new Map() };
}

/** Reads the answer to a cell query. The counts of its entries add up to the rows that enter, or it is not the right table. */
export function readCells(design: Design, numbers: CellNumbers, query: CellQuery, answer: Answer): CellSums {
  const counts = countsOf(answerColumn(answer, "n"));
  checkTotal(design, counts);
  const sums = query.measures.map(({ key, parts, bits }) => [key, exactColumn(addParts(parts, answer), bits)] as const);
  return { counts, ...readKeys(design, numbers, query.withGroup, answer), sums: new Map(sums) };
}

/** Sums monomials over an answer of distinct rows, in exact integers outside the engine. */
export function sumDistinct(design: Design, numbers: CellNumbers, query: DistinctQuery, answer: Answer): CellSums {
  if (answer.rows > distinctLimit) fail("TOO_MANY_DISTINCT_ROWS", { limit: distinctLimit });
  const counts = countsOf(answerColumn(answer, "n"));
  checkTotal(design, counts);
  const { cells, groups } = readKeys(design, numbers, query.withGroup, answer);
  const { places, first } = placesOf(cells, groups);
  const values = query.columns.map((_, k) => integersOf(answerColumn(answer, `x${k}`)));
  const sumOf = (monomial: Monomial): ExactColumn => {
    const powers = monomial.map(({ column, power }) => ({ of: values[query.columns.indexOf(column)], power }));
    const total = new Array<bigint>(first.length).fill(0n);
    for (let row = 0; row < answer.rows; row++) {
      let product = BigInt(counts[row]);
      for (const { of, power } of powers) for (let k = 0; k < power; k++) product *= of[row];
      total[places[row]] += product;
    }
    return exactColumn(total, bitLength(boundOfSum(monomial, design.storage, design.rows)));
  };
  return {
    counts: sumNumbersByPlace(counts, places, first.length),
    cells: Int32Array.from(first, (row) => cells[row]),
    groups: groups === null ? null : Int32Array.from(first, (row) => groups[row]),
    sums: new Map(query.monomials.map((monomial) => [monomialKey(monomial), sumOf(monomial)])),
  };
}

/** Checks that the counts of all rows of an answer add up to the rows that enter. */
export function checkTotal(design: Design, counts: Float64Array): void {
  const total = counts.reduce((sum, one) => sum + one, 0);
  invariant(total === design.rows, `the query counted ${total} rows, the design has ${design.rows}`);
}

/** Numbers the combinations of cell and group in order of first appearance. */
function placesOf(cells: Int32Array, groups: Int32Array | null) {
  const known = new Map<string, number>();
  const first: number[] = [];
  const places = Int32Array.from(cells, (cell, row) => {
    const key = `${cell} ${groups?.[row] ?? ""}`;
    const place = known.get(key) ?? first.push(row) - 1;
    known.set(key, place);
    return place;
  });
  return { places, first };
}

function addParts(parts: CellQuery["measures"][number]["parts"], answer: Answer): ArrayLike<bigint> {
  const columns = parts.map(({ as, shift }) => ({
    values: integersOf(answerColumn(answer, as)),
    shift: BigInt(shift),
  }));
  if (columns.length === 1 && columns[0].shift === 0n) return columns[0].values;
  return Array.from({ length: answer.rows }, (_, row) =>
    columns.reduce((total, { values, shift }) => total + (values[row] << shift), 0n),
  );
}

function readKeys(design: Design, numbers: CellNumbers, withGroup: boolean, answer: Answer) {
  const groups = withGroup && design.group !== null ? codesOf(answerColumn(answer, groupName)) : null;
  const levels = design.factors.map(({ codes }, f) => levelsOf(codes, answerColumn(answer, factorName(f))));
  const cells = new Int32Array(answer.rows);
  for (let row = 0; row < answer.rows; row++) {
    let key = "";
    for (const level of levels) key += `${level[row]} `;
    let cell = numbers.known.get(key);
    if (cell === undefined) {
      cell = numbers.levels.push(levels.map((level) => level[row])) - 1;
      numbers.known.set(key, cell);
    }
    cells[row] = cell;
  }
  return { groups, cells };
}

/** The level of each stored code. */
function levelsOf(codes: readonly bigint[], column: AnswerColumn): Int32Array {
  const level = <T>(known: ReadonlyMap<T, number>, code: T): number => {
    const found = known.get(code);
    invariant(found !== undefined, "a factor has only the levels that its design counted");
    return found;
  };
  if (column.kind === "int32") {
    const known = new Map(codes.map((code, index) => [Number(code), index]));
    return column.values.map((code) => level(known, code));
  }
  const known = new Map(codes.map((code, index) => [code, index]));
  return Int32Array.from(integersOf(column), (code) => level(known, code));
}

function codesOf(column: AnswerColumn): Int32Array {
  invariant(column.kind === "int32" || column.kind === "int64", "codes are integers");
  return column.kind === "int32" ? column.values : Int32Array.from(column.values, Number);
}
