import { Bug } from "../../base/index.ts";
import { choleskyInPlace, forwardSolveInPlace } from "../../math/index.ts";
import type { System } from "./build-system.ts";
import type { MomentBlocks } from "./from-design.ts";
import { type CriterionPoint, congruence, unpack } from "./profile-criterion.ts";
import type { FittedGroup } from "./types.ts";
import { unitToNumber } from "./unit-factor.ts";

/** Variances in the user's units. */
export interface VarianceComponents {
  readonly residualVariance: number;
  readonly interceptVariance: number;
}

/** The group part of a random-intercept fit. */
export function mixedGroup(
  moments: MomentBlocks,
  kept: readonly number[],
  system: System,
  point: CriterionPoint,
  components: VarianceComponents,
): FittedGroup {
  const scale = rootScale(system, components.residualVariance);
  const meanRoots = rootsOfMeans(system, (mean) => {
    forwardSolveInPlace(point.factor, system.p, mean, system.p + 1);
    return scale;
  });
  return { ...groupMeans(moments, kept, system, point.gamma), ...components, meanRoots, errorRoots: null };
}

/**
 * The group part of an ordinary least-squares fit. Its variances solve the two equations that give the expectation of
 * the residuals' sums of squares, in all and within groups, under random intercepts; a negative intercept variance
 * becomes 0 and the residual variance is then RSS/(n − p).
 *
 * @param point the criterion at psi = 0: A there is X'WX
 * @see Wallace and Hussain (1969); Baltagi and Chang (1994) for groups of unequal size
 */
export function leastSquaresGroup(
  moments: MomentBlocks,
  kept: readonly number[],
  system: System,
  point: CriterionPoint,
): FittedGroup {
  const { p } = system;
  const q = p + 1;
  const S = squaredSums(system);
  const spread = congruence(point.factor, S, p, q);
  const components = momentComponents(system, point, spread);
  // In the coordinates z = L⁻¹x the covariance of the coefficients is σ²I + τ²·L⁻¹SL⁻ᵀ = HH'.
  const H = new Float64Array(p * p);
  for (let i = 0; i < p; i++) {
    for (let j = 0; j < p; j++) {
      H[i * p + j] = components.interceptVariance * spread[i * p + j] + (i === j ? components.residualVariance : 0);
    }
  }
  const perfect = choleskyInPlace(H, p) !== -1;
  const unit = rootScale(system, 1);
  const meanRoots = rootsOfMeans(system, (mean) => {
    forwardSolveInPlace(point.factor, p, mean, q);
    multiplyTransposedInPlace(H, p, mean);
    return perfect ? 0 : unit;
  });
  const errorRoots = rootsOfMeans(system, (mean) => {
    forwardSolveInPlace(point.factor, p, mean, q);
    return rootScale(system, components.residualVariance);
  });
  return { ...groupMeans(moments, kept, system, point.gamma), ...components, meanRoots, errorRoots };
}

/** √(variance ÷ weight unit): coefficients' standard errors are this times L⁻ᵀ here, in the response's own units. */
function rootScale(system: System, variance: number): number {
  return Math.sqrt(variance / system.weightScale);
}

function rootsOfMeans(system: System, transformInPlace: (mean: Float64Array) => number): Float64Array {
  const { p, groups, means } = system;
  const q = p + 1;
  const roots = new Float64Array(groups * p);
  const mean = new Float64Array(p);
  for (let j = 0; j < groups; j++) {
    for (let a = 0; a < p; a++) mean[a] = means[j * q + a];
    const scale = transformInPlace(mean);
    for (let a = 0; a < p; a++) roots[j * p + a] = scale * mean[a];
  }
  return roots;
}

/** Writes H'·x over x, for lower triangular H. */
function multiplyTransposedInPlace(H: Float64Array, p: number, x: Float64Array): void {
  for (let a = 0; a < p; a++) {
    let sum = 0;
    for (let b = a; b < p; b++) sum += H[b * p + a] * x[b];
    x[a] = sum;
  }
}

