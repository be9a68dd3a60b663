import { fail, type Issue, issue } from "../../base/index.ts";
import { forwardSolveInPlace } from "../../math/index.ts";
import { buildSystem, type System } from "./build-system.ts";
import { checkGroup, checkRows, checkSizes, responseIsConstant } from "./check-moments.ts";
import { conditionNumber } from "./condition-number.ts";
import { mixedGroup } from "./fitted-group.ts";
import type { MomentBlocks } from "./from-design.ts";
import { inverseRoots } from "./inverse-roots.ts";
import { minimiseCriterion } from "./minimise-criterion.ts";
import { productOfRows } from "./product-of-rows.ts";
import { type CriterionPoint, criterionAt } from "./profile-criterion.ts";
import { type SelectedColumns, selectColumns } from "./select-columns.ts";
import type { Certificate, LinearFit } from "./types.ts";
import { isGroupAbsorbed, shareLeftWithin } from "./within-groups.ts";

/** Columns are made orthogonal in exact arithmetic above the first condition number; above the second a check says so. */
const orthogonaliseAbove = 1e3;
const illConditioned = 1e6;
/** Below this many groups the variances' own uncertainty matters for intervals. */
const fewGroups = 50;
/** Share of Σwy² left by the columns that counts as zero: it is known to more than 100 bits. */
const perfectShare = 1e-40;
/** Share left within groups that counts as zero: the quotients by the groups' weights are known to 128 bits. */
const perfectWithinShare = 1e-30;
/** Below this share of the response left by the columns, doubles would lose digits of it. */
const smallShare = 1e-5;
/** Searches in ever better coordinates, and the farthest of these: between ÷ 2^100 is nothing beside within. */
const mostRounds = 3;
const mostHalvings = 100;

/**
 * y = Xβ + u_group + e, u ~ N(0, τ²), e ~ N(0, σ²/w), by REML or ML from exact moments. Profiled deviance as lme4 defines
 * it, global search in theta = τ/σ, root of the analytic derivative, first-order certificate.
 *
 * @param moments with group sums
 * @throws GROUP_ONE_LEVEL, GROUP_SINGLETONS, GROUP_ABSORBED, TOO_FEW_ROWS, SIZE_OUT_OF_RANGE
 * @see docs/estimation.md §3; Bates et al. (2015)
 */
export function solveRandomIntercept(moments: MomentBlocks, method: "REML" | "ML"): LinearFit {
  const group = checkGroup(moments);
  checkSizes(moments);
  const columns = selectColumns(moments);
  const p = columns.kept.length;
  checkRows(moments, p);
  if (isGroupAbsorbed(moments, columns.kept)) fail("GROUP_ABSORBED", { group: group.name });
  const condition = conditionNumber(moments, columns, inverseRoots(columns.factor));
  const reml = method === "REML";
  const { system, point, perfect } = findOptimum(moments, columns, condition > orthogonaliseAbove, reml);
  const df = reml ? moments.rows - p : moments.rows;
  const residualVariance = (point.penalisedRss * system.responseScale ** 2 * system.weightScale) / df;
  const interceptVariance = point.psi * residualVariance;
  const deviance = perfect ? Number.NEGATIVE_INFINITY : devianceOf(moments, system, point, reml);
  const certificate = perfect ? null : certify(point, deviance);
  const vcovRoots = covarianceRoots(system, point, residualVariance);
  const vcov = productOfRows(vcovRoots, p);
  const converged = certificate !== null && isCertified(certificate);
  const components = { residualVariance, interceptVariance };
  return {
    method,
    names: columns.kept.map((column) => moments.names[column]),
    estimate: coefficients(system, point.gamma),
    stdError: Float64Array.from({ length: p }, (_, a) => Math.sqrt(vcov[a * p + a])),
    vcov,
    vcovRoots,
    aliased: columns.aliased,
    observations: moments.rows,
    residualDf: moments.rows - p,
    residualVariance,
    theta: Math.sqrt(point.psi),
    interceptVariance,
    criterion: { name: method, value: deviance },
    logLik: -deviance / 2,
    aic: deviance + 2 * (p + 2),
    bic: deviance + Math.log(moments.rows) * (p + 2),
    converged,
    singular: point.psi === 0,
    certificate,
    leastSquares: null,
    group: mixedGroup(moments, columns.kept, system, point, components),
    checks: [
      ...columnChecks(columns.aliased, condition),
      ...groupChecks(group.name, group.labels.length, point.psi === 0),
      ...fitChecks(moments, certificate, converged),
    ],
  };
}

interface Optimum {
  readonly system: System;
  readonly point: CriterionPoint;
  /** Nothing is left, in all or within groups: the likelihood has no bound. */
  readonly perfect: boolean;
}

/**
 * The optimum, in coordinates in which the response's residual is no small difference of large numbers: where it turns
 * out to be one, columns and response are made orthogonal near the optimum found and the search begins again.
 */
