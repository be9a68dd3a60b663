import { binary, caseOf, type Expression, equal, integer } from "../../data/sql/index.ts";
import type { Design } from "./design.ts";
import { stored } from "./stored-column.ts";

/**
 * An expression that depends on the levels of some factors: a search tree over each factor's codes, of logarithmic depth.
 *
 * @param valueAt the expression at given levels (factor → level)
 * @param otherwise its value at a code that the design doesn't know
 */
export function factorChoice(
  design: Design,
  factors: readonly number[],
  valueAt: (levels: ReadonlyMap<number, number>) => Expression,
  otherwise: Expression,
): Expression {
  const choose = (rest: readonly number[], levels: ReadonlyMap<number, number>): Expression => {
    const [factor, ...others] = rest;
    if (factor === undefined) return valueAt(levels);
    const { column, codes } = design.factors[factor];
    const branches = codes.map((_, level) => choose(others, new Map([...levels, [factor, level]])));
    return searchTree(stored(column), codes, branches, otherwise);
  };
  return choose(factors, new Map());
}

function searchTree(
  code: Expression,
  codes: readonly bigint[],
  branches: readonly Expression[],
  otherwise: Expression,
): Expression {
  if (codes.length <= 4) {
    return caseOf(
      codes.map((one, k) => ({ if: equal(code, integer(one)), value: branches[k] })),
      otherwise,
    );
  }
  const middle = codes.length >> 1;
  const half = (from: number, to: number): Expression =>
    searchTree(code, codes.slice(from, to), branches.slice(from, to), otherwise);
  return caseOf(
    [{ if: binary("<", code, integer(codes[middle])), value: half(0, middle) }],
    half(middle, codes.length),
  );
}
