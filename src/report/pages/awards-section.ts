import type { AwardRow, BureauReport, FundSection, PotSection } from "../types.ts";
import { formatCount, formatFen, formatNumber, formatPercent } from "../words/format.ts";
import { formatChance, measureDecimals, moneyText, readAward, type Voice } from "../words/readings.ts";
import type { ReportWords } from "../words/report-words.ts";
import { type Column, cell, renderDataTable, type TableKind, type TableRow } from "./data-table.ts";
import { nameCell, tableTool } from "./effects-table.ts";
import { anchorOf, html, type Markup, nothing } from "./markup.ts";

/** Beyond this many rows a reading gives the arithmetic alone; chance and interval stand in their columns. */
const longReadings = 600;

export function awardsKind({ words, mode }: Voice, measure: "expectedGain" | "head", name: string): TableKind {
  const number = (label: string, track: string, print: string): Column => ({ label, sort: "number", track, print });
  return {
    className: measure === "head" ? "awards-head" : "awards-gain",
    columns: [
      { label: name, sort: "text", track: "minmax(9em,1.6fr)", print: "minmax(0,1.6fr)" },
      number(words.students, "minmax(4.5em,.6fr)", "minmax(0,.6fr)"),
      number(words.measureColumn[measure], "minmax(5.5em,.8fr)", "minmax(0,.8fr)"),
      number(words.share, "minmax(4.5em,.6fr)", "minmax(0,.6fr)"),
      number(words.amount[mode], "minmax(8em,1fr)", "minmax(0,1fr)"),
      number(words.amountRange, "minmax(12em,1.5fr)", "minmax(0,1.7fr)"),
      number(words.awardProbability, "minmax(6em,.8fr)", "minmax(0,.8fr)"),
    ],
  };
}

export function totalsKind({ words, mode }: Voice, name: string): TableKind {
  return {
    className: "totals",
    columns: [
      { label: name, sort: "text", track: "minmax(10em,22em)", print: "minmax(0,2fr)" },
      { label: words.amount[mode], sort: "number", track: "11em", print: "minmax(0,1fr)" },
    ],
  };
}

/** A fund: its pots one by one, each with authority, arithmetic and exact amounts, then the sum by school. */
export function fundSection(report: BureauReport, fund: FundSection, voice: Voice): Markup {
  const { words, language } = voice;
  const lead = words.fundLine(moneyText(fund.amount, words), formatCount(fund.pots.length));
  const pots = fund.pots.map((pot) => potPart(report, fund, pot, voice));
  const totals = fund.pots.length < 2 ? nothing : totalsTable(report, fund, voice);
  return html`<h3>${fund.name[language]}</h3><p class="text">${lead}</p>${pots}${totals}`;
}

function potPart(report: BureauReport, fund: FundSection, pot: PotSection, voice: Voice): Markup {
  const { words, language } = voice;
  const model = report.models.find((one) => one.id === pot.measure.model)?.title[language] ?? pot.measure.model;
  const basis = pot.measure.kind === "head" ? words.measureHead(model) : words.measureGain(model);
  const text = [
    words.potLine(moneyText(pot.amount, words)),
    basis,
    ...(pot.minimumStudents > 1 ? [words.minimum(formatCount(pot.minimumStudents))] : []),
    words.arithmetic(formatFen(pot.amount), formatNumber(pot.totalMeasure, measureDecimals(pot)), voice.mode),
  ].join(words.sentenceGap);
  return html`<h4>${pot.name[language]}</h4>${clausePart(pot, words)}<p class="text">${text}</p>${potTable(report, fund, pot, voice)}`;
}

