import { addRowInPlace } from "./design-rows.ts";
import type { QuantileData } from "./types.ts";

/** Which columns carry information of their own, and how far each row is from the middle of the data. */
export interface ColumnSpace {
  /** Columns that are not determined by earlier ones, rising. */
  readonly active: Int32Array;
  /** The others. */
  readonly aliased: readonly number[];
  /** n; square root of the leverage x'(X'WX)⁻¹x. */
  readonly spread: Float64Array;
  /** q × q; X'WX of the active columns. */
  readonly gram: Float64Array;
}

/**
 * A column is aliased if less than this share of its square remains when earlier columns are taken out. Squares of
 * columns enter, so dependence is seen to about 1e-6 of a column's size.
 */
const aliasTolerance = 1e-12;

/** Finds aliased columns by a Cholesky factor of X'WX, column by column, and the rows' leverages from it. */
export function columnSpace({ design, weights }: QuantileData): ColumnSpace {
  const { rows, columns: p, terms } = design;
  const gram = new Float64Array(p * p);
  const row = new Float64Array(p);
  const touched = new Int32Array(1 + terms.reduce((sum, term) => sum + term.width, 0));
  for (let i = 0; i < rows; i++) {
    const count = listColumnsInPlace(touched, terms, i);
    row.fill(0);
    addRowInPlace(row, terms, i, 1);
    for (let a = 0; a < count; a++) {
      const scaled = weights[i] * row[touched[a]];
      for (let b = 0; b < count; b++) gram[touched[a] * p + touched[b]] += scaled * row[touched[b]];
    }
  }
  const { factor, active, aliased } = factorActive(gram, p);
  const spread = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    row.fill(0);
    addRowInPlace(row, terms, i, 1);
    spread[i] = Math.sqrt(solvedSquare(factor, active, row, p));
  }
  const activeGram = new Float64Array(active.length ** 2);
  active.forEach((row, a) => {
    active.forEach((column, b) => {
      activeGram[a * active.length + b] = gram[row * p + column];
    });
  });
  return { active, aliased, spread, gram: activeGram };
}

/** Columns that differ from zero in row i, each once; gives their number. */
function listColumnsInPlace(into: Int32Array, terms: QuantileData["design"]["terms"], i: number): number {
  let count = 0;
  into[count++] = 0;
  for (const { codes, starts, width } of terms) {
    for (let k = 0; k < width; k++) into[count++] = starts[codes[i]] + k;
  }
  return count;
}

function factorActive(gram: Float64Array, p: number) {
  const factor = new Float64Array(p * p);
  const active: number[] = [];
  const aliased: number[] = [];
  for (let j = 0; j < p; j++) {
    let square = gram[j * p + j];
    for (const k of active) {
      let sum = gram[j * p + k];
      for (const l of active) {
        if (l >= k) break;
        sum -= factor[j * p + l] * factor[k * p + l];
      }
      factor[j * p + k] = sum / factor[k * p + k];
      square -= factor[j * p + k] ** 2;
    }
    if (square > aliasTolerance * gram[j * p + j]) {
      factor[j * p + j] = Math.sqrt(square);
      active.push(j);
    } else aliased.push(j);
  }
  return { factor, active: Int32Array.from(active), aliased };
}

/** |L⁻¹x|² over the active columns. */
function solvedSquare(factor: Float64Array, active: Int32Array, row: Float64Array, p: number): number {
  let square = 0;
  for (let a = 0; a < active.length; a++) {
    const j = active[a];
    let sum = row[j];
    for (let b = 0; b < a; b++) sum -= factor[j * p + active[b]] * row[active[b]];
    row[j] = sum / factor[j * p + j];
    square += row[j] ** 2;
  }
  return square;
}
