import type { BureauReport } from "../types.ts";
import type { Voice } from "../words/readings.ts";
import { html, type Markup } from "./markup.ts";
import { renderPlainTable } from "./plain-table.ts";

/** The method in plain words, the words for certainty, and the caveat that belongs to every use. */
export function methodSection(voice: Voice): Markup {
  const { words, area } = voice;
  const paragraphs = words.methodParagraphs(area).map(({ heading, text }) => html`<dt>${heading}</dt><dd>${text}</dd>`);
  const levels = (["veryHigh", "high", "some", "none"] as const).map((one) => [
    words.certaintyWord[one],
    words.certaintyRanges[one],
  ]);
  const table = renderPlainTable({
    caption: words.certaintyCaption,
    headings: [words.certainty, words.certaintyProbability],
    rows: levels,
    textColumns: 2,
  });
  return html`<dl class="method">${paragraphs}</dl>${table}<p class="mark">${words.caveat}</p>`;
}

/** What was checked of each model, with its level. */
export function checksSection(report: BureauReport, voice: Voice): Markup {
  const { words, language } = voice;
  const parts = report.models.map((model) => {
    const lines = model.checks.map(
      (check) =>
        html`<li><span class="level ${check.level}">${words.checkLevels[check.level]}</span> ${check.text[language]}</li>`,
    );
    const body = lines.length === 0 ? html`<p>${words.checksNone}</p>` : html`<ul class="findings">${lines}</ul>`;
    return html`<h3>${model.title[language]}</h3>${body}`;
  });
  return html`${parts}`;
}

/** What the page was made from. */
export function fingerprintsSection(report: BureauReport, voice: Voice): Markup {
  const { words } = voice;
  const { data, configuration, code } = report.fingerprints;
  return html`<p class="text">${words.fingerprintsNote}</p><dl class="prints"><dt>${words.fingerprintData}</dt><dd>${data}</dd><dt>${words.fingerprintConfiguration}</dt><dd>${configuration}</dd><dt>${words.fingerprintCode}</dt><dd>${code}</dd></dl>`;
}
