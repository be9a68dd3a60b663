import { invariant } from "../../base/index.ts";

/** Exact solutions of linear systems: solution s of right-hand side r is numerators[r][i] ÷ determinant. */
export interface ExactSolution {
  readonly determinant: bigint;
  /** One array of length p for each right-hand side. */
  readonly numerators: readonly (readonly bigint[])[];
}

/**
 * Solves A·x = b exactly in integers for a positive definite A and several right-hand sides by fraction-free
 * elimination: every intermediate entry is a minor of [A b], so each division leaves no remainder.
 *
 * @param a p×p, rows of integers, symmetric positive definite
 * @param rightSides arrays of length p
 * @see Bareiss (1968), "Sylvester's identity and multistep integer-preserving Gaussian elimination", eq. 1
 */
export function solveFractionFree(
  a: readonly (readonly bigint[])[],
  rightSides: readonly (readonly bigint[])[],
): ExactSolution {
  const p = a.length;
  const rows = a.map((row, i) => [...row, ...rightSides.map((side) => side[i])]);
  const width = p + rightSides.length;
  let previous = 1n;
  for (let k = 0; k < p; k++) {
    const pivot = rows[k][k];
    invariant(pivot > 0n, `minor ${k + 1} of ${p} is not positive`);
    for (let i = k + 1; i < p; i++) {
      const factor = rows[i][k];
      for (let j = i; j < width; j++) rows[i][j] = (pivot * rows[i][j] - factor * rows[k][j]) / previous;
      // The matrix stays symmetric: its lower triangle follows from the upper one.
      for (let j = k + 1; j < i; j++) rows[i][j] = rows[j][i];
    }
    previous = pivot;
  }
  const numerators = rightSides.map((_, side) => backSubstitute(rows, p, p + side, previous));
  return { determinant: previous, numerators };
}

function backSubstitute(
  rows: readonly (readonly bigint[])[],
  p: number,
  column: number,
  determinant: bigint,
): bigint[] {
  const solution: bigint[] = new Array(p).fill(0n);
  for (let i = p - 1; i >= 0; i--) {
    let sum = rows[i][column] * determinant;
    for (let j = i + 1; j < p; j++) sum -= rows[i][j] * solution[j];
    solution[i] = sum / rows[i][i];
  }
  return solution;
}
