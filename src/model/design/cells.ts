import { fail, invariant } from "../../base/index.ts";
import type { Answer, AnswerColumn } from "../../data/schema/index.ts";
import { answerColumn, countsOf, integersOf } from "./answer-column.ts";
import type { Design } from "./design.ts";
import { type CellQuery, type DistinctQuery, distinctLimit, factorName, groupName } from "./moment-plan.ts";
import { type Monomial, monomialKey } from "./polynomial.ts";

/** Sums over the rows of each cell. A cell is one level of every factor, times one of the group where `groups` is given. */
export interface CellSums {
  /** Rows of the table in each cell. */
  readonly counts: Float64Array;
  /** levels[f][i]: level of factor f in cell i. */
  readonly levels: readonly Int32Array[];
  /** Group code of each cell; null where the cells are over all groups. */
  readonly groups: Int32Array | null;
  /** Monomial key → its sum in each cell. */
  readonly sums: ReadonlyMap<string, ArrayLike<bigint>>;
}

/** Reads the answer to a cell query. The counts of its cells add up to the rows that enter, or it is not the right table. */
export function readCells(design: Design, query: CellQuery, answer: Answer): CellSums {
  const counts = countsOf(answerColumn(answer, "n"));
  checkTotal(design, counts);
  const sums = query.measures.map(({ key, parts }) => [key, addParts(parts, answer)] as const);
  return { counts, ...readKeys(design, query.withGroup, answer), sums: new Map(sums) };
}

/** Sums monomials over an answer of distinct rows, in exact integers outside the engine. */
export function sumDistinct(design: Design, query: DistinctQuery, answer: Answer): CellSums {
  if (answer.rows > distinctLimit) fail("TOO_MANY_DISTINCT_ROWS", { limit: distinctLimit });
  const counts = countsOf(answerColumn(answer, "n"));
  checkTotal(design, counts);
  const keys = readKeys(design, query.withGroup, answer);
  const cells = new Map<string, number[]>();
  for (let row = 0; row < answer.rows; row++) {
    const key = `${keys.groups?.[row] ?? ""} ${keys.levels.map((level) => level[row]).join(" ")}`;
    const known = cells.get(key);
    if (known === undefined) cells.set(key, [row]);
    else known.push(row);
  }
  const members = [...cells.values()];
  const first = members.map(([row]) => row);
  const values = query.columns.map((_, k) => integersOf(answerColumn(answer, `x${k}`)));
  const sumOf = (monomial: Monomial) => {
    const powers = monomial.map(({ column, power }) => ({
      values: values[query.columns.indexOf(column)],
      power: BigInt(power),
    }));
    const valueAt = (row: number) => powers.reduce((total, one) => total * one.values[row] ** one.power, 1n);
    return members.map((rows) => rows.reduce((total, row) => total + BigInt(counts[row]) * valueAt(row), 0n));
  };
  return {
    counts: Float64Array.from(members, (rows) => rows.reduce((total, row) => total + counts[row], 0)),
    groups: keys.groups === null ? null : Int32Array.from(first, (row) => keys.groups?.[row] ?? 0),
    levels: keys.levels.map((level) => Int32Array.from(first, (row) => level[row])),
    sums: new Map(query.monomials.map((monomial) => [monomialKey(monomial), sumOf(monomial)])),
  };
}

/** Checks that the counts of all rows of an answer add up to the rows that enter. */
export function checkTotal(design: Design, counts: Float64Array): void {
  const total = counts.reduce((sum, one) => sum + one, 0);
  invariant(total === design.rows, `the query counted ${total} rows, the design has ${design.rows}`);
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

function readKeys(design: Design, withGroup: boolean, answer: Answer) {
  const groups = withGroup && design.group !== null ? codesOf(answerColumn(answer, groupName)) : null;
  const levels = design.factors.map(({ codes }, f) => {
    const values = integersOf(answerColumn(answer, factorName(f)));
    const levelOf = new Map(codes.map((code, level) => [code, level]));
    return Int32Array.from({ length: answer.rows }, (_, row) => {
      const level = levelOf.get(values[row]);
      invariant(level !== undefined, "a factor has only the levels that its design counted");
      return level;
    });
  });
  return { groups, levels };
}

function codesOf(column: AnswerColumn): Int32Array {
  invariant(column.kind === "int32" || column.kind === "int64", "codes are integers");
  return column.kind === "int32" ? column.values : Int32Array.from(column.values, Number);
}
