import { invariant } from "../../../base/index.ts";
import { addRowInPlace } from "./design-rows.ts";
import type { CodedTerm } from "./types.ts";

/** A vertex of the problem: as many rows as active columns, fitted exactly. */
export interface Vertex {
  /** q row numbers. */
  readonly rows: Int32Array;
  /**
   * q × q, row j: the direction that raises the fitted value of basic row j by one and leaves the other basic rows
   * (column j of the inverse of their matrix).
   */
  readonly directions: Float64Array;
}

/** Inverts the basic rows' matrix by Gauss–Jordan elimination with row pivoting. */
export function vertexAt(terms: readonly CodedTerm[], rows: Int32Array, active: Int32Array, columns: number): Vertex {
  const q = rows.length;
  const matrix = new Float64Array(q * q);
  const full = new Float64Array(columns);
  for (let j = 0; j < q; j++) {
    full.fill(0);
    addRowInPlace(full, terms, rows[j], 1);
    for (let k = 0; k < q; k++) matrix[j * q + k] = full[active[k]];
  }
  const inverse = invertInPlace(matrix, q);
  const directions = new Float64Array(q * q);
  for (let j = 0; j < q; j++) for (let k = 0; k < q; k++) directions[j * q + k] = inverse[k * q + j];
  return { rows, directions };
}

function invertInPlace(matrix: Float64Array, q: number): Float64Array {
  const inverse = new Float64Array(q * q);
  for (let k = 0; k < q; k++) inverse[k * q + k] = 1;
  for (let k = 0; k < q; k++) {
    let best = k;
    for (let i = k + 1; i < q; i++) if (Math.abs(matrix[i * q + k]) > Math.abs(matrix[best * q + k])) best = i;
    invariant(matrix[best * q + k] !== 0, "the rows of a vertex are independent");
    swapRows(matrix, q, k, best);
    swapRows(inverse, q, k, best);
    const scale = 1 / matrix[k * q + k];
    for (let l = 0; l < q; l++) {
      matrix[k * q + l] *= scale;
      inverse[k * q + l] *= scale;
    }
    for (let i = 0; i < q; i++) {
      const factor = matrix[i * q + k];
      if (i === k || factor === 0) continue;
      for (let l = 0; l < q; l++) {
        matrix[i * q + l] -= factor * matrix[k * q + l];
        inverse[i * q + l] -= factor * inverse[k * q + l];
      }
    }
  }
  return inverse;
}

function swapRows(matrix: Float64Array, q: number, a: number, b: number): void {
  if (a === b) return;
  for (let l = 0; l < q; l++) {
    const kept = matrix[a * q + l];
    matrix[a * q + l] = matrix[b * q + l];
    matrix[b * q + l] = kept;
  }
}

/** Replaces basic row j by a row whose fitted value moves by `moved[k]` along direction k. */
export function replaceRowInPlace(vertex: Vertex, j: number, row: number, moved: Float64Array): void {
  const { rows, directions } = vertex;
  const q = rows.length;
  rows[j] = row;
  const scale = 1 / moved[j];
  for (let l = 0; l < q; l++) directions[j * q + l] *= scale;
  for (let k = 0; k < q; k++) {
    const factor = moved[k];
    if (k === j || factor === 0) continue;
    for (let l = 0; l < q; l++) directions[k * q + l] -= factor * directions[j * q + l];
  }
}

/** Coefficients (all columns; aliased ones 0) that fit the basic rows, with one step of iterative refinement. */
export function coefficientsAt(
  vertex: Vertex,
  terms: readonly CodedTerm[],
  response: Float64Array,
  active: Int32Array,
  columns: number,
): Float64Array {
  const { rows, directions } = vertex;
  const q = rows.length;
  const coefficients = new Float64Array(columns);
  const full = new Float64Array(columns);
  const left = Float64Array.from(rows, (row) => response[row]);
  for (let pass = 0; pass < 2; pass++) {
    for (let j = 0; j < q; j++) {
      for (let k = 0; k < q; k++) coefficients[active[k]] += left[j] * directions[j * q + k];
    }
    for (let j = 0; j < q; j++) {
      full.fill(0);
      addRowInPlace(full, terms, rows[j], 1);
      let fitted = 0;
      for (let k = 0; k < columns; k++) fitted += full[k] * coefficients[k];
      left[j] = response[rows[j]] - fitted;
    }
  }
  return coefficients;
}

/** Rows are taken for dependent where no more than this share of a column's largest cell is left. */
const leastPivot = 1e-7;

/** Greedily picks q independent rows: elimination with the largest pivot of each column. Null if there are none. */
export function independentRows(
  terms: readonly CodedTerm[],
  count: number,
  active: Int32Array,
  columns: number,
): Int32Array | null {
  const q = active.length;
  const matrix = new Float64Array(count * q);
  const full = new Float64Array(columns);
  for (let i = 0; i < count; i++) {
    full.fill(0);
    addRowInPlace(full, terms, i, 1);
    for (let k = 0; k < q; k++) matrix[i * q + k] = full[active[k]];
  }
  const chosen = new Int32Array(q);
  const largest = new Float64Array(q);
  matrix.forEach((cell, at) => {
    largest[at % q] = Math.max(largest[at % q], Math.abs(cell));
  });
  for (let k = 0; k < q; k++) {
    let best = 0;
    for (let i = 1; i < count; i++) if (Math.abs(matrix[i * q + k]) > Math.abs(matrix[best * q + k])) best = i;
    const pivot = matrix[best * q + k];
    if (Math.abs(pivot) <= leastPivot * largest[k]) return null;
    chosen[k] = best;
    for (let i = 0; i < count; i++) {
      const factor = matrix[i * q + k] / pivot;
      if (i === best || factor === 0) continue;
      for (let l = k; l < q; l++) matrix[i * q + l] -= factor * matrix[best * q + l];
    }
    matrix.fill(0, best * q, (best + 1) * q);
  }
  return chosen;
}
