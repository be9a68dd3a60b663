import type { Unit } from "../../data/schema/index.ts";

/**
 * What an estimator may ask of the data. A request is a value without SQL; `design` lowers it to query nodes and lifts
 * their answers to labelled blocks; `pipeline` alone sends queries. Tests answer from arrays.
 */
export type DataRequest = MomentsRequest | DistinctRowsRequest;

/** Exact cross-products of all design columns and the response, and their sums by the levels of one factor. */
export interface MomentsRequest {
  readonly kind: "moments";
  /** Name of the grouping factor whose sums are wanted; null for none. */
  readonly group: string | null;
}

/** The distinct combinations of some stored columns with the number of rows of each, in the columns' own order. */
export interface DistinctRowsRequest {
  readonly kind: "distinctRows";
  readonly columns: readonly string[];
  /** More distinct rows than this are refused with TOO_MANY_DISTINCT_ROWS. */
  readonly limit: number;
}

export type DataAnswer = MomentBlocks | DistinctRows;

/**
 * Exact moments. Columns 0 … p−1 are the design's, in formula order; column p is the response less the offset.
 * Every entry is an integer; the value is integer × the units of the columns in it (× the weight's unit if weighted).
 * With precision weights each sum carries w_i; `counts` and `rows` never do. Rows of weight zero are not in it.
 */
export interface MomentBlocks {
  readonly kind: "moments";
  /** p design column names as R gives them, then the response's name. Length q = p + 1. */
  readonly names: readonly string[];
  readonly units: readonly Unit[];
  /** Unit of the weights; { base: 10, exponent: 0 } and all weights 1 where there are none. */
  readonly weightUnit: Unit;
  readonly weighted: boolean;
  /** Rows that enter (with frequency counts: Σc). */
  readonly rows: number;
  /** Σ w_i, in weight units. Equals `rows` where unweighted. */
  readonly totalWeight: bigint;
  /** Σ log w_i, natural logarithm of the weights as values; 0 where unweighted. */
  readonly sumLogWeights: number;
  /** Σ w_i a_i, length q. */
  readonly sums: readonly bigint[];
  /** Σ w_i a_i b_i, packed lower triangle row by row: entry (a, b), a ≥ b, at a(a+1)/2 + b. Length q(q+1)/2. */
  readonly products: readonly bigint[];
  readonly group: GroupSums | null;
}

/** Sums by the levels of one factor; level j runs over `labels`. */
export interface GroupSums {
  readonly name: string;
  /** Labels of the levels that have rows, in level order. Length J. */
  readonly labels: readonly string[];
  /** Rows in each level (with frequency counts: Σc). */
  readonly counts: Float64Array;
  /** Σ w_i in each level, in weight units. */
  readonly weights: ArrayLike<bigint>;
  /** sums[c][j] = Σ over level j of w_i·(column c), c = 0 … p. */
  readonly sums: readonly ArrayLike<bigint>[];
}

export interface DistinctRows {
  readonly kind: "distinctRows";
  readonly counts: Float64Array;
  /** One array of stored integers per requested column. */
  readonly columns: readonly ArrayLike<bigint>[];
  readonly units: readonly Unit[];
}
