import type { Dialect, SelectNode } from "../sql/index.ts";

/** One column of a query's answer. Integers never cross as plain numbers unless they are 32-bit or narrower. */
export type AnswerColumn =
  | { readonly kind: "int32"; readonly values: Int32Array; readonly missing?: Uint8Array }
  | { readonly kind: "int64"; readonly values: BigInt64Array; readonly missing?: Uint8Array }
  | { readonly kind: "double"; readonly values: Float64Array; readonly missing?: Uint8Array }
  | { readonly kind: "text"; readonly values: readonly (string | null)[] };

/** A query's answer: `rows` rows, columns by their `as` names. `missing[i]` is 1 where row i is NULL; absent where none is. */
export interface Answer {
  readonly rows: number;
  readonly columns: Readonly<Record<string, AnswerColumn>>;
}

/**
 * The seam between SQL and an engine. Statistics reach an engine only through it. DuckDB is the first; others implement
 * the same few methods, so integers cross as 64-bit or decimal text and nothing relies on one engine's rounding.
 */
export interface Engine {
  readonly dialect: Dialect;
  readonly limits: EngineLimits;
  query(node: SelectNode): Promise<Answer>;
  /** Makes the results of a run visible, all of them or none. */
  publish(run: PublishedRun): Promise<void>;
}

export interface EngineLimits {
  /** Widest exact integer sum, in bits: 127 for DuckDB. */
  readonly sumBits: number;
  readonly threads: number;
  /** As the engine takes it, e.g. "2GB". */
  readonly memory: string;
}

/** The pointer that publication writes: one row. */
export interface PublishedRun {
  readonly runId: string;
}
