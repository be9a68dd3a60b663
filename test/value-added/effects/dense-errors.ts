import type { FittedGroup } from "../../../src/model/estimation/index.ts";
import type { ExactColumn, MomentsInput } from "../../model/estimation/moments-from-columns.ts";

type Matrix = number[][];

/** Covariance matrices (J×J) of truth minus report, from the n×n matrices themselves. */
export interface DenseErrors {
  readonly shrunken: Matrix;
  readonly unshrunken: Matrix;
}

/**
 * With y = Zu + e (coefficients drop out), û = ΛN(I − XH)y and r̄ = N(I − XH)y, where H gives the coefficients (GLS or
 * OLS), N group means and Λ shrinkage: the covariance of u − û and u − r̄ by plain matrix products.
 */
export function denseErrors(input: MomentsInput, group: FittedGroup, method: "GLS" | "OLS"): DenseErrors {
  const { residualVariance: sigma2, interceptVariance: tau2 } = group;
  const numbers = (column: ExactColumn): number[] =>
    column.values.map((value) => Number(value) * 10 ** column.unit.exponent);
  const labels = input.group?.labels ?? [];
  const n = labels.length;
  const w = input.weights === undefined ? new Array<number>(n).fill(1) : numbers(input.weights);
  const X = transpose(input.columns.map(numbers));
  const Z = labels.map((label) => group.labels.map((one) => (one === label ? 1 : 0)));
  const V = Z.map((row, i) => Z.map((other, k) => tau2 * inner(row, other) + (i === k ? sigma2 / w[i] : 0)));
  const inverse = method === "GLS" ? invert(V) : w.map((weight, i) => w.map((_, k) => (i === k ? weight : 0)));
  const XtW = multiply(transpose(X), inverse);
  const H = multiply(invert(multiply(XtW, X)), XtW);
  const fitted = multiply(X, H);
  const rest = fitted.map((row, i) => row.map((h, k) => (i === k ? 1 : 0) - h));
  const N = group.labels.map((label, j) => labels.map((one, i) => (one === label ? w[i] / group.weights[j] : 0)));
  const means = multiply(N, rest);
  const lambda = [...group.weights].map((weight) => tau2 / (tau2 + sigma2 / weight));
  const modes = means.map((row, j) => row.map((x) => lambda[j] * x));
  const variance = (map: Matrix): Matrix => {
    const onU = multiply(map, Z).map((row, j) => row.map((x, k) => (j === k ? 1 : 0) - x));
    const left = multiply(onU, transpose(onU));
    const right = multiply(
      map.map((row) => row.map((x, i) => (x * sigma2) / w[i])),
      transpose(map),
    );
    return left.map((row, j) => row.map((x, k) => tau2 * x + right[j][k]));
  };
  return { shrunken: variance(modes), unshrunken: variance(means) };
}

/** √(a'Ma). */
export function contrastError(matrix: Matrix, a: readonly number[]): number {
  return Math.sqrt(
    inner(
      a,
      matrix.map((row) => inner(row, a)),
    ),
  );
}

function inner(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function transpose(a: Matrix): Matrix {
  return a[0].map((_, j) => a.map((row) => row[j]));
}

function multiply(a: Matrix, b: Matrix): Matrix {
  const columns = transpose(b);
  return a.map((row) => columns.map((column) => inner(row, column)));
}

/** Gauss–Jordan, for positive definite matrices. */
function invert(a: Matrix): Matrix {
  const n = a.length;
  const work = a.map((row, i) => [...row, ...row.map((_, k) => (i === k ? 1 : 0))]);
  for (let k = 0; k < n; k++) {
    const pivot = work[k][k];
    work[k] = work[k].map((x) => x / pivot);
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const factor = work[i][k];
      work[i] = work[i].map((x, j) => x - factor * work[k][j]);
    }
  }
  return work.map((row) => row.slice(n));
}