/** Σ_j w_j²·x̄_j x̄_j', q×q: X'ZZ'X. */
function squaredSums(system: System): Float64Array {
  const m = system.within.length;
  const packed = new Float64Array(m);
  system.stratumWeights.forEach((weight, k) => {
    for (let i = 0; i < m; i++) packed[i] += weight * system.between[k * m + i];
  });
  return unpack(packed, system.p + 1);
}

function momentComponents(system: System, point: CriterionPoint, spread: Float64Array): VarianceComponents {
  const { p, rows, groups } = system;
  const q = p + 1;
  const within = unpack(system.within, q);
  const withinSquares = quadraticForm(within, point.gamma, p);
  const withinShare = congruence(point.factor, within, p, q);
  let traceWithin = 0;
  let traceSpread = 0;
  let traceBoth = 0;
  for (let i = 0; i < p; i++) {
    traceWithin += withinShare[i * p + i];
    traceSpread += spread[i * p + i];
    for (let j = 0; j < p; j++) traceBoth += withinShare[i * p + j] * spread[i * p + j];
  }
  // E(total) = (n − p)·σ² + t₁·τ², E(within) = s₂·σ² + t₂·τ².
  const scale = system.responseScale ** 2 * system.weightScale;
  const totalSquares = point.penalisedRss * scale;
  const t1 = system.totalWeight - traceSpread;
  const s2 = rows - groups - traceWithin;
  const determinant = (rows - p) * traceBoth - t1 * s2;
  const interceptVariance = ((rows - p) * withinSquares * scale - s2 * totalSquares) / determinant;
  if (!(interceptVariance > 0)) return { residualVariance: totalSquares / (rows - p), interceptVariance: 0 };
  const residualVariance = Math.max(0, (totalSquares - t1 * interceptVariance) / (rows - p));
  return { residualVariance, interceptVariance };
}

/** (−gamma, 1)·M·(−gamma, 1)', for q×q M. */
function quadraticForm(matrix: Float64Array, gamma: Float64Array, p: number): number {
  const q = p + 1;
  let sum = 0;
  for (let i = 0; i < q; i++) {
    for (let j = 0; j < q; j++) {
      sum += (i < p ? -gamma[i] : 1) * matrix[i * q + j] * (j < p ? -gamma[j] : 1);
    }
  }
  return sum;
}

type GroupMeans = Pick<
  FittedGroup,
  "name" | "labels" | "counts" | "weights" | "meanResidual" | "meanColumns" | "meanResponse"
>;

function groupMeans(moments: MomentBlocks, kept: readonly number[], system: System, gamma: Float64Array): GroupMeans {
  const { group } = moments;
  if (group === null) throw new Bug("moments without group");
  const { p } = system;
  const q = p + 1;
  const groups = group.labels.length;
  const weights = Float64Array.from({ length: groups }, (_, j) => Number(group.weights[j]) * system.weightScale);
  const units = moments.units.map(unitToNumber);
  const meanOf = (column: number, j: number): number =>
    (Number(group.sums[column][j]) / Number(group.weights[j])) * units[column];
  const meanColumns = new Float64Array(groups * p);
  const meanResidual = new Float64Array(groups);
  for (let j = 0; j < groups; j++) {
    let residual = system.means[j * q + p];
    for (let a = 0; a < p; a++) {
      residual -= system.means[j * q + a] * gamma[a];
      meanColumns[j * p + a] = meanOf(kept[a], j);
    }
    meanResidual[j] = residual * system.responseScale;
  }
  const meanResponse = Float64Array.from({ length: groups }, (_, j) => meanOf(moments.names.length - 1, j));
  return {
    name: group.name,
    labels: group.labels,
    counts: group.counts,
    weights,
    meanResidual,
    meanColumns,
    meanResponse,
  };
}
