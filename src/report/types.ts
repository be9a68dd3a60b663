import type { Language, Localized, Money } from "../base/index.ts";

/**
 * Everything a bureau page says, as plain data. The pipeline builds it; pages only turn it into words and pictures.
 * Names of schools are data: printed as they stand, escaped; codes without letters have become words (`unitName`). No
 * student appears here.
 */
export interface BureauReport {
  readonly study: StudyHeading;
  /** `historical`: a watermark stands on the screen and on every printed page. */
  readonly mode: "conforming" | "historical";
  readonly languages: readonly Language[];
  /** File names of the bureau page by language, for the link between the two (e.g. index.html, index.en.html). */
  readonly files: Readonly<Record<Language, string>>;
  readonly fingerprints: Fingerprints;
  /** One row for each test × subject, in the order of the study file. */
  readonly counts: readonly CountRow[];
  readonly quality: QualitySummary;
  readonly models: readonly ModelSection[];
  readonly indices: readonly IndexSection[];
  readonly funds: readonly FundSection[];
}

export interface StudyHeading {
  readonly title: Localized;
  /** As the study writes it, e.g. 2024-2025; "unknown" where the data do not say. */
  readonly schoolYear: string;
  /** Graduating class (届), e.g. 2025; null where the study names none. */
  readonly classOf: string | null;
  /** The whole that schools are compared with, as it stands before 「平均」 and 「学生」 and after "the average of": 全市, the county. */
  readonly area: Localized;
  /** Schools and students of the study, whether or not a model takes them. */
  readonly schools: number;
  readonly students: number;
}

/** What the page was made from, as hexadecimal digests. */
export interface Fingerprints {
  readonly data: string;
  readonly configuration: string;
  readonly code: string;
}

/** Who was due, sat, was absent and was assessed in one paper. Null: the sources do not tell. */
export interface CountRow {
  readonly test: Localized;
  readonly subject: Localized;
  /** 应考: students of whom the sources have any record for the test. */
  readonly due: number | null;
  /** 实考: has a valid mark (zero is a mark). */
  readonly sat: number;
  readonly absent: number | null;
  readonly violation: number | null;
  readonly exempt: number | null;
  /** 参评: enters a model with this paper as outcome; null where the paper is only a prior. */
  readonly assessed: number | null;
  /** Null for standard scores and points. */
  readonly fullMark: number | null;
  readonly scale: "marks" | "standardised" | "points";
  /** Mean and standard deviation of the valid marks, absentees not counted as zero; null without marks. */
  readonly mean: number | null;
  readonly sd: number | null;
  /** Decimals with which marks of this paper are printed. */
  readonly decimals: number;
}

/** What intake took and what it turned away, in marks. */
export interface QualitySummary {
  readonly read: number;
  readonly taken: number;
  readonly rejected: number;
  /** `quality.maxRejectedShare` of the study, a share of one. */
  readonly limit: number;
  /** True when the rejected share is above the limit: every result of the page is marked as for reference only. */
  readonly resultsMarked: boolean;
  /** `quality.minimumCoverage` of the study: schools and models below it are for reference only. */
  readonly minimumCoverage: number;
  /** All issues of the study file and its marks, warnings and notes too. Those of models are their `checks`. */
  readonly issues: number;
  /** The first kinds of them, each in words with its places (`readIssues`). */
  readonly firstIssues: readonly Localized[];
}

/** A mark or score: what it is called and how its values are printed. */
export interface Scale {
  readonly label: Localized;
  /** Unit after a number: 分, marks, 个标准差, SD; empty if the number has none. */
  readonly unit: Localized;
  readonly decimals: number;
}

export interface ModelSection {
  readonly id: string;
  readonly title: Localized;
  readonly why: Localized;
  readonly method: "linear" | "multilevel";
  readonly estimation: "reml" | "ml";
  /** Mean and standard deviation of the outcome over the students taken. */
  readonly outcome: Scale & { readonly mean: number; readonly sd: number };
  readonly priors: readonly (Scale & { readonly degree: number })[];
  readonly covariates: readonly Localized[];
  /** Students taken, students due for the outcome who are not (a mark or attribute is missing or was turned away), and n ÷ due. */
  readonly n: number;
  readonly dropped: number;
  readonly coverage: number;
  readonly coefficients: readonly CoefficientRow[];
  /** Between-school variance (null without a random term), student variance, and between ÷ (between + within). */
  readonly variance: { readonly between: number | null; readonly within: number; readonly icc: number | null };
  readonly zero: "average-student" | "average-school";
  readonly minimumStudents: number;
  /** Posterior draws behind rank intervals and probabilities; null where none were taken. */
  readonly draws: { readonly count: number; readonly seed: string } | null;
  readonly checks: readonly CheckLine[];
  readonly levels: readonly LevelSection[];
}

