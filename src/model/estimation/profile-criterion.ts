import { backwardSolveInPlace, choleskyInPlace, forwardSolveInPlace } from "../../math/index.ts";
import type { System } from "./build-system.ts";

/** The profiled criterion at one psi = theta², with derivatives in psi. */
export interface CriterionPoint {
  readonly psi: number;
  /** −2 log-likelihood (REML or ML) without the constants of units and weights; +∞ where A(psi) can't be factored. */
  readonly value: number;
  readonly slope: number;
  readonly curvature: number;
  /** q×q row-major Cholesky factor of A(psi): columns first, response last. */
  readonly factor: Float64Array;
  /** Coefficients in the system's coordinates. */
  readonly gamma: Float64Array;
  /** Penalised residual sum of squares in the system's coordinates. */
  readonly penalisedRss: number;
}

/**
 * Evaluates −2 log-likelihood profiled over coefficients and residual variance:
 * Σ_j log(1 + psi·w_j) + [REML: log |A_xx|] + df·(1 + log(2π·r/df)), with r the residual sum of squares under A(psi) and
 * df = n − p (REML) or n (ML). The derivatives are those of A through r = c'Ac, c = (−gamma, 1), and log |A_xx|.
 *
 * @see Bates et al. (2015), "Fitting linear mixed-effects models using lme4", eq. 34 and 41
 */
export function criterionAt(system: System, psi: number, reml: boolean): CriterionPoint {
  const { p, stratumWeights, stratumSizes } = system;
  const q = p + 1;
  const { a, first, second } = crossProducts(system, psi);
  const df = reml ? system.rows - p : system.rows;
  const failed = choleskyInPlace(a, q);
  const r = failed === -1 ? a[q * q - 1] ** 2 : 0;
  const gamma = Float64Array.from({ length: p }, (_, i) => a[p * q + i]);
  if (failed === -1 || failed === p) backwardSolveInPlace(a, p, gamma, q);
  const residual = residualTerms(a, first, second, gamma, p);
  let value = df * (1 + Math.log((2 * Math.PI * r) / df));
  let slope = (df * residual.first) / r;
  let curvature = (df * residual.second) / r - df * (residual.first / r) ** 2;
  for (let k = 0; k < stratumWeights.length; k++) {
    const share = stratumWeights[k] / (1 + psi * stratumWeights[k]);
    value += stratumSizes[k] * Math.log1p(psi * stratumWeights[k]);
    slope += stratumSizes[k] * share;
    curvature -= stratumSizes[k] * share * share;
  }
  if (reml) {
    const determinant = determinantTerms(a, first, second, p);
    value += determinant.value;
    slope += determinant.first;
    curvature += determinant.second;
  }
  if (failed !== -1 && failed !== p) value = Number.POSITIVE_INFINITY;
  return { psi, value, slope, curvature, factor: a, gamma, penalisedRss: r };
}

/** A(psi) and its first two derivatives, q×q row-major and symmetric. */
function crossProducts(system: System, psi: number): { a: Float64Array; first: Float64Array; second: Float64Array } {
  const { stratumWeights, between, within } = system;
  const m = within.length;
  const sum = Float64Array.from(within);
  const firstSum = new Float64Array(m);
  const secondSum = new Float64Array(m);
  for (let k = 0; k < stratumWeights.length; k++) {
    const g = 1 / (1 + psi * stratumWeights[k]);
    const g1 = -stratumWeights[k] * g * g;
    const g2 = -2 * stratumWeights[k] * g * g1;
    for (let i = 0; i < m; i++) {
      const c = between[k * m + i];
      sum[i] += g * c;
      firstSum[i] += g1 * c;
      secondSum[i] += g2 * c;
    }
  }
  const q = system.p + 1;
  return { a: unpack(sum, q), first: unpack(firstSum, q), second: unpack(secondSum, q) };
}

/** Full row-major matrix of a packed symmetric one. */
export function unpack(packed: Float64Array, q: number): Float64Array {
  const full = new Float64Array(q * q);
  for (let a = 0, i = 0; a < q; a++) {
    for (let b = 0; b <= a; b++, i++) {
      full[a * q + b] = packed[i];
      full[b * q + a] = packed[i];
    }
  }
  return full;
}

/** r' = c'A'c and r'' = c'A''c − 2(A'c)'A_xx⁻¹(A'c). */
function residualTerms(
  factor: Float64Array,
  first: Float64Array,
  second: Float64Array,
  gamma: Float64Array,
  p: number,
): { first: number; second: number } {
  const q = p + 1;
  const c = Float64Array.from({ length: q }, (_, i) => (i < p ? -gamma[i] : 1));
  const half = new Float64Array(q);
  let r1 = 0;
  let r2 = 0;
  for (let i = 0; i < q; i++) {
    let curved = 0;
    for (let j = 0; j < q; j++) {
      half[i] += first[i * q + j] * c[j];
      curved += second[i * q + j] * c[j];
    }
    r1 += c[i] * half[i];
    r2 += c[i] * curved;
  }
  forwardSolveInPlace(factor, p, half, q);
  for (let i = 0; i < p; i++) r2 -= 2 * half[i] * half[i];
  return { first: r1, second: r2 };
}

/** log |A_xx|, tr(A_xx⁻¹A'), tr(A_xx⁻¹A'') − tr(A_xx⁻¹A'A_xx⁻¹A'). */
function determinantTerms(
  factor: Float64Array,
  first: Float64Array,
  second: Float64Array,
  p: number,
): { value: number; first: number; second: number } {
  const q = p + 1;
  const g1 = congruence(factor, first, p, q);
  const g2 = congruence(factor, second, p, q);
  let value = 0;
  let trace = 0;
  let curved = 0;
  for (let i = 0; i < p; i++) {
    value += 2 * Math.log(factor[i * q + i]);
    trace += g1[i * p + i];
    curved += g2[i * p + i];
    for (let j = 0; j < p; j++) curved -= g1[i * p + j] * g1[i * p + j];
  }
  return { value, first: trace, second: curved };
}

/** L⁻¹·M·L⁻ᵀ for the leading p×p parts of factor L and symmetric M (both with q entries a row). */
export function congruence(factor: Float64Array, matrix: Float64Array, p: number, q: number): Float64Array {
  const result = new Float64Array(p * p);
  const line = new Float64Array(p);
  for (let i = 0; i < p; i++) {
    for (let j = 0; j < p; j++) line[j] = matrix[i * q + j];
    forwardSolveInPlace(factor, p, line, q);
    for (let j = 0; j < p; j++) result[j * p + i] = line[j];
  }
  // Rows of `result` are now rows of L⁻¹M; solving along them gives L⁻¹ML⁻ᵀ.
  for (let i = 0; i < p; i++) forwardSolveInPlace(factor, p, result.subarray(i * p, (i + 1) * p), q);
  return result;
}
