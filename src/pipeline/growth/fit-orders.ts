import { fail, type Issue, issue } from "../../base/index.ts";
import type { SplineKnots } from "../../math/index.ts";
import { gapTolerance, prepareQuantiles, type QuantileFit } from "../../model/estimation/index.ts";
import {
  coefficientCount,
  cohortOf,
  type GrowthModel,
  type GrowthPanel,
  growthChains,
  growthTaus,
  orderTask,
  scoreKnots,
  usablePriors,
} from "../../model/growth/index.ts";
import { solveChains } from "../workers/index.ts";

/** What a cohort's own model is fitted with. */
export interface GrowthTask {
  readonly panel: GrowthPanel;
  readonly current: string;
  readonly priors: readonly string[];
  readonly taus: number;
  readonly knots: readonly number[];
  readonly minimumCohort: number;
  readonly threads: number;
}

/** How good one order's solutions are. */
export interface OrderProof {
  readonly order: number;
  readonly gap: number;
  readonly notUnique: number;
}

export interface FittedOrders {
  readonly model: GrowthModel;
  readonly proofs: readonly OrderProof[];
  readonly checks: readonly Issue[];
}

/**
 * Fits the models of all orders to a cohort.
 *
 * @throws GROWTH_PRIOR_EMPTY, GROWTH_PRIOR_CONSTANT, GROWTH_KNOTS_TIED, NO_USABLE_ROWS, RESPONSE_CONSTANT, TOO_FEW_ROWS
 */
export async function fitOrders(task: GrowthTask): Promise<FittedOrders> {
  const { panel, priors, minimumCohort } = task;
  const splines = priors.map((column, k) => splineOf(column, panel.priors[k], task.knots));
  const usable = usablePriors(panel);
  const taus = growthTaus(task.taus);
  const fitted: OrderFit[] = [];
  const checks: Issue[] = [];
  for (let order = 1; order <= priors.length; order++) {
    const rows = cohortOf(usable, order);
    const columns = coefficientCount(splines.slice(0, order));
    if (order === 1) refuseCohort(task, rows, columns);
    if (rows.length <= columns) {
      checks.push(issue("GROWTH_ORDER_LEFT_OUT", { order, rows: rows.length, columns }, {}, "warning"));
      continue;
    }
    if (rows.length < minimumCohort) {
      checks.push(issue("GROWTH_COHORT_SMALL", { order, rows: rows.length, minimum: minimumCohort }, {}, "warning"));
    }
    const one = await fitOrder(task, splines.slice(0, order), rows, taus);
    fitted.push(one);
    checks.push(...one.checks);
  }
  return {
    model: { taus, orders: fitted.map((one) => one.matrices) },
    proofs: fitted.map((one) => one.proof),
    checks,
  };
}

function splineOf(column: string, scores: Float64Array, shares: readonly number[]): SplineKnots {
  const knots = scoreKnots(scores.filter((score) => !Number.isNaN(score)).sort(), shares);
  if (!("fault" in knots)) return knots;
  switch (knots.fault) {
    case "empty":
      return fail("GROWTH_PRIOR_EMPTY", { column }, { column });
    case "constant":
      return fail("GROWTH_PRIOR_CONSTANT", { column, value: knots.value }, { column });
    case "tied":
      return fail("GROWTH_KNOTS_TIED", { column, knots: knots.knots }, { column });
  }
}

/** Without a model of the first order nobody has a percentile. */
function refuseCohort({ panel, current }: GrowthTask, rows: Int32Array, columns: number): void {
  if (rows.length === 0) fail("NO_USABLE_ROWS", { dropped: panel.current.length });
  const first = panel.current[rows[0]];
  if (rows.every((row) => panel.current[row] === first))
    fail("RESPONSE_CONSTANT", { name: current }, { column: current });
  if (rows.length <= columns) fail("TOO_FEW_ROWS", { rows: rows.length, columns });
}

interface OrderFit {
  readonly matrices: GrowthModel["orders"][number];
  readonly proof: OrderProof;
  readonly checks: readonly Issue[];
}

async function fitOrder(
  task: GrowthTask,
  splines: readonly SplineKnots[],
  rows: Int32Array,
  taus: readonly number[],
): Promise<OrderFit> {
  const order = splines.length;
  const prepared = prepareQuantiles(orderTask(task.panel, splines, rows));
  const middle = taus.indexOf(0.5);
  const chains = middle >= 0 ? growthChains(taus) : [...growthChains(taus), [0.5]];
  const fits = (await solveChains({ prepared, chains }, task.threads)).flat();
  const coefficients = fits.slice(0, taus.length).map((fit) => fit.coefficients);
  const median = fits[middle >= 0 ? middle : taus.length].coefficients;
  const proof = {
    order,
    gap: Math.max(...fits.map((fit) => fit.gap)),
    notUnique: fits.filter((fit) => !fit.unique).length,
  };
  return {
    matrices: { order, cohort: rows.length, splines, coefficients, median },
    proof,
    checks: [...aliasChecks(task, splines, prepared.aliased), ...proofChecks(proof, fits)],
  };
}

function proofChecks({ order, gap, notUnique }: OrderProof, fits: readonly QuantileFit[]): Issue[] {
  const checks: Issue[] = [];
  if (gap > gapTolerance) {
    checks.push(issue("GROWTH_NOT_PROVEN", { order, gap, tolerance: gapTolerance }, {}, "error"));
  }
  if (notUnique > 0) {
    checks.push(issue("GROWTH_NOT_UNIQUE", { order, count: notUnique, total: fits.length }, {}, "note"));
  }
  return checks;
}

/** Columns are named as R names them: bs(prior)1 …. */
function aliasChecks({ priors }: GrowthTask, splines: readonly SplineKnots[], aliased: readonly number[]): Issue[] {
  if (aliased.length === 0) return [];
  const names = [
    "(Intercept)",
    ...splines.flatMap(({ interior }, k) =>
      Array.from({ length: interior.length + 3 }, (_, column) => `bs(${priors[k]})${column + 1}`),
    ),
  ];
  return [issue("FIT_ALIASED", { columns: aliased.map((column) => names[column]) }, {}, "warning")];
}
