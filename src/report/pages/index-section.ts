import type { BureauReport, EffectRow, IndexSection } from "../types.ts";
import { formatNumber } from "../words/format.ts";
import { standingOf, type Voice } from "../words/readings.ts";
import type { ReportWords, Standing } from "../words/report-words.ts";
import { cell, renderDataTable, type TableKind } from "./data-table.ts";
import { nameCell, tableTool } from "./effects-table.ts";
import { anchorOf, html, type Markup } from "./markup.ts";

export function indexKind(words: ReportWords, name: string): TableKind {
  return {
    className: "index",
    columns: [
      { label: name, sort: "text", track: "minmax(10em,22em)", print: "minmax(0,2fr)" },
      { label: words.indexValue, sort: "number", track: "6em", print: "minmax(0,1fr)" },
      { label: words.margin, sort: "number", track: "9em", print: "minmax(0,1fr)" },
      { label: words.standardError, sort: "number", track: "6em", print: "minmax(0,1fr)" },
    ],
  };
}

/** A value-added index: what one point means, then the value of each school with its margin. */
export function indexSection(report: BureauReport, index: IndexSection, voice: Voice): Markup {
  const { words, language, area } = voice;
  const model = report.models.find((one) => one.id === index.model);
  const level = model?.levels.find((one) => one.id === "school");
  const ofModel = new Map(level?.rows.map((row) => [row.id, row]) ?? []);
  const note = words.indexNote(
    formatNumber(index.scale.mean, 0),
    formatNumber(index.scale.sd, 0),
    model?.title[language] ?? index.model,
    formatNumber(index.outcomeSd, 2),
    area,
  );
  const table = renderDataTable({
    id: anchorOf("index", index.id),
    kind: indexKind(words, level?.title[language] ?? words.tileSchools),
    caption: index.title[language],
    readingLabel: words.reading,
    rows: index.rows.map((row) => ({
      head: nameCell(row.name[language], ofModel.get(row.id)?.page?.[language]),
      cells: [
        cell(formatNumber(row.value, 1), "v"),
        cell(words.range(formatNumber(row.low, 1), formatNumber(row.high, 1))),
        cell(formatNumber(row.se, 1)),
      ],
      reading: "",
      key: keyOf(ofModel.get(row.id)),
    })),
    foot: [],
    tool: tableTool(index.rows.length, words, true),
  });
  return html`<h3>${index.title[language]}</h3><p class="text">${note}</p>${table}`;
}

/** An index is a change of unit: a school stands where its value added stands. */
function keyOf(row: EffectRow | undefined): Standing {
  return row === undefined ? "unjudged" : standingOf(row);
}
