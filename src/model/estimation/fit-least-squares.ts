import { Bug } from "../../base/index.ts";
import type { DataAnswer, DataRequest } from "./from-design.ts";
import { solveLeastSquares } from "./solve-least-squares.ts";
import type { LinearFit } from "./types.ts";

export interface LeastSquaresTask {
  /** Grouping factor whose means (for its effects) are wanted; null for none. */
  readonly group: string | null;
}

/** Ordinary (weighted) least squares as a sequence of requests: one for moments. */
export function* fitLeastSquares(task: LeastSquaresTask): Generator<DataRequest, LinearFit, DataAnswer> {
  const answer = yield { kind: "moments", group: task.group };
  if (answer.kind !== "moments") throw new Bug(`asked for moments, got ${answer.kind}`);
  return solveLeastSquares(answer);
}
