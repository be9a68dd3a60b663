import type { BureauReport, CountRow } from "../types.ts";
import { formatCount, formatNumber, formatPercent } from "../words/format.ts";
import type { Voice } from "../words/readings.ts";
import type { ReportWords } from "../words/report-words.ts";
import { html, type Markup, nothing } from "./markup.ts";
import { renderPlainTable } from "./plain-table.ts";

/** Who took part, by paper, and what intake found in the data. */
export function dataSection(report: BureauReport, voice: Voice): Markup {
  const { words } = voice;
  return html`${countsTable(report.counts, voice)}<p class="basis">${words.countsBasis}</p><h3>${words.quality}</h3>${qualityPart(report, voice)}`;
}

function countsTable(counts: readonly CountRow[], voice: Voice): Markup {
  const { words, language } = voice;
  const headings = [
    words.test,
    words.subject,
    words.due,
    words.sat,
    words.absent,
    words.violation,
    words.exempt,
    words.assessed,
    words.fullMark,
    words.mean,
    words.spread,
  ];
  const rows = counts.map((row) => [
    row.test[language],
    row.subject[language],
    formatCount(row.due),
    formatCount(row.sat),
    formatCount(row.absent),
    formatCount(row.violation),
    formatCount(row.exempt),
    formatCount(row.assessed),
    fullMarkText(row, words),
    formatNumber(row.mean, row.decimals),
    formatNumber(row.sd, row.decimals),
  ]);
  return renderPlainTable({ caption: words.countsCaption, headings, rows, textColumns: 2 });
}

/** The full mark of a paper, or what its marks are where it has none. */
export function fullMarkText({ fullMark, scale, decimals }: CountRow, words: ReportWords): string {
  if (scale !== "marks") return words.scales[scale];
  return fullMark === null ? "—" : trimZeros(formatNumber(fullMark, decimals));
}

function trimZeros(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

function qualityPart(report: BureauReport, voice: Voice): Markup {
  const { words, language } = voice;
  const { quality } = report;
  const share = quality.read === 0 ? 0 : quality.rejected / quality.read;
  const counts = words.qualityCounts(
    formatCount(quality.read),
    formatCount(quality.taken),
    formatCount(quality.rejected),
    formatPercent(share, 2),
    formatPercent(quality.limit, 2),
  );
  const mark = quality.resultsMarked ? html`<p class="mark">${words.qualityMarked}</p>` : nothing;
  if (quality.issues === 0) return html`<p>${counts}</p>${mark}<p>${words.qualityNone}</p>`;
  const lead = words.qualityIssues(formatCount(quality.issues));
  const items = quality.firstIssues.map((text) => html`<li>${text[language]}</li>`);
  return html`<p>${counts}</p>${mark}<details><summary>${lead}</summary><ul class="findings">${items}</ul></details>`;
}
