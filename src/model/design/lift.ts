import { fail, invariant } from "../../base/index.ts";
import { type Answer, fromUnit, type Unit } from "../../data/schema/index.ts";
import { answerColumn, countsOf, integersOf } from "./answer-column.ts";
import { type CellSums, checkTotal, emptyCells, readCells, sumDistinct } from "./cells.ts";
import type { Design } from "./design.ts";
import { liftGroup } from "./lift-group.ts";
import { liftProducts } from "./lift-products.ts";
import { planMoments } from "./moment-plan.ts";
import type { DataAnswer, DataRequest, DistinctRows, DistinctRowsRequest, MomentBlocks } from "./request.ts";

const one: Unit = { base: 10, exponent: 0 };

/**
 * Lifts the answers to a plan's queries, in their order, to what the estimator asked for.
 *
 * @throws TOO_MANY_DISTINCT_ROWS, GROUP_ONE_LEVEL, GROUP_SINGLETONS
 */
export function lift(design: Design, request: DataRequest, answers: readonly Answer[]): DataAnswer {
  return request.kind === "moments"
    ? liftMoments(design, request.group !== null, answers)
    : liftDistinctRows(design, request, answers);
}

function liftMoments(design: Design, withGroup: boolean, answers: readonly Answer[]): MomentBlocks {
  const plan = planMoments(design, withGroup);
  invariant(answers.length === plan.queries.length, "moments take one answer for each query of their plan");
  const rest = [...answers];
  const next = (): Answer => {
    const answer = rest.shift();
    invariant(answer !== undefined, "there is an answer for each query");
    return answer;
  };
  const numbers = emptyCells();
  const byGroup = plan.byGroup === null ? null : readCells(design, numbers, plan.byGroup, next());
  const pooled = plan.pooled === null ? null : readCells(design, numbers, plan.pooled, next());
  const distinct = plan.distinct === null ? null : sumDistinct(design, numbers, plan.distinct, next());
  const sources = [byGroup, pooled, distinct].filter((cells): cells is CellSums => cells !== null);
  const total = liftProducts(design, numbers, sources);
  return {
    kind: "moments",
    names: [...design.columns.map((column) => column.name), design.response.name],
    units: [...design.columns.map((column) => column.unit), design.response.fitted.unit],
    weightUnit: design.weights?.column.unit ?? one,
    weighted: design.weights?.kind === "precision",
    rows: design.weights?.kind === "frequency" ? Number(total.weight) : design.rows,
    totalWeight: total.weight,
    sumLogWeights: plan.weights === null ? 0 : sumLogWeights(design, next()),
    sums: total.sums,
    products: total.products,
    group:
      byGroup === null
        ? null
        : liftGroup(
            design,
            numbers,
            sources.filter((cells) => cells.groups !== null),
          ),
  };
}

/** Σ log w over the distinct weights in ascending order, compensated (Neumaier 1974): the same whatever the rows' order. */
function sumLogWeights(design: Design, answer: Answer): number {
  const counts = countsOf(answerColumn(answer, "n"));
  checkTotal(design, counts);
  const unit = design.weights?.column.unit ?? one;
  const weights = integersOf(answerColumn(answer, "w"));
  let sum = 0;
  let lost = 0;
  for (let row = 0; row < answer.rows; row++) {
    const term = counts[row] * Math.log(fromUnit(Number(weights[row]), unit));
    const next = sum + term;
    lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
    sum = next;
  }
  return sum + lost;
}

function liftDistinctRows(design: Design, request: DistinctRowsRequest, answers: readonly Answer[]): DistinctRows {
  const [answer] = answers;
  if (answer.rows > request.limit) fail("TOO_MANY_DISTINCT_ROWS", { limit: request.limit });
  return {
    kind: "distinctRows",
    counts: countsOf(answerColumn(answer, "n")),
    columns: request.columns.map((_, k) => integersOf(answerColumn(answer, `x${k}`))),
    units: request.columns.map((name) => design.storage.get(name)?.unit ?? one),
  };
}
