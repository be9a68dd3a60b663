import { addRowInPlace, multiplyRowsInPlace, sumRows } from "./design-rows.ts";
import type { PreparedQuantiles } from "./prepare-quantiles.ts";
import { dualValues } from "./simplex.ts";
import type { QuantileFit } from "./types.ts";
import { coefficientsAt, vertexAt } from "./vertex.ts";

/** A mean loss of up to so many times the smallest residual that is told from zero is an exact fit. */
const exactShare = 1000;
/** A dual value this close to its bound, as a share of its weight, may be moved without a loss. */
const boundShare = 1e-9;

/**
 * Computes a vertex's coefficients from the response itself and proves how good they are. With dual values a in
 * [w (tau − 1), w tau], weak duality gives: objective − optimum ≤ Σ (w ρ(r) − r a) + b'X'a; each part is computed for the
 * given sides of the rows, so nothing that the search has found is trusted.
 *
 * @param basis rows that are fitted exactly
 * @param below 1 for nonbasic rows below the fit
 * @see Koenker (2005), Quantile Regression, §6.2 (the dual)
 */
export function certify(
  prepared: PreparedQuantiles,
  tau: number,
  basis: Int32Array,
  below: Uint8Array,
): Omit<QuantileFit, "pivots"> {
  const { data, active, sumAll } = prepared;
  const { response, weights, design } = data;
  const { terms, columns } = design;
  const vertex = vertexAt(terms, basis, active, columns);
  const coefficients = coefficientsAt(vertex, terms, response, active, columns);
  const fitted = new Float64Array(response.length);
  multiplyRowsInPlace(fitted, terms, coefficients);

  const lying = new Float64Array(weights.length);
  for (let i = 0; i < weights.length; i++) if (below[i] === 1) lying[i] = weights[i];
  for (const row of basis) lying[row] = 0;
  const balance = { nonbasic: sumAll.slice(), below: sumRows(terms, lying, columns) };
  for (const row of basis) addRowInPlace(balance.nonbasic, terms, row, -weights[row]);
  const raw = dualValues(vertex, balance, active, tau);
  const duals = raw.map((a, j) => Math.min(Math.max(a, weights[basis[j]] * (tau - 1)), weights[basis[j]] * tau));

  let objective = 0;
  let slack = 0;
  const isBasic = new Uint8Array(response.length);
  for (const row of basis) isBasic[row] = 1;
  for (let i = 0; i < response.length; i++) {
    const residual = response[i] - fitted[i];
    objective += weights[i] * residual * (residual < 0 ? tau - 1 : tau);
    if (isBasic[i] === 0 && (below[i] === 1 ? residual > 0 : residual < 0)) slack += weights[i] * Math.abs(residual);
  }
  const imbalance = balance.nonbasic.map((sum, k) => tau * sum - balance.below[k]);
  basis.forEach((row, j) => {
    const residual = response[row] - fitted[row];
    slack += weights[row] * residual * (residual < 0 ? tau - 1 : tau) - residual * duals[j];
    addRowInPlace(imbalance, terms, row, duals[j]);
  });
  let infeasible = 0;
  for (const k of active) infeasible += coefficients[k] * imbalance[k];
  // Where the rows are fitted exactly, both are rounding errors and their ratio says nothing.
  const isExact = objective <= exactShare * prepared.zero * sumAll[0];
  const excess = isExact ? 0 : slack + Math.abs(infeasible);
  const unique = raw.every((a, j) => {
    const weight = weights[basis[j]];
    return Math.min(weight * tau - a, a + weight * (1 - tau)) > boundShare * weight;
  });
  coefficients[0] += prepared.centre;
  return { tau, coefficients, objective, gap: excess === 0 ? 0 : excess / Math.max(objective, excess), unique };
}
