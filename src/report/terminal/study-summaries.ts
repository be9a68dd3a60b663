import type { Issue, Language, Localized } from "../../base/index.ts";
import { groupIssues, placesShown, renderIssues } from "../words/messages.ts";
import { alignTable } from "./align-table.ts";

/** An issue of a study or of a run, with its words in both languages. `level` is its severity, as in a fit's checks. */
export type StudyIssue = Issue & { readonly level: Issue["severity"]; readonly message: Localized };

/** Marks of one source: read, taken, rejected. */
export interface SourceSummary {
  readonly file: string;
  readonly read: number;
  readonly taken: number;
  readonly rejected: number;
}

/** The answer of `zengzhi check`. */
export interface CheckSummary {
  readonly study: string;
  /** "unknown" where the study does not say. */
  readonly schoolYear: string;
  readonly schools: number;
  readonly students: number;
  readonly sources: readonly SourceSummary[];
  readonly papers: readonly {
    readonly test: string;
    readonly subject: string;
    readonly due: number;
    readonly sat: number;
    readonly absent: number;
  }[];
  readonly issues: readonly StudyIssue[];
  /** Codes of checks that the study marks as blocking and that failed. */
  readonly blocking: readonly string[];
  readonly blocked: boolean;
}

/** The answer of `zengzhi run`. */
export interface RunSummary extends CheckSummary {
  readonly run: string;
  readonly title: Localized;
  readonly out: string;
  /** The page to open first. */
  readonly page: string;
  readonly fingerprints: { readonly data: string; readonly configuration: string; readonly code: string };
  readonly models: readonly {
    readonly id: string;
    readonly title: Localized;
    readonly observations: number;
    readonly schools: number;
    /** Schools whose 95 % interval lies wholly above, or below, zero. */
    readonly above: number;
    readonly below: number;
  }[];
  readonly funds: readonly {
    readonly name: Localized;
    readonly amount: string;
    readonly awarded: string;
    readonly remainder: string;
  }[];
}

/** Kinds of issues that are told; each with five places at most. */
const shownKinds = 20;

/** What `zengzhi check` prints. */
export function renderCheckSummary(check: CheckSummary, language: Language): string {
  const list = language === "zh" ? "全部问题：加 --json 列出" : "All issues: add --json";
  return summaryText(check, language, list);
}

function summaryText(check: CheckSummary, language: Language, list: string): string {
  const zh = language === "zh";
  const year = yearText(check.schoolYear, language);
  const head = zh
    ? `研究 ${check.study}（${year}）：${check.schools} 所学校，${check.students} 名学生`
    : `Study ${check.study} (${year}): ${check.schools} schools, ${check.students} students`;
  const sources = alignTable(
    [
      zh ? ["文件", "读入成绩", "采用", "未采用"] : ["file", "marks read", "taken", "rejected"],
      ...check.sources.map((one) => [one.file, String(one.read), String(one.taken), String(one.rejected)]),
    ],
    1,
  );
  const papers = alignTable(
    [
      zh ? ["考试", "学科", "应考", "实考", "缺考"] : ["test", "subject", "due", "sat", "absent"],
      ...check.papers.map((one) => [one.test, one.subject, String(one.due), String(one.sat), String(one.absent)]),
    ],
    2,
  );
  const parts = [head, sources, papers, issueText(check.issues, language, list)];
  if (check.blocked)
    parts.push(
      zh
        ? `未通过的阻断项：${check.blocking.join("、")}。结果仅供核对，不得采用`
        : `Checks that block failed: ${check.blocking.join(", ")}. The results are not to be used`,
    );
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** What `zengzhi run` prints. */
export function renderRunSummary(run: RunSummary, language: Language): string {
  const zh = language === "zh";
  const models = run.models.map((one) =>
    zh
      ? `${one.title.zh}：${one.observations} 名学生、${one.schools} 所学校；误差范围整体高于零的 ${one.above} 所，整体低于零的 ${one.below} 所，其余与平均水平无明显差异或样本量不足`
      : `${one.title.en}: ${one.observations} students in ${one.schools} schools; ${one.above} with the whole interval above zero, ${one.below} below, the others not distinguishable from the average or with too few students`,
  );
  const funds = run.funds.map((one) =>
    zh
      ? `${one.name.zh}：总额 ${one.amount} 元，按规则测算 ${one.awarded} 元，结余 ${one.remainder} 元`
      : `${one.name.en}: ${one.amount} yuan, ${one.awarded} divided, ${one.remainder} left`,
  );
  const last = zh ? `打开：${run.page}` : `Open ${run.page}`;
  const issues = `${run.out}/tables/issues.csv`;
  const list = zh ? `全部问题：${issues}` : `All issues: ${issues}`;
  return `${run.title[language]}\n${summaryText(run, language, list)}\n${[...models, ...funds, last].join("\n")}\n`;
}

/** Issues by kind, with a line that says where all of them are if some are left out. */
function issueText(issues: readonly StudyIssue[], language: Language, list: string): string {
  if (issues.length === 0) return "";
  const groups = groupIssues(issues);
  const shown = groups.slice(0, shownKinds);
  const isWhole = shown.length === groups.length && shown.every((group) => group.length <= placesShown);
  return [...shown.map((group) => renderIssues(group, language)), ...(isWhole ? [] : [list])].join("\n\n");
}

function yearText(schoolYear: string, language: Language): string {
  if (schoolYear === "unknown") return language === "zh" ? "学年不详" : "school year not stated";
  return language === "zh" ? `${schoolYear}学年` : `school year ${schoolYear}`;
}
