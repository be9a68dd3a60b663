import type { Localized } from "../../base/index.ts";

/** What became of a mark. Zero is a mark; absent is not zero. */
export type MarkStatus = "valid" | "absent" | "violation" | "exempt" | "missing";

/**
 * What makes a student's key in a source file: a column (its number unique only within another column where stated), or
 * the row itself where the file has no key and each row is one student (wide files only; the key is then the source's
 * id, "#" and the row as a person counts it: `marks#2`).
 */
export type StudentKey = { readonly column: string; readonly within?: string } | { readonly eachRow: true };

interface SourceBase {
  readonly id: string;
  /** Absolute path; the study file's own folder is already joined. */
  readonly path: string;
  /** Path as written in the study file: what messages show. */
  readonly shown: string;
  /** `auto`: UTF-8 if the bytes are valid UTF-8, else GB18030 if valid. */
  readonly encoding: "auto" | "utf-8" | "gb18030";
  readonly student: StudentKey;
  readonly school: { readonly column: string };
  /** Attribute name → column. */
  readonly studentAttributes: Readonly<Record<string, string>>;
  readonly schoolAttributes: Readonly<Record<string, string>>;
  /** Cell text (trimmed) → status, besides the built-in words. */
  readonly statuses: Readonly<Record<string, MarkStatus>>;
}

/** One row per student, one column per mark. */
export interface WideSource extends SourceBase {
  readonly layout: "wide";
  readonly marks: readonly { readonly column: string; readonly test: string; readonly subject: string }[];
}

/** One row per mark. A test or subject is a column or a constant. */
export interface LongSource extends SourceBase {
  readonly layout: "long";
  readonly test: { readonly column: string } | { readonly constant: string };
  readonly subject: { readonly column: string } | { readonly constant: string };
  readonly mark: { readonly column: string };
  readonly status?: { readonly column: string };
}

export type Source = WideSource | LongSource;

/** A list of the schools that may occur; marks of any other school are rejected by name. */
export interface SchoolRegister {
  readonly path: string;
  readonly shown: string;
  readonly encoding: "auto" | "utf-8" | "gb18030";
  readonly id: string;
  readonly name?: string;
  /** Attribute name → column. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** One subject's paper of a test. Marks are decimals in [low, high] with at most `decimals` places. */
export interface Paper {
  readonly subject: string;
  readonly name: Localized;
  /** `marks`: from 0 to fullMark. `standardised`: a standard score, any sign. `points`: graded points from 0. */
  readonly scale: "marks" | "standardised" | "points";
  /** Decimal texts, inclusive. */
  readonly low: string;
  readonly high: string;
  /** Places after the point that are stored exactly, 0–9. */
  readonly decimals: number;
  /** e.g. 分 / points; 标准差 / standard deviations. */
  readonly unit: Localized;
}

export type LegalKind =
  | "中考"
  | "高考"
  | "学业水平合格性考试"
  | "质量监测"
  | "毕业年级模拟"
  | "校内期末"
  | "历史统考"
  | "入学测试";

/** A test: papers sat on one occasion. */
export interface Test {
  readonly id: string;
  readonly name: Localized;
  readonly kind: "entrance" | "exit" | "term" | "sample";
  readonly legalKind: LegalKind;
  /** 学年, e.g. "2024-2025"; "unknown" where the data do not say. */
  readonly schoolYear: string;
  readonly date?: string;
  readonly papers: readonly Paper[];
}
