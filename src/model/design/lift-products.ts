import { invariant } from "../../base/index.ts";
import type { CellNumbers, CellSums } from "./cells.ts";
import type { Design } from "./design.ts";
import { sumByPlace, sumNumbersByPlace } from "./exact-column.ts";
import { weightedMonomial } from "./moment-plan.ts";
import { monomialKey, multiplyTerms, type PolynomialTerm } from "./polynomial.ts";

/** Totals over all rows: Σw, Σw·a and Σw·a·b for all columns and the response, products packed as in `MomentBlocks`. */
export interface Totals {
  readonly weight: bigint;
  readonly sums: readonly bigint[];
  readonly products: readonly bigint[];
}

/** Σ coefficient · sum of the monomial with this key. */
type Recipe = readonly { readonly coefficient: bigint; readonly key: string }[];

/** Puts the sums of cells together to cross-products of design columns: an indicator picks cells, it is never multiplied out. */
export function liftProducts(design: Design, numbers: CellNumbers, sources: readonly CellSums[]): Totals {
  const totals = cellTotals(numbers, sources);
  const parts = [...design.numerics, design.response.fitted];
  const partOf = [...design.columns.map((column) => column.numeric), parts.length - 1];
  const recipe = (terms: readonly PolynomialTerm[]): Recipe =>
    terms.map(({ coefficient, monomial }) => ({ coefficient, key: monomialKey(weightedMonomial(design, monomial)) }));
  const single = parts.map((part) => recipe(part.terms));
  const pair = parts.map((a, i) => parts.slice(0, i + 1).map((b) => recipe(multiplyTerms(a, b))));
  const weightKey = monomialKey(weightedMonomial(design, []));
  const q = partOf.length;
  const sums = new Array<bigint>(q).fill(0n);
  const products = new Array<bigint>((q * (q + 1)) / 2).fill(0n);
  let weight = 0n;
  numbers.levels.forEach((levels, cell) => {
    const totalOf = (terms: Recipe): bigint =>
      terms.reduce((total, { coefficient, key }) => total + coefficient * totals(key)[cell], 0n);
    const singles = single.map(totalOf);
    const pairs = pair.map((row) => row.map(totalOf));
    weight += totals(weightKey)[cell];
    const active = activeColumns(design, levels);
    for (const a of active) {
      sums[a] += singles[partOf[a]];
      for (const b of active) {
        if (b > a) break;
        const [i, j] = partOf[a] >= partOf[b] ? [partOf[a], partOf[b]] : [partOf[b], partOf[a]];
        products[(a * (a + 1)) / 2 + b] += pairs[i][j];
      }
    }
  });
  return { weight, sums, products };
}

/** Columns that are not zero in a cell, ascending; the response, column p, is always among them. */
export function activeColumns(design: Design, levels: readonly number[]): readonly number[] {
  const active: number[] = [];
  design.columns.forEach(({ indicators }, column) => {
    if (indicators.every(({ factor, level }) => levels[factor] === level)) active.push(column);
  });
  active.push(design.columns.length);
  return active;
}

/** For each monomial its sum in each cell, over groups; the empty monomial is the count. Every query sees the same cells. */
function cellTotals(numbers: CellNumbers, sources: readonly CellSums[]): (key: string) => readonly bigint[] {
  const cells = numbers.levels.length;
  const counts = sources.map((source) => sumNumbersByPlace(source.counts, source.cells, cells));
  for (const one of counts) {
    invariant(
      one.every((count, cell) => count === counts[0][cell]),
      "every query counts the same rows in each cell",
    );
  }
  const totals = new Map<string, readonly bigint[]>([["", Array.from(counts[0], BigInt)]]);
  for (const source of sources) {
    for (const [key, column] of source.sums) totals.set(key, sumByPlace(column, source.cells, cells));
  }
  return (key) => {
    const total = totals.get(key);
    invariant(total !== undefined, `no query gives the sum of ${key}`);
    return total;
  };
}
