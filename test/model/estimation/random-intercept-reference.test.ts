import { describe, expect, it } from "vitest";
import { type LinearFit, solveRandomIntercept } from "../../../src/model/estimation/index.ts";
import { effectsOfGroups } from "../../../src/value-added/effects/index.ts";
import { disagreement } from "./agreement.ts";
import { momentsFromColumns } from "./moments-from-columns.ts";
import { readCertified, readMixed, referenceNames } from "./reference-files.ts";
import { referenceModels } from "./reference-models.ts";

/** 1e-8 for Gaussian random intercepts, 1e-6 for standard errors, 1e-10 for certified fits. */
const tolerance = 1e-8;
const certifiedTolerance = 1e-10;

function fitOf(model: string, method: "REML" | "ML"): LinearFit {
  return solveRandomIntercept(momentsFromColumns(referenceModels[model]()), method);
}

/** Effects with nothing subtracted, in the order of the given levels. */
function rawEffects(fit: LinearFit, levels: readonly string[]) {
  if (fit.group === null) throw new Error("a mixed fit has a group");
  const table = effectsOfGroups(fit.group, { zero: "raw", draws: 0, seed: 1 });
  const index = new Map(table.labels.map((label, j) => [label, j]));
  const order = levels.map((level) => index.get(level) ?? -1);
  const pick = (column: Float64Array): number[] => order.map((j) => column[j]);
  return {
    n: pick(table.n),
    mode: pick(table.shrunken),
    conditional: pick(table.conditionalStdError),
    comparative: pick(table.shrunkenStdError),
  };
}

describe("a random intercept agrees with lme4", () => {
  const names = referenceNames("mixed").filter((name) => !name.endsWith("-certified"));
  it("has every shared reference", () => expect(names.length).toBe(16));

  it.each(names)("%s", (name) => {
    const reference = readMixed(name);
    const fit = fitOf(name.replace(/-(reml|ml)$/, ""), reference.method);
    const { fixed, criterion, varianceComponents: variances } = reference;
    expect(fit.names).toEqual(fixed.names);
    expect(fit.observations).toBe(reference.n);
    expect(fit.converged).toBe(true);
    expect(disagreement(fit.estimate, fixed.estimate, fixed.se)).toBeLessThan(tolerance);
    expect(disagreement(fit.stdError, fixed.se, 0)).toBeLessThan(tolerance);
    const sizes = fixed.se.flatMap((a) => fixed.se.map((b) => a * b));
    expect(disagreement(fit.vcov, fixed.vcov.flat(), sizes)).toBeLessThan(tolerance);
    const s = variances.residualVariance;
    expect(disagreement([fit.residualVariance], [s], s)).toBeLessThan(tolerance);
    expect(disagreement([fit.interceptVariance ?? 0], variances.groups[0].variance, s)).toBeLessThan(tolerance);
    expect(disagreement([fit.theta ?? 0], variances.theta, 1)).toBeLessThan(tolerance);
    expect(disagreement([fit.criterion.value, fit.logLik], [criterion.value, criterion.logLik], 1)).toBeLessThan(1e-12);
    expect(disagreement([fit.aic, fit.bic], [criterion.AIC, criterion.BIC], 1)).toBeLessThan(1e-12);
  });

  it.each(names)("%s: modes, conditional and comparative errors of the levels", (name) => {
    const reference = readMixed(name);
    const fit = fitOf(name.replace(/-(reml|ml)$/, ""), reference.method);
    const [effects] = reference.randomEffects;
    const ours = rawEffects(fit, effects.level);
    const sd = Math.sqrt(reference.varianceComponents.groups[0].variance[0]);
    expect(ours.n).toEqual(effects.n);
    expect(disagreement(ours.mode, effects.conditionalMode.flat(), sd)).toBeLessThan(tolerance);
    expect(disagreement(ours.conditional, effects.conditionalSE.flat(), 0)).toBeLessThan(tolerance);
    if (effects.comparativeSE === undefined) return;
    expect(disagreement(ours.comparative, effects.comparativeSE.flat(), 0)).toBeLessThan(tolerance);
  });
});

describe("a random intercept agrees with the same model in 240-bit arithmetic", () => {
  const cases = referenceNames("mixed")
    .filter((name) => name.endsWith("-certified"))
    .flatMap((name) => [
      { name, method: "REML" as const },
      { name, method: "ML" as const },
    ]);
  it("has every certified reference", () => expect(cases.length).toBe(6));

  it.each(cases)("$name $method", ({ name, method }) => {
    const file = readCertified(name);
    const reference = method === "REML" ? file.reml : file.ml;
    const fit = fitOf(name.replace(/-certified$/, ""), method);
    expect(disagreement(fit.estimate, reference.beta, reference.se)).toBeLessThan(certifiedTolerance);
    expect(disagreement(fit.stdError, reference.se, 0)).toBeLessThan(certifiedTolerance);
    const s = reference.residualVariance;
    expect(disagreement([fit.residualVariance], [s], s)).toBeLessThan(certifiedTolerance);
    expect(disagreement([fit.interceptVariance ?? 0], [reference.groupVariance], s)).toBeLessThan(certifiedTolerance);
    expect(disagreement([fit.criterion.value], [reference.criterion], 1)).toBeLessThan(1e-13);
    const ours = rawEffects(fit, reference.groupLevel);
    const sd = Math.sqrt(reference.groupVariance);
    expect(disagreement(ours.mode, reference.conditionalMode, sd)).toBeLessThan(certifiedTolerance);
    expect(disagreement(ours.conditional, reference.conditionalSE, 0)).toBeLessThan(certifiedTolerance);
  });
});
