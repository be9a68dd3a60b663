import { describe, expect, it } from "vitest";
import { solveLeastSquares } from "../../../src/model/estimation/index.ts";
import { disagreement } from "./agreement.ts";
import { momentsFromColumns } from "./moments-from-columns.ts";
import { readLinear, referenceNames } from "./reference-files.ts";
import { referenceModels } from "./reference-models.ts";

/** What R's own QR in doubles is good for. */
const tolerance = 1e-11;

describe("least squares agree with R's lm", () => {
  const names = referenceNames("ols");
  it("has every shared reference", () => expect(names.length).toBe(9));

  it.each(names)("%s", (name) => {
    const reference = readLinear(name);
    const fit = solveLeastSquares(momentsFromColumns(referenceModels[name]()));
    const { fixed } = reference;
    expect(fit.names).toEqual(fixed.names);
    expect(fit.aliased).toEqual(reference.aliased);
    expect(fit.observations).toBe(reference.n);
    expect(disagreement(fit.estimate, fixed.estimate, fixed.se)).toBeLessThan(tolerance);
    expect(disagreement(fit.stdError, fixed.se, 0)).toBeLessThan(tolerance);
    const sizes = fixed.se.flatMap((a) => fixed.se.map((b) => a * b));
    expect(disagreement(fit.vcov, fixed.vcov.flat(), sizes)).toBeLessThan(tolerance);
    expect(disagreement([Math.sqrt(fit.residualVariance)], [reference.sigma], 0)).toBeLessThan(tolerance);
    const { leastSquares } = fit;
    if (leastSquares === null || leastSquares.fStatistic === null) throw new Error("summaries are missing");
    expect(disagreement([leastSquares.residualSumOfSquares], [reference.rss], 0)).toBeLessThan(tolerance);
    const { rSquared, adjustedRSquared, fStatistic } = leastSquares;
    expect(rSquared).toBeCloseTo(reference.rSquared, 12);
    expect(adjustedRSquared).toBeCloseTo(reference.adjRSquared, 12);
    const f = [fStatistic.value, fStatistic.df1, fStatistic.df2];
    expect(disagreement(f, reference.fStatistic, 0)).toBeLessThan(tolerance);
    const likelihood = [fit.logLik, fit.aic, fit.bic];
    expect(disagreement(likelihood, [reference.logLik, reference.AIC, reference.BIC], 0)).toBeLessThan(1e-12);
  });
});
