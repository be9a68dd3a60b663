/**
 * What stands at zero. `raw`: a group like the population of groups, as lme4 reports modes. `average-student`: the mean
 * of all effects weighted by students. `average-school`: their plain mean.
 */
export type Zero = "raw" | "average-student" | "average-school";

/** Which larger unit each group belongs to. */
export interface Aggregation {
  /** What the units are, e.g. `authority`. */
  readonly name: string;
  readonly labels: readonly string[];
  /** Index into `labels` for each group in the order of the fit's labels, or −1 for none. Every unit has a group. */
  readonly unitOf: Int32Array;
}

export interface EffectsOptions {
  readonly zero: Zero;
  /** Posterior draws for rank intervals; 0 for none. */
  readonly draws: number;
  readonly seed: number;
  /** Report these units (the student-weighted means of their groups' effects) in place of the groups. */
  readonly aggregation?: Aggregation;
}

/** Lower and upper ends, one of each for every unit. */
export interface Bounds<Column> {
  readonly low: Column;
  readonly high: Column;
}

/** Value added of every unit, by column; unit i runs over `labels`. Units of the outcome unless said otherwise. Frozen. */
export interface EffectsTable {
  /** Name of the grouping factor or of the aggregation. */
  readonly name: string;
  readonly labels: readonly string[];
  readonly zero: Zero;
  /** Students (rows). */
  readonly n: Float64Array;
  /** Conditional mode: what is known of the true effect, shrunk towards zero. */
  readonly shrunken: Float64Array;
  /** Its standard error with coefficients and variances taken as known (lme4's). */
  readonly conditionalStdError: Float64Array;
  /** Comparative standard error: coefficients estimated. Intervals and probabilities use it. */
  readonly shrunkenStdError: Float64Array;
  /** Mean residual. */
  readonly unshrunken: Float64Array;
  readonly unshrunkenStdError: Float64Array;
  /** λ = τ²/(τ² + σ²/Σw), share of one. Null for aggregated units, which have no single one. */
  readonly shrinkage: Float64Array | null;
  /** 1 − shrunkenStdError² ÷ variance of the true effect (0 where there is none), share of one. */
  readonly reliability: Float64Array;
  readonly ci95: Bounds<Float64Array>;
  readonly unshrunkenCi95: Bounds<Float64Array>;
  /**
   * Least ranks r with at least 2.5 % and 97.5 % of the draws at r or better; rank 1 is the highest true effect. All ranks
   * where no variance between groups was found. Null without draws.
   */
  readonly rankInterval95: Bounds<Int32Array> | null;
  /** P(true effect > zero), share of one; NaN where no variance between groups was found. */
  readonly probabilityAboveZero: Float64Array;
}