function findOptimum(
  moments: MomentBlocks,
  { kept, responseShare }: SelectedColumns,
  illConditioned: boolean,
  reml: boolean,
): Optimum {
  let orthogonalAt = illConditioned ? 0 : null;
  for (let round = 0; ; round++) {
    const system = buildSystem(moments, kept, orthogonalAt);
    if (!(responseShare > perfectShare)) {
      return { system, point: { ...criterionAt(system, 0, reml), penalisedRss: 0 }, perfect: true };
    }
    const isPerfect = () => shareLeftWithin(moments, kept) < perfectWithinShare;
    const { point, unbounded } = minimiseCriterion(system, reml, isPerfect);
    if (unbounded || round === mostRounds || residualShare(point, system.p) > smallShare) {
      return { system, point, perfect: unbounded };
    }
    const meanWeight = system.totalWeight / system.groups;
    orthogonalAt = Math.min(mostHalvings, Math.round(Math.log2(1 + point.psi * meanWeight)));
  }
}

/** What the columns leave of the response under A(psi), as a share of all of it there. */
function residualShare({ factor, penalisedRss }: CriterionPoint, p: number): number {
  const explained = factor.subarray(p * (p + 1), p * (p + 2)).reduce((sum, entry) => sum + entry * entry, 0);
  return penalisedRss / (explained + penalisedRss);
}

/** The criterion with the constants of units and weights: −2 log-likelihood as lme4 reports it. */
function devianceOf(moments: MomentBlocks, system: System, point: CriterionPoint, reml: boolean): number {
  const df = reml ? system.rows - system.p : system.rows;
  const scale = df * (2 * Math.log(system.responseScale) + Math.log(system.weightScale));
  return point.value + scale + (reml ? system.logDeterminantScale : 0) - moments.sumLogWeights;
}

function coefficients(system: System, gamma: Float64Array): Float64Array {
  const { p, back, offset } = system;
  return Float64Array.from({ length: p }, (_, b) => {
    let sum = offset[b];
    for (let a = 0; a < p; a++) sum += back[b * p + a] * gamma[a];
    return sum;
  });
}

/** R with RR' = σ²(X'V⁻¹X)⁻¹: back·L⁻ᵀ. Its products are positive semi-definite whatever the rounding. */
function covarianceRoots(system: System, point: CriterionPoint, residualVariance: number): Float64Array {
  const { p, back } = system;
  const scale = Math.sqrt(residualVariance / system.weightScale) / system.responseScale;
  const roots = new Float64Array(p * p);
  for (let b = 0; b < p; b++) {
    const row = back.slice(b * p, (b + 1) * p);
    forwardSolveInPlace(point.factor, p, row, p + 1);
    roots.set(
      row.map((entry) => entry * scale),
      b * p,
    );
  }
  return roots;
}

/** Turns derivatives in psi = theta² into those in theta. */
function certify(point: CriterionPoint, deviance: number): Certificate {
  const theta = Math.sqrt(point.psi);
  return {
    gradient: 2 * theta * point.slope,
    curvature: 2 * point.slope + 4 * point.psi * point.curvature,
    boundarySlope: point.psi === 0 ? point.slope : null,
    tolerance: 1e-9 * (1 + Math.abs(deviance)),
  };
}

function isCertified(certificate: Certificate): boolean {
  const { gradient, curvature, boundarySlope, tolerance } = certificate;
  if (boundarySlope !== null) return boundarySlope >= 0;
  return Math.abs(gradient) <= tolerance && curvature > 0;
}

function columnChecks(aliased: readonly string[], condition: number): Issue[] {
  const found: Issue[] = [];
  if (aliased.length > 0) found.push(issue("FIT_ALIASED", { columns: aliased }, {}, "warning"));
  if (condition > illConditioned) found.push(issue("FIT_ILL_CONDITIONED", { condition }, {}, "warning"));
  return found;
}

function groupChecks(group: string, groups: number, singular: boolean): Issue[] {
  const found: Issue[] = [];
  if (singular) found.push(issue("FIT_SINGULAR", { group }, {}, "warning"));
  if (groups < fewGroups) found.push(issue("GROUPS_FEW", { group, groups }, {}, "note"));
  return found;
}

function fitChecks(moments: MomentBlocks, certificate: Certificate | null, converged: boolean): Issue[] {
  if (responseIsConstant(moments)) {
    return [issue("RESPONSE_CONSTANT", { name: moments.names[moments.names.length - 1] }, {}, "warning")];
  }
  if (certificate === null) return [issue("FIT_PERFECT", {}, {}, "warning")];
  if (converged) return [];
  const { gradient, tolerance } = certificate;
  return [issue("FIT_NOT_CONVERGED", { gradient, tolerance }, {}, "warning")];
}
