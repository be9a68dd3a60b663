import { Bug } from "../../base/index.ts";
import type { DataAnswer, DataRequest } from "./from-design.ts";
import { solveRandomIntercept } from "./solve-random-intercept.ts";
import type { LinearFit } from "./types.ts";

export interface RandomInterceptTask {
  /** Grouping factor of the random intercept. */
  readonly group: string;
  readonly method: "REML" | "ML";
}

/** A random-intercept model as a sequence of requests: one for moments by group. */
export function* fitRandomIntercept(task: RandomInterceptTask): Generator<DataRequest, LinearFit, DataAnswer> {
  const answer = yield { kind: "moments", group: task.group };
  if (answer.kind !== "moments") throw new Bug(`asked for moments, got ${answer.kind}`);
  return solveRandomIntercept(answer, task.method);
}
