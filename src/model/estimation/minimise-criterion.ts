import { findRoot } from "../../math/index.ts";
import type { System } from "./build-system.ts";
import { type CriterionPoint, criterionAt } from "./profile-criterion.ts";

const pointsPerDecade = 4;
/** Where the criterion still falls at the end of the grid, it is followed up to this (÷ the smallest weight). */
const farthest = 1e30;

/** The lowest point of the profiled criterion found. */
export interface Minimum {
  readonly point: CriterionPoint;
  /** The criterion falls for ever: the residual variance tends to zero. */
  readonly unbounded: boolean;
}

/**
 * Finds the global minimum of the criterion in psi = theta² ≥ 0: a grid from 0 to where groups of every size are all
 * between-group variance (1e-8/largest weight … 1e8/smallest weight, 4 points a decade); in each interval over which the
 * slope turns from negative to positive the root of the slope by safeguarded Newton steps; psi = 0 where the slope there
 * is not negative. The lowest of these wins, the smaller psi on equal values.
 *
 * @param isPerfect asked where the criterion still falls at the end of the grid: whether it falls for ever, because
 * nothing is left within groups
 */
export function minimiseCriterion(system: System, reml: boolean, isPerfect: () => boolean): Minimum {
  const grid = psiGrid(system.stratumWeights);
  const points = grid.map((psi) => criterionAt(system, psi, reml)).filter((point) => Number.isFinite(point.slope));
  if (points.length === 0) return { point: criterionAt(system, 0, reml), unbounded: false };
  const unbounded = points[points.length - 1].slope < 0 && isPerfect();
  if (points[points.length - 1].slope < 0 && !unbounded) points.push(...pointsBeyond(system, reml, grid));
  const last = points[points.length - 1];
  const candidates: CriterionPoint[] = last.slope < 0 ? [last] : [];
  if (points[0].slope >= 0) candidates.unshift(points[0]);
  for (let i = 1; i < points.length; i++) {
    if (points[i - 1].slope < 0 && points[i].slope >= 0) {
      candidates.push(refine(system, reml, points[i - 1], points[i]));
    }
  }
  const best = candidates.reduce((lowest, point) => (point.value < lowest.value ? point : lowest));
  return { point: best, unbounded: unbounded && best === last };
}

/** Further points up to the first at which the criterion rises. */
function pointsBeyond(system: System, reml: boolean, grid: readonly number[]): CriterionPoint[] {
  const points: CriterionPoint[] = [];
  const end = farthest / system.stratumWeights[0];
  for (let psi = grid[grid.length - 1] * 10; psi <= end; psi *= 10) {
    const point = criterionAt(system, psi, reml);
    if (!Number.isFinite(point.slope)) break;
    points.push(point);
    if (point.slope >= 0) break;
  }
  return points;
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
