import type { Issue, Language } from "../../base/index.ts";
import { tTwoSided } from "../../math/index.ts";
import type { Design } from "../../model/design/index.ts";
import type { LinearFit } from "../../model/estimation/index.ts";
import { type EffectEntry, type EffectTerm, type FitDocument, renderIssue } from "../../report/index.ts";
import type { EffectsTable } from "../../value-added/effects/index.ts";

interface FitParts {
  readonly design: Design;
  readonly fit: LinearFit;
  readonly effects: EffectsTable | null;
  readonly checks: readonly Issue[];
  readonly language: Language;
  readonly dropped: { readonly missing: number; readonly zeroWeight: number; readonly rejected: number };
  readonly timings?: FitDocument["timings"];
}

/** Issues that go into the document one by one; the rest is counted in `dropped.rejected`. */
const issuesShown = 50;

/** The document that `zengzhi fit` answers with. */
export function fitDocument({ design, fit, effects, checks, language, dropped, timings }: FitParts): FitDocument {
  const squares = fit.leastSquares;
  const { certificate, theta } = fit;
  return {
    formula: design.formula,
    family: "gaussian",
    method: fit.method,
    observations: fit.observations,
    dropped: {
      missing: dropped.missing,
      ...(dropped.zeroWeight > 0 ? { zeroWeight: dropped.zeroWeight } : {}),
      ...(dropped.rejected > 0 ? { rejected: dropped.rejected } : {}),
    },
    coefficients: fit.names.map((term, k) => coefficient(fit, term, k)),
    aliased: fit.aliased,
    vcov: rows(fit.vcov, fit.names.length),
    variance: variances(design, fit),
    criterion: { name: fit.criterion.name, value: finite(fit.criterion.value) },
    logLik: finite(fit.logLik),
    aic: finite(fit.aic),
    bic: finite(fit.bic),
    residualDf: fit.residualDf,
    ...(squares === null ? {} : squares),
    converged: fit.converged,
    singular: fit.singular,
    ...(certificate === null || theta === null ? {} : { certificate: { theta, ...certificate } }),
    checks: checks.slice(0, issuesShown).map((check) => ({
      code: check.code,
      level: check.severity,
      message: renderIssue(check, language),
    })),
    ...(effects === null ? {} : { effects: { [effects.name]: effectEntries(effects) } }),
    ...(timings === undefined ? {} : { timings }),
  };
}

function coefficient(fit: LinearFit, term: string, k: number): FitDocument["coefficients"][number] {
  const [estimate, stdError] = [fit.estimate[k], fit.stdError[k]];
  const tValue = finite(estimate / stdError);
  if (fit.method !== "OLS") return { term, estimate, stdError, tValue };
  return { term, estimate, stdError, tValue, pValue: tValue === null ? null : tTwoSided(tValue, fit.residualDf) };
}

/** JSON has no ∞: null where a perfect fit leaves no error to compare with. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function rows(matrix: Float64Array, p: number): number[][] {
  return Array.from({ length: p }, (_, a) => Array.from(matrix.subarray(a * p, (a + 1) * p)));
}

function variances(design: Design, fit: LinearFit): FitDocument["variance"] {
  const residual = { group: "residual", terms: [""], covariance: [[fit.residualVariance]] };
  if (design.group === null || fit.interceptVariance === null) return [residual];
  return [{ group: design.group.name, terms: ["(Intercept)"], covariance: [[fit.interceptVariance]] }, residual];
}

function effectEntries(effects: EffectsTable): EffectEntry[] {
  return effects.labels.map((level, j) => ({
    level,
    n: effects.n[j],
    terms: { "(Intercept)": effectTerm(effects, j) },
  }));
}

function effectTerm(effects: EffectsTable, j: number): EffectTerm {
  const ranks = effects.rankInterval95;
  return {
    shrunken: effects.shrunken[j],
    conditionalStdError: effects.conditionalStdError[j],
    shrunkenStdError: effects.shrunkenStdError[j],
    unshrunken: effects.unshrunken[j],
    unshrunkenStdError: effects.unshrunkenStdError[j],
    shrinkage: effects.shrinkage === null ? 1 : effects.shrinkage[j],
    reliability: effects.reliability[j],
    ci95: [effects.ci95.low[j], effects.ci95.high[j]],
    unshrunkenCi95: [effects.unshrunkenCi95.low[j], effects.unshrunkenCi95.high[j]],
    rankInterval95: ranks === null ? null : [ranks.low[j], ranks.high[j]],
    probabilityAboveZero: Number.isNaN(effects.probabilityAboveZero[j]) ? null : effects.probabilityAboveZero[j],
  };
}
