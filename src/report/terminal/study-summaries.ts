import type { Language, Localized } from "../../base/index.ts";
import { alignTable } from "./align-table.ts";

/** A check of a study or of a run, in words for both languages. */
export interface StudyIssue {
  readonly code: string;
  readonly level: "error" | "warning" | "note";
  readonly message: Localized;
}

/** Rows of one source: read, taken without change, rejected. */
export interface SourceSummary {
  readonly file: string;
  readonly read: number;
  readonly taken: number;
  readonly rejected: number;
}

/** The answer of `zengzhi check`. */
export interface CheckSummary {
  readonly study: string;
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

const shownIssues = 20;

/** What `zengzhi check` prints. */
export function renderCheckSummary(check: CheckSummary, language: Language): string {
  const zh = language === "zh";
  const head = zh
    ? `研究 ${check.study}：${check.schools} 所学校，${check.students} 名学生`
    : `Study ${check.study}: ${check.schools} schools, ${check.students} students`;
  const sources = alignTable(
    [
      zh ? ["文件", "读入", "采用", "剔除"] : ["file", "read", "taken", "rejected"],
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
  const parts = [head, sources, papers, issueLines(check.issues, language)];
  if (check.blocked)
    parts.push(
      zh
        ? `研究文件设为“不通过即中止采用”的检查未通过：${check.blocking.join("、")}`
        : `Checks that this study marks as blocking failed: ${check.blocking.join(", ")}`,
    );
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** What `zengzhi run` prints. */
export function renderRunSummary(run: RunSummary, language: Language): string {
  const zh = language === "zh";
  const models = run.models.map((one) =>
    zh
      ? `${one.title.zh}：${one.observations} 名学生、${one.schools} 所学校；误差范围整体高于零的 ${one.above} 所，整体低于零的 ${one.below} 所，其余与平均水平无明显差异`
      : `${one.title.en}: ${one.observations} students in ${one.schools} schools; ${one.above} with the whole interval above zero, ${one.below} below, the others not distinguishable from the average`,
  );
  const funds = run.funds.map((one) =>
    zh
      ? `${one.name.zh}：总额 ${one.amount} 元，测算 ${one.awarded} 元，结余 ${one.remainder} 元`
      : `${one.name.en}: ${one.amount} yuan, ${one.awarded} proposed, ${one.remainder} left`,
  );
  const last = zh ? `打开：${run.page}` : `Open ${run.page}`;
  return `${run.title[language]}\n${renderCheckSummary(run, language)}\n${[...models, ...funds, last].join("\n")}\n`;
}

function issueLines(issues: readonly StudyIssue[], language: Language): string {
  if (issues.length === 0) return "";
  const zh = language === "zh";
  const lines = issues.slice(0, shownIssues).map((one) => one.message[language]);
  const more = issues.length - lines.length;
  if (more > 0)
    lines.push(
      zh
        ? `……另有 ${more} 条，见结果文件夹中的 tables/issues.csv`
        : `… and ${more} more, in tables/issues.csv of the results folder`,
    );
  return lines.join("\n");
}
