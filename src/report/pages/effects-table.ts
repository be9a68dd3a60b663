import type { EffectRow, LevelSection, ModelSection } from "../types.ts";
import { formatBound, formatCount, formatNumber, formatPercent, formatSigned, isolate } from "../words/format.ts";
import {
  certaintyText,
  entityOf,
  readRank,
  readRow,
  reportedValue,
  standingOf,
  standingText,
  type Voice,
  withUnit,
} from "../words/readings.ts";
import type { Entity, ReportWords } from "../words/report-words.ts";
import { cell, renderDataTable, type TableKind, type TableRow, type TableTool } from "./data-table.ts";
import { html, type Markup, nothing, safeLink } from "./markup.ts";

/** Up to this many rows each reading ends with its rank sentence; beyond, the rank column alone keeps the page light. */
const rankSentences = 200;

/** Columns of the table of value added. */
export function effectsKind(words: ReportWords, entity: Entity): TableKind {
  const number = (label: string, track: string, print: string | null, className?: string) =>
    ({ label, sort: "number", track, print, ...(className === undefined ? {} : { className }) }) as const;
  return {
    className: "effects",
    columns: [
      { label: words.name(entity), sort: "text", track: "minmax(6.9em,1.6fr)", print: "minmax(0,1.7fr)" },
      number(words.students, "minmax(4.6em,.5fr)", "minmax(0,.6fr)"),
      number(words.coverage, "minmax(4.6em,.5fr)", "minmax(0,.7fr)"),
      number(words.valueAdded, "minmax(3.9em,.6fr)", "minmax(0,.7fr)"),
      number(words.margin, "minmax(7.2em,.9fr)", "minmax(0,1.3fr)"),
      {
        label: words.marginPicture,
        sort: null,
        track: "minmax(4.6em,1.2fr)",
        print: "minmax(0,1.3fr)",
        className: "g",
      },
      number(words.rankRange, "minmax(5.2em,.6fr)", "minmax(0,.8fr)"),
      { label: words.certainty, sort: "text", track: "minmax(8.2em,.9fr)", print: "minmax(0,1.5fr)" },
      number(words.entryMean, "minmax(4.6em,.5fr)", "minmax(0,.7fr)"),
      number(words.expectedMean, "minmax(4.6em,.5fr)", "minmax(0,.7fr)"),
      number(words.actualMean, "minmax(4.6em,.5fr)", "minmax(0,.7fr)"),
      number(words.unadjusted, "minmax(6em,.5fr)", null),
      number(words.reliability, "minmax(5em,.5fr)", null),
    ],
  };
}

/** The table of one level: numbers, a small picture of the interval, and below them the sentence that reads it. */
export function effectsTable(id: string, level: LevelSection, model: ModelSection, voice: Voice): Markup {
  const { words, language } = voice;
  const entity = entityOf(level, language);
  const span = barSpan(level.rows);
  const readRanks = level.rows.length <= rankSentences;
  return renderDataTable({
    id,
    kind: effectsKind(words, entity),
    caption: words.tableCaption(entity, model.outcome.label[language], model.outcome.unit[language]),
    readingLabel: words.reading,
    rows: level.rows.map((row) => effectRow(row, level, model, voice, span, readRanks)),
    foot: [],
    tool: tableTool(level.rows.length, words, true),
    style: `--zero:${percentAt(0, span)}`,
  });
}

/** Filter and "show all" of a table in words. */
export function tableTool(rows: number, words: ReportWords, standings: boolean): TableTool {
  const total = formatCount(rows);
  const options = (["above", "below", "same", "unjudged"] as const).map((key) => [key, words.standing[key]] as const);
  return {
    filterLabel: words.filterLabel,
    filterPlaceholder: words.filterPlaceholder,
    shown: (count) => words.shownRows(count, total),
    showAll: words.showAll(total),
    keys: standings ? { label: words.standingLabel, options: [["", words.everyStanding], ...options] } : null,
  };
}

