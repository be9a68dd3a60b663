import type { SelectNode } from "../data/sql/index.ts";
import type { Answer, Engine } from "../data/store/index.ts";
import {
  buildDesign,
  type DataAnswer,
  type DataRequest,
  type Design,
  type DesignDraft,
  lift,
  lower,
} from "../model/design/index.ts";

/** Runs an estimator to its end, answering each of its requests from the engine. The one loop between the two seams. */
export async function driveEstimator<Result>(
  estimator: Generator<DataRequest, Result, DataAnswer>,
  design: Design,
  engine: Engine,
): Promise<Result> {
  let step = estimator.next();
  while (step.done !== true) {
    const answers = await askAll(engine, lower(design, step.value).queries);
    step = estimator.next(lift(design, step.value, answers));
  }
  return step.value;
}

/** Asks what a draft needs to know of its table and finishes the design. */
export async function finishDesign(draft: DesignDraft, engine: Engine): Promise<Design> {
  return buildDesign(draft, await askAll(engine, draft.queries));
}

async function askAll(engine: Engine, queries: readonly SelectNode[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const query of queries) answers.push(await engine.query(query));
  return answers;
}