/** The document a pot stands on, with its words; or that it is silent; or that there is none. */
export function clausePart(pot: PotSection, words: ReportWords): Markup {
  const { document, article, quotation } = pot.clause;
  if (document === "") return html`<blockquote><p>${words.clauseNone}</p></blockquote>`;
  const source = html`<p><strong>${words.clauseHeading}</strong>${words.colon}${words.clauseText(document, article)}</p>`;
  const quote = quotation === "" ? words.clauseSilent : words.clauseQuotation(quotation);
  return html`<blockquote>${source}<p>${quote}</p></blockquote>`;
}

/** School pages by id, from the first model that has them. */
function schoolPages(
  report: BureauReport,
  voice: Voice,
): { readonly links: Map<string, string>; readonly title: string } {
  const level = report.models.flatMap((model) => model.levels).find((one) => one.id === "school");
  const links = new Map<string, string>();
  for (const row of level?.rows ?? []) if (row.page !== undefined) links.set(row.id, row.page[voice.language]);
  return { links, title: level?.title[voice.language] ?? voice.words.tileSchools };
}

function potTable(report: BureauReport, fund: FundSection, pot: PotSection, voice: Voice): Markup {
  const { words, language } = voice;
  const { links, title } = schoolPages(report, voice);
  const decimals = measureDecimals(pot);
  const sumRow = (label: string, measure: string, share: string, amount: string): TableRow => ({
    head: html`${label}`,
    cells: [cell(""), cell(measure), cell(share), cell(amount), cell(""), cell("")],
    reading: "",
    key: null,
  });
  const remainder = sumRow(words.remainder, "", "", formatFen(pot.remainder));
  const sum = sumRow(words.sum, formatNumber(pot.totalMeasure, decimals), "", formatFen(pot.amount));
  return renderDataTable({
    id: anchorOf("pot", fund.id, pot.id),
    kind: awardsKind(voice, pot.measure.kind, title),
    caption: words.awardCaption(pot.name[language]),
    readingLabel: words.reading,
    rows: pot.rows.map((row) => awardRow(row, pot, voice, links.get(row.id))),
    foot: [remainder, sum],
    tool: tableTool(pot.rows.length, words, false),
  });
}

function awardRow(row: AwardRow, pot: PotSection, voice: Voice, href: string | undefined): TableRow {
  const { words } = voice;
  const range =
    row.amountLow === null || row.amountHigh === null
      ? "—"
      : words.range(formatFen(row.amountLow), formatFen(row.amountHigh));
  return {
    head: nameCell(row.name[voice.language], href),
    cells: [
      cell(formatCount(row.n)),
      cell(formatNumber(row.measure, measureDecimals(pot))),
      cell(formatPercent(row.share, 2)),
      cell(row.amount === null ? "—" : formatFen(row.amount), "a"),
      cell(range),
      cell(formatChance(row.probability, words)),
    ],
    reading: readAward(row, pot.rows.length > longReadings ? { ...pot, draws: 0 } : pot, voice),
    key: null,
  };
}

function totalsTable(report: BureauReport, fund: FundSection, voice: Voice): Markup {
  const { words, language } = voice;
  const { links, title } = schoolPages(report, voice);
  const totals = new Map<string, { name: string; amount: bigint }>();
  let remainder = 0n;
  for (const pot of fund.pots) {
    remainder += pot.remainder;
    for (const row of pot.rows)
      totals.set(row.id, { name: row.name[language], amount: (totals.get(row.id)?.amount ?? 0n) + (row.amount ?? 0n) });
  }
  const line = (head: Markup, amount: bigint): TableRow => ({
    head,
    cells: [cell(formatFen(amount))],
    reading: "",
    key: null,
  });
  return renderDataTable({
    id: anchorOf("fund", fund.id),
    kind: totalsKind(voice, title),
    caption: words.fundTotals(fund.name[language]),
    readingLabel: words.reading,
    rows: [...totals].map(([id, { name, amount }]) => line(nameCell(name, links.get(id)), amount)),
    foot: [line(html`${words.remainder}`, remainder), line(html`${words.sum}`, fund.amount)],
    tool: tableTool(totals.size, words, false),
  });
}
