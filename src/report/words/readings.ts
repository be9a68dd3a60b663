import type { Language, Localized, Money } from "../../base/index.ts";
import type { AwardRow, EffectRow, LevelSection, ModelSection, PotSection, Scale } from "../types.ts";
import { type Certainty, certaintyOf } from "./certainty.ts";
import {
  formatCount,
  formatFen,
  formatNumber,
  formatPercent,
  formatSigned,
  formatTenThousand,
  isolate,
  noNumber,
} from "./format.ts";
import type { Entity, ReadingParts, ReportWords, Standing, StandingParts } from "./report-words.ts";
import { reportWordsOf } from "./report-words-of.ts";

/** What a page needs to say anything: its language, its words, and the whole that schools are compared with. */
export interface Voice {
  readonly language: Language;
  readonly words: ReportWords;
  readonly area: string;
}

export function voiceOf(language: Language, area: Localized): Voice {
  return { language, words: reportWordsOf(language), area: area[language] };
}

/** The value a row is judged by: the shrunken one, or the unshrunken one where the method has no shrunken. */
export function reportedValue(row: EffectRow): number | null {
  return row.shrunken ?? row.unshrunken;
}

/** Where the row's 95 % interval lies. A row with too few students or without an interval is not judged. */
export function standingOf(row: EffectRow): Standing {
  const few = row.flags.includes("tooFewStudents") || row.flags.includes("oneStudent");
  if (few || row.low === null || row.high === null || reportedValue(row) === null) return "unjudged";
  if (row.low > 0) return "above";
  return row.high < 0 ? "below" : "same";
}

export function entityOf(level: LevelSection, language: Language): Entity {
  return { isSchool: level.id === "school", title: level.title[language] };
}

/** A number with its unit: Chinese units follow at once, English ones after a space. */
export function withUnit(text: string, scale: Scale, language: Language): string {
  const unit = scale.unit[language];
  if (unit === "") return text;
  return language === "zh" ? text + unit : `${text} ${unit}`;
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
  const standing = standingOf(row);
  const probability = directionProbability(row);
  if (standing !== "same" || probability === null || probability < 0.8) return words.standing[standing];
  return row.probabilityAboveZero !== null && row.probabilityAboveZero >= 0.5
    ? words.leaning.above
    : words.leaning.below;
}

/** The sentence that reads one row's interval (glossary §2, sentences 1 to 3 and 11). */
export function readRow(row: EffectRow, model: ModelSection, voice: Voice): string {
  const { words, language, area } = voice;
  const { decimals } = model.outcome;
  const probability = directionProbability(row);
  const parts: ReadingParts = {
    name: isolate(row.name),
    subject: model.outcome.label[language],
    area,
    value: withUnit(formatSigned(reportedValue(row), decimals), model.outcome, language),
    low: formatNumber(row.low, decimals),
    high: formatNumber(row.high, decimals),
    percent: probability === null ? null : percentOf(probability),
    n: formatCount(row.n),
  };
  const standing = standingOf(row);
  if (standing === "unjudged") {
    const few = row.flags.includes("tooFewStudents") || row.flags.includes("oneStudent");
    return few ? words.readings.tooFew(parts) : words.readings.noInterval(parts);
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
  const parts: StandingParts = {
    total: formatCount(counts.above + counts.below + counts.same),
    above: formatCount(counts.above),
    below: formatCount(counts.below),
    same: formatCount(counts.same),
    unjudged: counts.unjudged === 0 ? null : formatCount(counts.unjudged),
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
    : voice.words.findingErrors(formatCount(stated.length), formatNumber(Math.max(wrong, 0.1), 1));
}

/** Decimals of a measure: whole for heads, two for expected gain. */
export function measureDecimals(pot: PotSection): number {
  return pot.measure.kind === "head" ? 0 : 2;
}

function awardArithmetic(row: AwardRow, amount: Money, pot: PotSection, voice: Voice): string {
  const { words, language } = voice;
  const name = isolate(row.name);
  if (row.arithmetic !== undefined)
    return words.awardExplained(name, formatFen(amount), stripStop(row.arithmetic[language]));
  const decimals = measureDecimals(pot);
  const [measure, total] = [formatNumber(row.measure, decimals), formatNumber(pot.totalMeasure, decimals)];
  return words.awardRow(name, formatFen(amount), formatFen(pot.amount), measure, total);
}

function stripStop(text: string): string {
  return text.replace(/[。.]\s*$/, "");
}

/** The arithmetic of one award in a sentence (glossary §2, sentences 14 and 16). Also fit for tables/awards.csv. */
export function readAward(row: AwardRow, pot: PotSection, voice: Voice): string {
  const { words } = voice;
  const name = isolate(row.name);
  const few = row.flags.filter((flag) => flag === "tooFewStudents" || flag === "oneStudent");
  if (few.length > 0 && (row.amount === null || row.amount === 0n)) {
    return words.awardNone(name, few.map((flag) => words.flags[flag]).join(words.listSeparator));
  }
  if (row.amount === null) return words.awardNotMeasured(name);
  if (row.measure === 0) return words.awardNoPoints(name);
  const arithmetic = awardArithmetic(row, row.amount, pot, voice);
  if (row.amountLow === null || row.amountHigh === null || row.probability === null || pot.draws === 0)
    return arithmetic;
  const [low, high] = [moneyText(row.amountLow, words), moneyText(row.amountHigh, words)];
  return (
    arithmetic +
    words.sentenceGap +
    words.awardDraws(formatCount(pot.draws), formatChance(row.probability, words), low, high)
  );
}

/** An amount inside a sentence. */
export function moneyText(amount: Money, words: ReportWords): string {
  return words.moneyInText(formatFen(amount), formatTenThousand(amount));
}

/** A probability from draws in whole percent: never 0 % or 100 %, which no number of draws can prove. */
export function formatChance(probability: number | null, words: ReportWords): string {
  if (probability === null) return noNumber;
  return probability >= 0.995 ? words.percentAbove99 : formatPercent(probability, 0);
}