function effectRow(
  row: EffectRow,
  level: LevelSection,
  model: ModelSection,
  voice: Voice,
  span: readonly [number, number],
  readRanks: boolean,
): TableRow {
  const { words, language } = voice;
  const { decimals } = model.outcome;
  const entryDecimals = model.priors[0]?.decimals ?? decimals;
  const certainty = certaintyText(row, words);
  const judged = standingOf(row) !== "unjudged";
  const rank =
    row.rankLow === null || row.rankHigh === null || !judged
      ? "—"
      : words.rankText(String(row.rankLow), String(row.rankHigh));
  const range =
    row.low === null || row.high === null
      ? "—"
      : words.range(formatBound(row.low, decimals), formatBound(row.high, decimals));
  const percent = certainty.percent === "" ? "" : ` ${certainty.percent}`;
  const flags = row.flags
    .filter((flag) => flag === "lowCoverage" || flag === "noVariation")
    .map((flag) => words.flags[flag]);
  const sentences = [
    readRow(row, level, model, voice),
    ...(readRanks ? [readRank(row, level, voice)] : []),
    ...(flags.length === 0 ? [] : [`${flags.join(words.listSeparator)}${language === "zh" ? "。" : "."}`]),
  ];
  return {
    head: nameCell(row.name[language], row.page?.[language]),
    cells: [
      cell(formatCount(row.n)),
      cell(formatPercent(row.coverage)),
      cell(formatSigned(reportedValue(row), decimals), "v"),
      cell(range),
      bar(row, span),
      cell(rank),
      html`<td class="c t">${standingText(row, words)}${judged ? html`<small>${certainty.word}${percent}</small>` : nothing}</td>`,
      cell(formatNumber(row.meanEntry, entryDecimals)),
      cell(formatNumber(row.meanExpected, decimals)),
      cell(formatNumber(row.meanOutcome, decimals)),
      cell(formatSigned(row.unshrunken, decimals)),
      cell(formatNumber(row.reliability, 2)),
    ],
    reading: sentences.filter((sentence) => sentence !== "").join(words.sentenceGap),
    key: standingOf(row),
  };
}

/** A name, isolated from the direction of the text around it, with a link where there is a page. */
export function nameCell(name: string, href: string | undefined): Markup {
  const link = safeLink(href);
  return link === null ? html`<bdi>${name}</bdi>` : html`<a href="${link}"><bdi>${name}</bdi></a>`;
}

/** "+0.37 SD" and the like, for lists of names. */
export function namedValue(row: EffectRow, model: ModelSection, voice: Voice): string {
  const { decimals } = model.outcome;
  const value = withUnit(formatSigned(reportedValue(row), decimals), model.outcome, voice.language);
  return voice.words.namedValue(
    isolate(row.name[voice.language]),
    value,
    formatBound(row.low, decimals),
    formatBound(row.high, decimals),
  );
}

function barSpan(rows: readonly EffectRow[]): readonly [number, number] {
  let [low, high] = [0, 0];
  for (const row of rows) {
    low = Math.min(low, row.low ?? reportedValue(row) ?? 0);
    high = Math.max(high, row.high ?? reportedValue(row) ?? 0);
  }
  return high > low ? [low, high] : [-1, 1];
}

function percentAt(value: number, [low, high]: readonly [number, number]): string {
  return String(Math.round(((value - low) / (high - low)) * 1000) / 10);
}

function bar(row: EffectRow, span: readonly [number, number]): Markup {
  const value = reportedValue(row);
  if (value === null) return html`<td class="g"></td>`;
  const left = percentAt(row.low ?? value, span);
  const width = Math.round((Number(percentAt(row.high ?? value, span)) - Number(left)) * 10) / 10;
  return html`<td class="g"><i style="--l:${left};--w:${width};--p:${percentAt(value, span)}"></i></td>`;
}
