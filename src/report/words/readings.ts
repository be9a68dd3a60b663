import type { Language, Money } from "../../base/index.ts";
import type {
  AwardRow,
  BureauReport,
  EffectRow,
  LevelSection,
  ModelSection,
  PotSection,
  RowFlag,
  Scale,
} from "../types.ts";
import { type Certainty, certaintyOf } from "./certainty.ts";
import {
  formatBound,
  formatCount,
  formatFen,
  formatNumber,
  formatPercent,
  formatSigned,
  formatTenThousand,
  isolate,
  noNumber,
} from "./format.ts";
import type { Entity, Mode, ReadingParts, ReportWords, Standing, StandingParts } from "./report-words.ts";
import { reportWordsOf } from "./report-words-of.ts";

/** What a page needs to say anything: its language and words, and what holds for the whole report. */
export interface Voice {
  readonly language: Language;
  readonly words: ReportWords;
  /** The whole that schools are compared with. */
  readonly area: string;
  readonly mode: Mode;
  /** Below this coverage, a share of one, results are for reference only. */
  readonly minimumCoverage: number;
}

export function voiceOf(report: Pick<BureauReport, "study" | "mode" | "quality">, language: Language): Voice {
  return {
    language,
    words: reportWordsOf(language),
    area: report.study.area[language],
    mode: report.mode,
    minimumCoverage: report.quality.minimumCoverage,
  };
}

/** The value a row is judged by: the shrunken one, or the unshrunken one where the method has no shrunken. */
export function reportedValue(row: EffectRow): number | null {
  return row.shrunken ?? row.unshrunken;
}

/** True where the row has students, and too few of them to be judged. */
function hasTooFew({ flags }: EffectRow | AwardRow): boolean {
  return flags.includes("tooFewStudents") || flags.includes("oneStudent");
}

/** Where the row's 95 % interval lies. A row with too few students or without an interval is not judged. */
export function standingOf(row: EffectRow): Standing {
  if (hasTooFew(row) || row.low === null || row.high === null || reportedValue(row) === null) return "unjudged";
  if (row.low > 0) return "above";
  return row.high < 0 ? "below" : "same";
}

export function entityOf(level: LevelSection, language: Language): Entity {
  return { isSchool: level.id === "school", title: level.title[language] };
}

/** Units that Chinese counts with a measure word: 0.18个标准差, but 分 without one. */
const counted: ReadonlySet<string> = new Set(["标准差"]);

/** A number with its unit: Chinese units follow at once, English ones after a space. */
export function withUnit(text: string, scale: Scale, language: Language): string {
  const unit = scale.unit[language];
  if (unit === "") return text;
  if (language === "en") return `${text} ${unit}`;
  return text + (counted.has(unit) ? "个" : "") + unit;
}

/** Probability of the direction a row points to; null where it isn't known. */
function directionProbability(row: EffectRow): number | null {
  const above = row.probabilityAboveZero;
  return above === null ? null : Math.max(above, 1 - above);
}

/** A probability as a whole percent, cut so that it never contradicts its word; "above99" from 0.995, because draws never prove certainty. */
export function percentOf(probability: number): number | "above99" {
  return probability >= 0.995 ? "above99" : Math.floor(probability * 100 + 1e-9);
}

export interface CertaintyText {
  /** 把握很大, 有一定把握 … */
  readonly word: string;
  /** "约97%", "99%以上" or empty. */
  readonly percent: string;
}

/** Words for the certainty column: the word by probability, with direction where the interval includes zero. */
export function certaintyText(row: EffectRow, words: ReportWords): CertaintyText {
  const standing = standingOf(row);
  const probability = directionProbability(row);
  if (standing === "unjudged") return { word: words.standing.unjudged, percent: "" };
  if (probability === null) return { word: words.standing[standing], percent: "" };
  const certainty: Certainty = certaintyOf(probability);
  if (certainty === "none") return { word: words.certaintyWord.none, percent: "" };
  const percent = percentOf(probability);
  return {
    word: words.certaintyWord[certainty],
    percent: percent === "above99" ? words.percentAbove99 : `${percent}%`,
  };
}

/** The direction a row points to, as a word: 高于平均, 偏低, 无明显差异 … */
export function standingText(row: EffectRow, words: ReportWords): string {
  if (row.flags.includes("noStudents")) return words.flags.noStudents;
  const standing = standingOf(row);
  const probability = directionProbability(row);
  if (standing !== "same" || probability === null || probability < 0.8) return words.standing[standing];
  return row.probabilityAboveZero !== null && row.probabilityAboveZero >= 0.5
    ? words.leaning.above
    : words.leaning.below;
}

/** The sentence that reads one row's interval (glossary §2, sentences 1 to 3 and 11). */
export function readRow(row: EffectRow, level: LevelSection, model: ModelSection, voice: Voice): string {
  const { words, language, area } = voice;
  const { decimals } = model.outcome;
  const probability = directionProbability(row);
  const parts: ReadingParts = {
    name: isolate(row.name[language]),
    subject: model.outcome.label[language],
    area,
    value: withUnit(formatSigned(reportedValue(row), decimals), model.outcome, language),
    low: formatBound(row.low, decimals),
    high: formatBound(row.high, decimals),
    percent: probability === null ? null : percentOf(probability),
    n: formatCount(row.n),
    isSchool: level.id === "school",
  };
  const standing = standingOf(row);
  if (standing === "unjudged") {
    if (row.flags.includes("noStudents")) return words.readings.noStudents(parts);
    return hasTooFew(row) ? words.readings.tooFew(parts) : words.readings.noInterval(parts);
  }
  if (standing !== "same") return words.readings[standing](parts);
  if (probability === null || probability < 0.8) return words.readings.same(parts);
  const above = row.probabilityAboveZero !== null && row.probabilityAboveZero >= 0.5;
  return above ? words.readings.leanAbove(parts) : words.readings.leanBelow(parts);
}

