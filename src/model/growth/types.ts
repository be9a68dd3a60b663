import type { SplineKnots } from "../../math/index.ts";

/** Scores of one cohort. NaN is missing. */
export interface GrowthPanel {
  /** n; the score whose growth is judged, in points. */
  readonly current: Float64Array;
  /** n each, nearest first, in points of their own scales. */
  readonly priors: readonly Float64Array[];
}

/** The fitted model of one order: the current score on the first `order` priors. */
export interface OrderMatrices {
  readonly order: number;
  /** Rows it was fitted to. */
  readonly cohort: number;
  /** `order` splines, nearest prior first. */
  readonly splines: readonly SplineKnots[];
  /** One vector of coefficients per tau: constant, then each prior's spline. */
  readonly coefficients: readonly Float64Array[];
  /** Coefficients of the median. */
  readonly median: Float64Array;
}

/** All that is needed to give percentiles to scores: a cohort's own, or an earlier one's as a fixed baseline. */
export interface GrowthModel {
  /** (k − ½)/K, k = 1 … K. */
  readonly taus: readonly number[];
  /** By order, rising; an order whose cohort was too small is absent. */
  readonly orders: readonly OrderMatrices[];
}

/** What each row is given; NaN where there is nothing to give. */
export interface GrowthScores {
  /** n; 1 … 99. */
  readonly percentiles: Float64Array;
  /** n; conditional median, in points. */
  readonly expected: Float64Array;
  /** n; priors used. */
  readonly orders: Float64Array;
}
