import type { Issue } from "../../base/index.ts";

/** A fitted linear model: ordinary or weighted least squares, or one random intercept by REML or ML. Frozen. */
export interface LinearFit {
  readonly method: "OLS" | "REML" | "ML";
  /** Names of the p kept columns, in formula order, as R gives them. */
  readonly names: readonly string[];
  /** Coefficients, length p, in units of the response per unit of the column. */
  readonly estimate: Float64Array;
  /** Roots of the diagonal of `vcov`. */
  readonly stdError: Float64Array;
  /** Covariance of the coefficients at the estimated variances, p×p row-major. OLS: σ²(X'X)⁻¹ with σ² = RSS/(n−p). */
  readonly vcov: Float64Array;
  /** p×p row-major R with RR' = `vcov`: x'Vx = |R'x|² without the digits that `vcov` loses where columns are far from zero. */
  readonly vcovRoots: Float64Array;
  /** Columns left out because they depend on earlier ones, as R lists them. */
  readonly aliased: readonly string[];
  readonly observations: number;
  /** n − p. */
  readonly residualDf: number;
  readonly residualVariance: number;
  /** Relative covariance parameter τ/σ of the random intercept; null for OLS. */
  readonly theta: number | null;
  /** τ² = θ²σ²; null for OLS. */
  readonly interceptVariance: number | null;
  /**
   * REML or ML deviance (−2 log-likelihood with all constants). For OLS: −2 log-likelihood at the ML variance RSS/n.
   * −∞ (and the likelihood ∞) where the fit is perfect.
   */
  readonly criterion: { readonly name: "REML" | "ML"; readonly value: number };
  readonly logLik: number;
  readonly aic: number;
  readonly bic: number;
  readonly converged: boolean;
  readonly singular: boolean;
  /** First-order certificate at the optimum; null for OLS and for a perfect fit, which has no optimum. */
  readonly certificate: Certificate | null;
  /** Least-squares summaries; null for mixed models. */
  readonly leastSquares: LeastSquaresSummary | null;
  /** What the effects of the grouping factor are made of; null where there is none. */
  readonly group: FittedGroup | null;
  readonly checks: readonly Issue[];
}

/** Karush–Kuhn–Tucker certificate of an optimum in theta. */
export interface Certificate {
  /** d criterion / d theta at the solution. */
  readonly gradient: number;
  /** d² criterion / d theta². */
  readonly curvature: number;
  /** At the boundary theta = 0: d criterion / d(theta²), which must be ≥ 0; else null. */
  readonly boundarySlope: number | null;
  /** |gradient| must not exceed this: 1e-9·(1 + |criterion|). */
  readonly tolerance: number;
}

export interface LeastSquaresSummary {
  readonly residualSumOfSquares: number;
  /** 1 − RSS/TSS, TSS about the mean where there is an intercept, else about 0. Null where TSS = 0. */
  readonly rSquared: number | null;
  readonly adjustedRSquared: number | null;
  /** Null where the model has only an intercept or the fit is perfect. */
  readonly fStatistic: { readonly value: number; readonly df1: number; readonly df2: number } | null;
}

/** Group means and variances that the effects need; level j runs over `labels`. */
export interface FittedGroup {
  readonly name: string;
  readonly labels: readonly string[];
  /** Rows in each level. */
  readonly counts: Float64Array;
  /** Σ of precision weights in each level; equals `counts` where unweighted. */
  readonly weights: Float64Array;
  /** (Weighted) mean of the residuals y − Xβ̂ in each level. */
  readonly meanResidual: Float64Array;
  /** (Weighted) means of the p kept columns in each level, J×p row-major. */
  readonly meanColumns: Float64Array;
  /** (Weighted) mean of the response in each level. */
  readonly meanResponse: Float64Array;
  /**
   * Variances within (of one row of weight 1) and between groups. Mixed models: those of the fit. OLS: moment estimators
   * from the residuals (Wallace and Hussain 1969, unbiased form).
   */
  readonly residualVariance: number;
  readonly interceptVariance: number;
  /**
   * J×p row-major. Rows b_j with b_j·b_k = x̄_j' Cov(β̂) x̄_k under these two variances (for OLS the covariance of its
   * coefficients under random intercepts), without the cancellation of that product in uncentred columns.
   */
  readonly meanRoots: Float64Array;
  /**
   * OLS only, J×p: rows d_j with d_j·d_k = x̄_j' Cov(β̂, ē_k), the covariance with the mean of group k's own errors. Null
   * for mixed models, where it is (1 − λ_k)·b_j·b_k.
   */
  readonly errorRoots: Float64Array | null;
}
