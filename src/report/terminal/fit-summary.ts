import type { Language } from "../../base/index.ts";
import { alignTable } from "./align-table.ts";
import type { EffectEntry, FitDocument } from "./fit-document.ts";

const words = {
  zh: {
    ols: "普通最小二乘",
    mixed: (method: string) => `随机截距模型（${method}）`,
    rows: (used: number, missing: number) => `使用 ${used} 行，因缺失剔除 ${missing} 行`,
    coefficients: ["项", "估计值", "标准误", "t 值", "p 值"],
    variance: ["分组", "项", "方差", "标准差"],
    aliased: "与前面的列线性相关、未估计的列：",
    criterion: "偏差",
    residual: (df: number) => `残差自由度 ${df}`,
    effects: (group: string, count: number, shown: number) =>
      count > shown
        ? `${group}：${count} 个水平中最高和最低的各 ${shown / 2} 个（全部结果用 --json）`
        : `${group}：${count} 个水平`,
    effectHead: ["水平", "n", "稳健调整", "标准误", "95% 区间", "位次区间", "未调整", "信度"],
    checks: "检查",
    converged: (gradient: string, tolerance: string) => `已收敛：|梯度| ${gradient} ≤ ${tolerance}`,
    notConverged: "未收敛：结果不可使用",
    singular: "组间方差估计为零",
    squares: (r: string, adjusted: string) => `R² ${r}，调整后 ${adjusted}`,
  },
  en: {
    ols: "Ordinary least squares",
    mixed: (method: string) => `Linear mixed model with a random intercept (${method})`,
    rows: (used: number, missing: number) => `${used} rows used, ${missing} left out for a missing value`,
    coefficients: ["term", "estimate", "std. error", "t value", "p value"],
    variance: ["group", "term", "variance", "std. dev."],
    aliased: "Columns that depend on earlier ones and have no coefficient: ",
    criterion: "deviance",
    residual: (df: number) => `${df} residual degrees of freedom`,
    effects: (group: string, count: number, shown: number) =>
      count > shown
        ? `${group}: the ${shown / 2} highest and ${shown / 2} lowest of ${count} levels (--json gives all)`
        : `${group}: ${count} levels`,
    effectHead: ["level", "n", "shrunken", "std. error", "95% interval", "ranks", "unshrunken", "reliability"],
    checks: "Checks",
    converged: (gradient: string, tolerance: string) => `converged: |gradient| ${gradient} ≤ ${tolerance}`,
    notConverged: "NOT CONVERGED: do not use these numbers",
    singular: "the variance between groups is estimated as zero",
    squares: (r: string, adjusted: string) => `R² ${r}, adjusted ${adjusted}`,
  },
} as const;

/** Levels shown in the terminal: half from the top, half from the bottom. */
const shownEffects = 10;

/** The terminal's view of a fit, as readable as R's `summary`. */
export function renderFitSummary(fit: FitDocument, language: Language): string {
  const say = words[language];
  const parts = [
    `${fit.method === "OLS" ? say.ols : say.mixed(fit.method)}\n${fit.formula}\n${say.rows(fit.observations, fit.dropped.missing)}`,
    coefficientTable(fit, language),
  ];
  if (fit.aliased.length > 0) parts.push(say.aliased + fit.aliased.join(", "));
  parts.push(varianceTable(fit, language), fitLines(fit, language));
  for (const [group, entries] of Object.entries(fit.effects ?? {})) parts.push(effectTable(group, entries, language));
  if (fit.checks.length > 0) parts.push(`${say.checks}\n${fit.checks.map((check) => `  ${check.message}`).join("\n")}`);
  return `${parts.join("\n\n")}\n`;
}

function coefficientTable(fit: FitDocument, language: Language): string {
  const withP = fit.coefficients.some((one) => one.pValue !== undefined);
  const head = words[language].coefficients.slice(0, withP ? 5 : 4);
  const rows = fit.coefficients.map((one) => [
    one.term,
    significant(one.estimate, 6),
    significant(one.stdError, 6),
    fixed(one.tValue, 2),
    ...(one.pValue === undefined ? [] : [probability(one.pValue)]),
  ]);
  return alignTable([head, ...rows], 1);
}

function varianceTable(fit: FitDocument, language: Language): string {
  const rows = fit.variance.map((one) => [
    one.group,
    one.terms.join(" "),
    significant(one.covariance[0][0], 6),
    significant(Math.sqrt(one.covariance[0][0]), 6),
  ]);
  return alignTable([words[language].variance, ...rows], 2);
}

function fitLines(fit: FitDocument, language: Language): string {
  const say = words[language];
  const lines = [
    `${fit.method === "REML" ? "REML " : ""}${say.criterion} ${fixed(fit.criterion.value, 4)}   logLik ${fixed(fit.logLik, 4)}   AIC ${fixed(fit.aic, 2)}   BIC ${fixed(fit.bic, 2)}`,
  ];
  if (fit.method === "OLS") {
    lines.push(
      `${say.squares(fixed(fit.rSquared ?? null, 4), fixed(fit.adjustedRSquared ?? null, 4))}; ${say.residual(fit.residualDf)}`,
    );
  }
  if (!fit.converged) lines.push(say.notConverged);
  else if (fit.certificate !== undefined) {
    lines.push(
      say.converged(Math.abs(fit.certificate.gradient).toExponential(1), fit.certificate.tolerance.toExponential(1)),
    );
  }
  if (fit.singular) lines.push(say.singular);
  return lines.join("\n");
}

function effectTable(group: string, entries: readonly EffectEntry[], language: Language): string {
  const say = words[language];
  const term = "(Intercept)";
  const sorted = [...entries].sort((a, b) => b.terms[term].shrunken - a.terms[term].shrunken);
  const shown =
    sorted.length > shownEffects ? [...sorted.slice(0, shownEffects / 2), ...sorted.slice(-shownEffects / 2)] : sorted;
  const rows = shown.map((entry) => {
    const effect = entry.terms[term];
    const ranks = effect.rankInterval95;
    return [
      entry.level,
      String(entry.n),
      significant(effect.shrunken, 4),
      significant(effect.shrunkenStdError, 4),
      `${significant(effect.ci95[0], 4)} … ${significant(effect.ci95[1], 4)}`,
      ranks === null ? "–" : `${ranks[0]}–${ranks[1]}`,
      effect.unshrunken === null ? "–" : significant(effect.unshrunken, 4),
      effect.reliability.toFixed(3),
    ];
  });
  return `${say.effects(group, entries.length, shownEffects)}\n${alignTable([say.effectHead, ...rows], 1)}`;
}

function fixed(value: number | null, places: number): string {
  return value === null ? "–" : value.toFixed(places);
}

function probability(value: number | null): string {
  if (value === null) return "–";
  return value < 2.2e-16 ? "< 2.2e-16" : significant(value, 3);
}

function significant(value: number, digits: number): string {
  if (value === 0) return "0";
  const text = value.toPrecision(digits);
  return text.includes("e") ? value.toExponential(digits - 1) : text;
}
