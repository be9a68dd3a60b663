import type { Answer } from "../schema/index.ts";
import type { Dialect, SelectNode } from "../sql/index.ts";

export type { Answer, AnswerColumn } from "../schema/index.ts";

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
