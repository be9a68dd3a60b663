import { findRoot } from "../../math/index.ts";
import type { System } from "./build-system.ts";
import { type CriterionPoint, criterionAt } from "./profile-criterion.ts";

const pointsPerDecade = 4;

/** The lowest point of the profiled criterion found. */
export interface Minimum {
  readonly point: CriterionPoint;
  /** The criterion still falls at the largest psi looked at: the residual variance tends to zero. */
  readonly unbounded: boolean;
}

/**
 * Finds the global minimum of the criterion in psi = theta² ≥ 0: a grid from 0 to where groups of every size are all
 * between-group variance (1e-8/largest weight … 1e8/smallest weight, 4 points a decade); in each interval over which the
 * slope turns from negative to positive the root of the slope by safeguarded Newton steps; psi = 0 where the slope there
 * is not negative. The lowest of these wins, the smaller psi on equal values.
 */
export function minimiseCriterion(system: System, reml: boolean): Minimum {
  const grid = psiGrid(system.stratumWeights);
  const points = grid.map((psi) => criterionAt(system, psi, reml)).filter((point) => Number.isFinite(point.slope));
  const candidates: CriterionPoint[] = [];
  if (points[0].slope >= 0) candidates.push(points[0]);
  for (let i = 1; i < points.length; i++) {
    if (points[i - 1].slope < 0 && points[i].slope >= 0) {
      candidates.push(refine(system, reml, points[i - 1], points[i]));
    }
  }
  const last = points[points.length - 1];
  const unbounded = last.slope < 0;
  if (unbounded) candidates.push(last);
  const best = candidates.reduce((lowest, point) => (point.value < lowest.value ? point : lowest));
  return { point: best, unbounded: unbounded && best === last };
}

function psiGrid(stratumWeights: Float64Array): number[] {
  const from = Math.log10(1e-8 / stratumWeights[stratumWeights.length - 1]);
  const to = Math.log10(1e8 / stratumWeights[0]);
  const steps = Math.ceil((to - from) * pointsPerDecade);
  const grid = [0];
  for (let i = 0; i <= steps; i++) grid.push(10 ** (from + (i * (to - from)) / steps));
  return grid;
}

function refine(system: System, reml: boolean, below: CriterionPoint, above: CriterionPoint): CriterionPoint {
  if (above.slope === 0) return above;
  const psi = findRoot(
    (x) => {
      const point = criterionAt(system, x, reml);
      return { value: point.slope, slope: point.curvature };
    },
    below.psi,
    above.psi,
  );
  return criterionAt(system, psi, reml);
}