export interface CoefficientRow {
  /** As R names it, e.g. standLRT, sexM. */
  readonly term: string;
  /** In words, a factor's level with its reference; null leaves the term itself. */
  readonly label: Localized | null;
  readonly estimate: number;
  readonly se: number;
  readonly low: number;
  readonly high: number;
}

export interface CheckLine {
  readonly level: "note" | "warning" | "stop";
  readonly text: Localized;
}

/** Value added of the schools, or of the values of a school attribute (authority, district…). */
export interface LevelSection {
  /** `school` or the attribute's name. */
  readonly id: string;
  /** What one row is, in the singular: 学校, School; 学区, District. */
  readonly title: Localized;
  readonly rows: readonly EffectRow[];
}

export type RowFlag =
  /** Fewer students than the model's minimum: shown, not judged, not awarded. */
  | "tooFewStudents"
  /** Students due, none of them assessed: nothing to show. */
  | "noStudents"
  /** Of an award: no value added to measure by. */
  | "notMeasured"
  /** One student: no spread of its own. */
  | "oneStudent"
  /** Coverage below the study's minimum: for reference only. */
  | "lowCoverage"
  /** All marks are equal. */
  | "noVariation";

/** One school's (or group's) value added. Values in the unit of the outcome, relative to the model's zero. */
export interface EffectRow {
  readonly id: string;
  /** As it is printed. */
  readonly name: Localized;
  readonly n: number;
  /** Students taken ÷ students due, a share of one; null if unknown. */
  readonly coverage: number | null;
  readonly unshrunken: number | null;
  readonly unshrunkenSe: number | null;
  readonly shrunken: number | null;
  readonly shrunkenSe: number | null;
  /** 95 % interval of the printed value: the shrunken one, or the unshrunken one where there is no shrunken. */
  readonly low: number | null;
  readonly high: number | null;
  /** 95 % rank interval, 1 is best. */
  readonly rankLow: number | null;
  readonly rankHigh: number | null;
  readonly reliability: number | null;
  readonly probabilityAboveZero: number | null;
  /** Means over the school's students taken: first prior, outcome, expected score. */
  readonly meanEntry: number | null;
  readonly meanOutcome: number | null;
  readonly meanExpected: number | null;
  readonly flags: readonly RowFlag[];
  /** Relative links to the school's own page by language; absent where none is written. */
  readonly page?: Localized;
}

/** A value-added index on a reporting scale, e.g. 50 + 10·(value added ÷ sd of the outcome). */
export interface IndexSection {
  readonly id: string;
  readonly title: Localized;
  /** Id of the model it restates. */
  readonly model: string;
  readonly scale: { readonly mean: number; readonly sd: number };
  readonly outcomeSd: number;
  readonly rows: readonly IndexRow[];
}

export interface IndexRow {
  readonly id: string;
  readonly name: Localized;
  readonly value: number;
  readonly se: number;
  readonly low: number;
  readonly high: number;
}

export interface FundSection {
  readonly id: string;
  readonly name: Localized;
  /** Sum of the pots. */
  readonly amount: Money;
  readonly pots: readonly PotSection[];
}

/** A pot divided in proportion to a measure, exactly, by largest remainders. */
export interface PotSection {
  readonly id: string;
  readonly name: Localized;
  readonly amount: Money;
  readonly method: "proportional";
  readonly measure: { readonly kind: "expectedGain" | "head"; readonly model: string };
  readonly minimumStudents: number;
  /** Sum of the measure over the rows. */
  readonly totalMeasure: number;
  readonly rows: readonly AwardRow[];
  /** Fen left over (0n when the pot is exhausted). Rows and remainder add up to `amount`. */
  readonly remainder: Money;
  readonly clause: { readonly document: string; readonly article: string; readonly quotation: string };
  /** Draws behind amounts' intervals and probabilities; 0 where none were taken. */
  readonly draws: number;
}

export interface AwardRow {
  readonly id: string;
  readonly name: Localized;
  readonly n: number;
  /** Points of this school: n, or n · E[max(0, value added)] in student × outcome unit. */
  readonly measure: number;
  /** Measure ÷ total measure. */
  readonly share: number;
  /** Null: takes no part (too few students, or no value added). */
  readonly amount: Money | null;
  /** Main interval (95 %) of the amount over the draws; null without draws. */
  readonly amountLow: Money | null;
  readonly amountHigh: Money | null;
  /** Share of draws in which the school gets something from this pot; null without draws. */
  readonly probability: number | null;
  /** Why the school takes no part: noStudents, tooFewStudents or notMeasured. */
  readonly flags: readonly RowFlag[];
  /** The exact arithmetic in one line (`awardArithmetic`); without it the page writes it from the rounded measure. */
  readonly arithmetic?: Localized;
}
