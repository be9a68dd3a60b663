import { invariant } from "../../base/index.ts";
import { double, type Expression, productOf, sumOf } from "../../data/sql/index.ts";
import { type Block, membersAt } from "./coefficient-blocks.ts";
import type { Design } from "./design.ts";
import { factorChoice } from "./factor-choice.ts";
import { type Monomial, monomialKey, shiftPolynomial } from "./polynomial.ts";
import { centreOf, coefficientValue, shiftedProduct } from "./polynomial-value.ts";

/** A share of x'R: a product of centred columns times a row vector that depends on the levels of some factors. */
interface Part {
  readonly factors: readonly number[];
  readonly monomial: Monomial;
  readonly blocks: readonly { readonly block: Block; readonly coefficient: number }[];
}

/**
 * x'Vx = |R'x|² of every row, V = RR'.
 *
 * Every numeric column is written in its distance from the middle of its range, and what the powers of that middle
 * contribute is gathered in the constant: with x itself, a mean of 2,000 and a spread of 2 cost six digits of x'Vx, and
 * twelve with x² in the model.
 *
 * @param roots p×p row-major R, its row for each kept column
 */
export function expectedVariance(design: Design, blocks: readonly Block[], roots: ArrayLike<number>, p: number) {
  const parts = partsOf(design, blocks);
  const squares = parts.flatMap((left, k) =>
    parts.slice(0, k + 1).map((right) => {
      const factors = [...new Set([...left.factors, ...right.factors])];
      const once = left === right ? 1 : 2;
      const coefficient = factorChoice(
        design,
        factors,
        (levels) => double(once * dot(rowAt(left, levels, roots, p), rowAt(right, levels, roots, p))),
        double(0),
      );
      const values: Expression[] = [left, right].flatMap((part) => shiftedProduct(design, part.monomial));
      return productOf([coefficient, ...values], double(1));
    }),
  );
  return sumOf(squares, double(0));
}

/** The blocks' polynomials in centred columns, gathered by factors and product of powers. */
function partsOf(design: Design, blocks: readonly Block[]): readonly Part[] {
  const parts = new Map<string, Part & { readonly blocks: { block: Block; coefficient: number }[] }>();
  const centre = (name: string): bigint => {
    const column = design.storage.get(name);
    invariant(column !== undefined, `column ${name} is stored as integers`);
    return centreOf(column);
  };
  for (const block of blocks) {
    const { unit, terms } = shiftPolynomial(design.numerics[block.numeric], centre);
    for (const { coefficient, monomial } of terms) {
      const key = `${block.factors.join(" ")}/${monomialKey(monomial)}`;
      const part = parts.get(key) ?? { factors: block.factors, monomial, blocks: [] };
      part.blocks.push({ block, coefficient: coefficientValue(design, unit, coefficient, monomial) });
      parts.set(key, part);
    }
  }
  return foldParts([...parts.values()]);
}

/** Adds each part to one of the same product whose factors include its own, so that what cancels is in one row vector. */
function foldParts(parts: readonly Part[]): readonly Part[] {
  const folded: Part[] = [];
  for (const part of [...parts].sort((a, b) => b.factors.length - a.factors.length)) {
    const key = monomialKey(part.monomial);
    const at = folded.findIndex(
      (one) => monomialKey(one.monomial) === key && part.factors.every((factor) => one.factors.includes(factor)),
    );
    if (at < 0) folded.push(part);
    else folded[at] = { ...folded[at], blocks: [...folded[at].blocks, ...part.blocks] };
  }
  return folded;
}

function rowAt(part: Part, levels: ReadonlyMap<number, number>, roots: ArrayLike<number>, p: number): Float64Array {
  const row = new Float64Array(p);
  for (const { block, coefficient } of part.blocks) {
    for (const kept of membersAt(block, levels)) {
      for (let k = 0; k < p; k++) row[k] += coefficient * roots[kept * p + k];
    }
  }
  return row;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}
