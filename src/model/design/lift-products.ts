import { invariant } from "../../base/index.ts";
import { activeColumns, levelsKey } from "./active-columns.ts";
import type { CellSums } from "./cells.ts";
import type { Design } from "./design.ts";
import { weightedMonomial } from "./moment-plan.ts";
import { monomialKey, multiplyTerms, type Polynomial } from "./polynomial.ts";

/** Totals over all rows: Σw, Σw·a and Σw·a·b for all columns and the response, products packed as in `MomentBlocks`. */
export interface Totals {
  readonly weight: bigint;
  readonly sums: readonly bigint[];
  readonly products: readonly bigint[];
}

/** One combination of factor levels with all sums over its rows. */
interface Cell {
  readonly active: readonly number[];
  readonly sums: Map<string, bigint>;
  rows: number;
}

/** Σ coefficient · sum of the monomial with this key. */
type Recipe = readonly { readonly coefficient: bigint; readonly key: string }[];

/** Puts the sums of cells together to cross-products of design columns: an indicator picks cells, it is never multiplied out. */
export function liftProducts(design: Design, sources: readonly CellSums[]): Totals {
  const cells = mergeCells(design, sources);
  const parts = [...design.numerics, design.response.fitted];
  const partOf = [...design.columns.map((column) => column.numeric), parts.length - 1];
  const recipe = (a: Polynomial, b: Polynomial): Recipe =>
    multiplyTerms(a, b).map(({ coefficient, monomial }) => ({
      coefficient,
      key: monomialKey(weightedMonomial(design, monomial)),
    }));
  const single = parts.map((part) =>
    part.terms.map((term) => ({
      coefficient: term.coefficient,
      key: monomialKey(weightedMonomial(design, term.monomial)),
    })),
  );
  const pair = parts.map((a, i) => parts.slice(0, i + 1).map((b) => recipe(a, b)));
  const q = partOf.length;
  const sums = new Array<bigint>(q).fill(0n);
  const products = new Array<bigint>((q * (q + 1)) / 2).fill(0n);
  const weightKey = monomialKey(weightedMonomial(design, []));
  let weight = 0n;
  for (const cell of cells) {
    const totalOf = (terms: Recipe): bigint => {
      let total = 0n;
      for (const { coefficient, key } of terms) total += coefficient * sumIn(cell, key);
      return total;
    };
    const singles = single.map(totalOf);
    const pairs = pair.map((row) => row.map(totalOf));
    weight += sumIn(cell, weightKey);
    for (const a of cell.active) {
      const i = partOf[a];
      sums[a] += singles[i];
      for (const b of cell.active) {
        if (b > a) break;
        const j = partOf[b];
        products[(a * (a + 1)) / 2 + b] += i >= j ? pairs[i][j] : pairs[j][i];
      }
    }
  }
  return { weight, sums, products };
}

function sumIn(cell: Cell, key: string): bigint {
  if (key === "") return BigInt(cell.rows);
  const sum = cell.sums.get(key);
  invariant(sum !== undefined, `no query gives the sum of ${key}`);
  return sum;
}

/** Adds up cells over groups, and lays the sums of all queries side by side by factor levels. */
function mergeCells(design: Design, sources: readonly CellSums[]): readonly Cell[] {
  const merged = new Map<string, Cell>();
  sources.forEach((source, index) => {
    for (let i = 0; i < source.counts.length; i++) {
      const key = levelsKey(source, i);
      let cell = merged.get(key);
      if (cell === undefined) {
        invariant(index === 0, "every query sees the same cells");
        cell = { active: activeColumns(design, source, i), sums: new Map(), rows: 0 };
        merged.set(key, cell);
      }
      if (index === 0) cell.rows += source.counts[i];
      for (const [monomial, sums] of source.sums) {
        cell.sums.set(monomial, (cell.sums.get(monomial) ?? 0n) + sums[i]);
      }
    }
  });
  return [...merged.values()];
}
