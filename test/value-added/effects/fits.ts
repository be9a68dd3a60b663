import type { FittedGroup } from "../../../src/model/estimation/index.ts";
import { type LinearFit, solveLeastSquares, solveRandomIntercept } from "../../../src/model/estimation/index.ts";
import { decimalColumn, type MomentsInput, momentsFromColumns } from "../../model/estimation/moments-from-columns.ts";
import { type Simulation, simulatedRows } from "../../model/estimation/simulated-rows.ts";

/** The group part of a fit, which these fits all have. */
export function groupOf(fit: LinearFit): FittedGroup {
  if (fit.group === null) throw new Error("the fit has no group");
  return fit.group;
}

export function mixedGroup(input: MomentsInput): FittedGroup {
  return groupOf(solveRandomIntercept(momentsFromColumns(input), "REML"));
}

export function leastSquaresGroup(input: MomentsInput): FittedGroup {
  return groupOf(solveLeastSquares(momentsFromColumns(input)));
}

/** Simulated rows with precision weights 1.0, 1.5, 2.0, … */
export function weightedRows(options: Simulation): MomentsInput & { readonly u: number[] } {
  const input = simulatedRows(options);
  const texts = input.response.values.map((_, i) => (1 + (i % 3) / 2).toFixed(1));
  return { ...input, weights: decimalColumn("w", texts) };
}
