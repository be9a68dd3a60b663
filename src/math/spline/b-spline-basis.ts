import { invariant } from "../../base/index.ts";

/** Knots of one spline: interior knots ascending and distinct, strictly between the two boundary knots. */
export interface SplineKnots {
  readonly interior: readonly number[];
  readonly boundary: readonly [low: number, high: number];
}

/**
 * The cubic B-spline basis at some values, without its first column (a constant stands in the model for it), as
 * `splines::bs(x, knots, Boundary.knots)` gives it in R. Only the columns that can differ from zero are kept: value i has
 * `values[4 i … 4 i + 3]` in the columns `starts[i] … starts[i] + 3`, counted from 0; all others are zero.
 */
export interface BasisRows {
  /** Columns of the basis: interior knots + 3. */
  readonly columns: number;
  readonly starts: Int32Array;
  readonly values: Float64Array;
}

/** Columns that differ from zero at one value. */
export const basisWidth = 4;

const degree = 3;

/**
 * Evaluates the cubic B-spline basis. Outside the boundary knots the polynomial of the last piece goes on, as in R.
 *
 * @see de Boor (1978), ch. X, the recurrence (4)–(5)
 */
export function bSplineBasis(at: Float64Array, knots: SplineKnots): BasisRows {
  const sequence = knotSequence(knots);
  const pieces = knots.interior.length + 1;
  const starts = new Int32Array(at.length);
  const values = new Float64Array(at.length * basisWidth);
  const row = new Float64Array(basisWidth);
  for (let i = 0; i < at.length; i++) {
    const piece = pieceOf(at[i], knots.interior);
    basisRowInPlace(row, at[i], sequence, piece + degree);
    // The first piece holds the column that is left out: its other three move up and a zero follows.
    if (piece === 0) row.copyWithin(0, 1).fill(0, degree);
    starts[i] = piece === 0 ? 0 : piece - 1;
    values.set(row, i * basisWidth);
  }
  return { columns: pieces + degree - 1, starts, values };
}

function knotSequence({ interior, boundary }: SplineKnots): Float64Array {
  const [low, high] = boundary;
  const rising = [low, ...interior, high].every((knot, k, all) => k === 0 || knot > all[k - 1]);
  invariant(rising, "knots rise strictly between the boundaries");
  const ends = degree + 1;
  return Float64Array.from([...Array<number>(ends).fill(low), ...interior, ...Array<number>(ends).fill(high)]);
}

/** Which polynomial piece holds x: a knot belongs to the piece on its right. */
function pieceOf(x: number, interior: readonly number[]): number {
  let piece = 0;
  while (piece < interior.length && x >= interior[piece]) piece++;
  return piece;
}

/** Writes the four basis functions of the piece [t(left), t(left + 1)) at x. */
function basisRowInPlace(row: Float64Array, x: number, t: Float64Array, left: number): void {
  row[0] = 1;
  for (let j = 1; j <= degree; j++) {
    let saved = 0;
    for (let k = 0; k < j; k++) {
      const right = t[left + k + 1];
      const low = t[left + k + 1 - j];
      const term = row[k] / (right - low);
      row[k] = saved + (right - x) * term;
      saved = (x - low) * term;
    }
    row[j] = saved;
  }
}