/** The sentence that reads a rank interval (glossary §2, sentence 4); empty where there is none or the row isn't judged. */
export function readRank(row: EffectRow, level: LevelSection, voice: Voice): string {
  if (row.rankLow === null || row.rankHigh === null || standingOf(row) === "unjudged") return "";
  const total = formatCount(level.rows.filter((one) => one.rankLow !== null).length);
  const entity = entityOf(level, voice.language);
  return voice.words.readings.rank(total, formatCount(row.rankLow), formatCount(row.rankHigh), entity);
}

export interface StandingCounts {
  readonly above: number;
  readonly below: number;
  readonly same: number;
  readonly unjudged: number;
}

export function countStandings(rows: readonly EffectRow[]): StandingCounts {
  const counts = { above: 0, below: 0, same: 0, unjudged: 0 };
  for (const row of rows) counts[standingOf(row)] += 1;
  return counts;
}

/** How many rows are above, below, not distinguishable and not judged, as a sentence. */
export function readStandings(level: LevelSection, voice: Voice): string {
  const counts = countStandings(level.rows);
  const noStudents = level.rows.filter((row) => row.flags.includes("noStudents")).length;
  const unjudged = counts.unjudged - noStudents;
  const parts: StandingParts = {
    total: formatCount(counts.above + counts.below + counts.same),
    above: formatCount(counts.above),
    below: formatCount(counts.below),
    same: formatCount(counts.same),
    unjudged: unjudged === 0 ? null : formatCount(unjudged),
    noStudents: noStudents === 0 ? null : formatCount(noStudents),
    area: voice.area,
  };
  return voice.words.findingStandings(parts, entityOf(level, voice.language));
}

/**
 * How many of the statements "above" and "below" are expected to be wrong: the sum of the posterior probabilities of
 * the other direction. Null where nothing is stated or a probability is missing.
 */
export function readExpectedErrors(level: LevelSection, voice: Voice): string | null {
  const stated = level.rows.filter((row) => ["above", "below"].includes(standingOf(row)));
  let wrong = 0;
  for (const row of stated) {
    if (row.probabilityAboveZero === null) return null;
    wrong += standingOf(row) === "above" ? 1 - row.probabilityAboveZero : row.probabilityAboveZero;
  }
  return stated.length === 0
    ? null
    : voice.words.findingErrors(formatCount(stated.length), wrong < 1 ? null : formatCount(Math.round(wrong)));
}

/** Decimals of a measure: whole for heads, two for expected gain. */
export function measureDecimals(pot: PotSection): number {
  return pot.measure.kind === "head" ? 0 : 2;
}

function awardArithmetic(row: AwardRow, amount: Money, pot: PotSection, voice: Voice): string {
  const { words, language, mode } = voice;
  const decimals = measureDecimals(pot);
  const [measure, total] = [formatNumber(row.measure, decimals), formatNumber(pot.totalMeasure, decimals)];
  const arithmetic = row.arithmetic?.[language] ?? words.awardRounded(formatFen(pot.amount), measure, total);
  const lead = words.awardIs[mode](isolate(row.name[language]), formatFen(amount));
  return lead + words.sentenceGap + arithmetic.charAt(0).toUpperCase() + arithmetic.slice(1) + words.stop;
}

/** The arithmetic of one award in a sentence (glossary §2, sentences 14 and 16). Also fit for tables/awards.csv. */
export function readAward(row: AwardRow, pot: PotSection, voice: Voice): string {
  const { words, language, mode } = voice;
  const name = isolate(row.name[language]);
  if (row.amount === null) return words.awardNone(name, words.flags[reasonOf(row)]);
  if (row.measure === 0) return words.awardNoPoints(name, mode);
  const arithmetic = awardArithmetic(row, row.amount, pot, voice);
  if (row.amountLow === null || row.amountHigh === null || row.probability === null || pot.draws === 0)
    return arithmetic;
  const [low, high] = [moneyText(row.amountLow, words), moneyText(row.amountHigh, words)];
  const [draws, chance] = [formatCount(pot.draws), formatChance(row.probability, words)];
  const drawn =
    row.amountHigh === 0n ? words.awardDrawsZero(draws, chance) : words.awardDraws(draws, chance, low, high);
  return arithmetic + words.sentenceGap + drawn;
}

/** Why a school takes no part in a pot. */
function reasonOf(row: AwardRow): RowFlag {
  if (row.flags.includes("noStudents")) return "noStudents";
  return hasTooFew(row) ? "tooFewStudents" : "notMeasured";
}

const tenThousandYuan = 1_000_000n;

/** An amount inside a sentence. */
export function moneyText(amount: Money, words: ReportWords): string {
  if (amount === 0n) return words.moneyInText("0", null);
  return words.moneyInText(formatFen(amount), amount < tenThousandYuan ? null : formatTenThousand(amount));
}

/** A probability from draws in whole percent: never 0 % or 100 %, which no number of draws can prove. */
export function formatChance(probability: number | null, words: ReportWords): string {
  if (probability === null) return noNumber;
  if (probability < 0.01) return words.percentBelow1;
  return probability >= 0.995 ? words.percentAbove99 : formatPercent(probability, 0);
}
