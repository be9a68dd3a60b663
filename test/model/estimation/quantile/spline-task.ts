import { basisWidth, bSplineBasis, codeValues, type SplineKnots } from "../../../../src/math/index.ts";
import type { CodedTerm, QuantileTask } from "../../../../src/model/estimation/index.ts";

/** A response on the cubic splines of some predictors. */
export function splineTask(
  response: readonly number[],
  predictors: readonly { readonly values: readonly number[]; readonly knots: SplineKnots }[],
): QuantileTask {
  let columns = 1;
  const terms = predictors.map(({ values, knots }): CodedTerm => {
    const { levels, codes } = codeValues(Float64Array.from(values));
    const basis = bSplineBasis(levels, knots);
    const first = columns;
    columns += basis.columns;
    return { codes, starts: basis.starts.map((start) => start + first), values: basis.values, width: basisWidth };
  });
  return { design: { rows: response.length, columns, terms }, response: Float64Array.from(response) };
}

/** A response on plain columns and a constant. */
export function plainTask(response: readonly number[], columns: readonly (readonly number[])[]): QuantileTask {
  const terms = columns.map((values, k): CodedTerm => {
    const { levels, codes } = codeValues(Float64Array.from(values));
    return { codes, starts: new Int32Array(levels.length).fill(1 + k), values: levels, width: 1 };
  });
  return {
    design: { rows: response.length, columns: 1 + columns.length, terms },
    response: Float64Array.from(response),
  };
}

/** Fitted value of row i. */
export function fittedValue({ design }: QuantileTask, coefficients: Float64Array, i: number): number {
  let fitted = coefficients[0];
  for (const { codes, starts, values, width } of design.terms) {
    for (let k = 0; k < width; k++) fitted += values[codes[i] * width + k] * coefficients[starts[codes[i]] + k];
  }
  return fitted;
}

/** Σ ρ(y − x'b). */
export function checkLoss(task: QuantileTask, coefficients: Float64Array, tau: number): number {
  let loss = 0;
  task.response.forEach((y, i) => {
    const residual = y - fittedValue(task, coefficients, i);
    loss += residual * (residual < 0 ? tau - 1 : tau);
  });
  return loss;
}
