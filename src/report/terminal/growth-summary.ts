import type { Language } from "../../base/index.ts";
import { alignTable } from "./align-table.ts";
import type { GrowthDocument, GrowthGroupEntry } from "./growth-document.ts";

const words = {
  zh: {
    title: (current: string, priors: string) => `成长百分位：${current}，先前成绩（由近到远）${priors}`,
    rows: (read: number, scored: number, taus: number) => `读入 ${read} 行，${scored} 行有百分位（${taus} 条分位线）`,
    baseline: (file: string) => `固定基线：${file}`,
    orderHead: ["先前成绩次数", "学生数", "系数", "与最优的差距不超过"],
    groups: (column: string, count: number, shown: number) =>
      count > shown
        ? `${column}：${count} 组中稳健调整值最高和最低的各 ${shown / 2} 组（全部结果用 --json）`
        : `${column}：${count} 组`,
    groupHead: ["组", "n", "平均", "标准误", "中位", "稳健调整", "95% 区间"],
    checks: "检查",
  },
  en: {
    title: (current: string, priors: string) => `Growth percentiles of ${current} given ${priors} (nearest first)`,
    rows: (read: number, scored: number, taus: number) =>
      `${read} rows read, ${scored} with a percentile (${taus} quantiles)`,
    baseline: (file: string) => `fixed baseline: ${file}`,
    orderHead: ["priors", "students", "coefficients", "gap to optimum at most"],
    groups: (column: string, count: number, shown: number) =>
      count > shown
        ? `${column}: of ${count} groups the ${shown / 2} highest and ${shown / 2} lowest by shrunken mean (--json gives all)`
        : `${column}: ${count} groups`,
    groupHead: ["group", "n", "mean", "std. error", "median", "shrunken", "95% interval"],
    checks: "Checks",
  },
} as const;

/** Groups shown in the terminal: half from the top, half from the bottom. */
const shownGroups = 10;

/** The terminal's view of growth percentiles: models, groups, checks. Rows are in the JSON and the file only. */
export function renderGrowthSummary(document: GrowthDocument, language: Language): string {
  const say = words[language];
  const { current, priors, rows, taus, orders, baseline, groups, checks } = document;
  const head = [say.title(current, priors.join(", ")), say.rows(rows.read, rows.scored, taus)];
  if (baseline !== undefined) head.push(say.baseline(baseline.file));
  const parts = [head.join("\n")];
  if (orders.length > 0) {
    const cells = orders.map((one) => [one.order, one.cohort, one.coefficients, one.gap.toExponential(1)].map(String));
    parts.push(alignTable([say.orderHead, ...cells], 0));
  }
  if (groups !== undefined && groups.length > 0) parts.push(groupTable(groups, language));
  if (checks.length > 0) parts.push(`${say.checks}\n${checks.map((check) => `  ${check.message}`).join("\n")}`);
  return `${parts.join("\n\n")}\n`;
}

function groupTable(groups: readonly GrowthGroupEntry[], language: Language): string {
  const say = words[language];
  const [column] = Object.keys(groups[0]);
  const height = (group: GrowthGroupEntry): number => (typeof group.shrunken === "number" ? group.shrunken : 50);
  const ranked = [...groups].sort((a, b) => height(b) - height(a));
  const half = shownGroups / 2;
  const shown = ranked.length > shownGroups ? [...ranked.slice(0, half), ...ranked.slice(-half)] : ranked;
  const cells = shown.map((group) => [
    String(group[column]),
    String(group.n),
    ...[group.mean, group.meanStdError, group.median, group.shrunken].map(decimal),
    Array.isArray(group.ci95) ? `${decimal(group.ci95[0])} … ${decimal(group.ci95[1])}` : "–",
  ]);
  return `${say.groups(column, groups.length, shownGroups)}\n${alignTable([say.groupHead, ...cells], 1)}`;
}

function decimal(value: unknown): string {
  return typeof value === "number" ? value.toFixed(1) : "–";
}
