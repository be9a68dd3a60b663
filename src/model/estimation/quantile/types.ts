/**
 * One additive term of a design, held by distinct value: row i of the data has code c = codes[i], and its cells are
 * `values[c·width …]` in the coefficients `starts[c] … starts[c] + width − 1`, zero elsewhere.
 */
export interface CodedTerm {
  /** n; level of each row. */
  readonly codes: Int32Array;
  /** Per level, index of the first coefficient that its cells belong to. */
  readonly starts: Int32Array;
  /** levels × width. */
  readonly values: Float64Array;
  readonly width: number;
}

/** A constant (coefficient 0) and terms. A row's fitted value is one table look-up per term. */
export interface CodedDesign {
  readonly rows: number;
  /** Coefficients, the constant among them. */
  readonly columns: number;
  readonly terms: readonly CodedTerm[];
}

/** What a quantile regression is fitted to. */
export interface QuantileTask {
  readonly design: CodedDesign;
  /** n, finite, in units of the response. */
  readonly response: Float64Array;
}

/** A task whose rows are distinct and in canonical order (see `mergeRows`). */
export interface QuantileData extends QuantileTask {
  /** n; how many equal rows each stands for. */
  readonly weights: Float64Array;
}

/** The minimiser of the check loss Σ w ρ_tau(y − x'b) at one tau, with the proof that it is one. */
export interface QuantileFit {
  /** Share of one, strictly between 0 and 1. */
  readonly tau: number;
  /** One per column; 0 where the column is determined by earlier ones. */
  readonly coefficients: Float64Array;
  /** Check loss, in units of the response. */
  readonly objective: number;
  /** Upper bound of (objective − optimum) / objective, from a feasible point of the dual. */
  readonly gap: number;
  /** False: other coefficients have the same check loss. */
  readonly unique: boolean;
  /** Simplex steps that it took, for benchmarks. */
  readonly pivots: number;
}
