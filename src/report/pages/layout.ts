import type { BureauReport } from "../types.ts";
import type { Voice } from "../words/readings.ts";
import type { ReportWords } from "../words/report-words.ts";
import { html, type Markup, nothing, trusted } from "./markup.ts";
import { pageStyle } from "./page-style.ts";
import { tableScript, tableScriptHash } from "./table-script.ts";

/** A whole page: one HTML file that asks the network for nothing and runs no script but ours. */
export interface PageLayout {
  readonly documentTitle: string;
  readonly kicker: string;
  readonly heading: string;
  readonly subheading: string;
  readonly notes: readonly string[];
  /** Relative file of the same page in the other language; null where there is none. */
  readonly otherLanguage: string | null;
  readonly extraStyle: string;
  /** Whether the page has tables that sort and filter. */
  readonly script: boolean;
  readonly sections: readonly PageSection[];
  readonly numbered: boolean;
  /** Whether the page shows amounts: then a historical page says what they are. */
  readonly hasMoney: boolean;
}

export interface PageSection {
  readonly id: string;
  readonly heading: string;
  readonly body: Markup;
}

export function renderPage(page: PageLayout, report: BureauReport, voice: Voice): string {
  const { words } = voice;
  const scripts = page.script ? ` script-src '${tableScriptHash}';` : "";
  const policy = `default-src 'none'; style-src 'unsafe-inline';${scripts} base-uri 'none'; form-action 'none'`;
  const historical = report.mode === "historical";
  const body = html`<a class="skip" href="#main">${words.skip}</a>
${historical ? historyPart(words) : nothing}
<header class="top"><div class="wrap">${headerPart(page, words)}${historical && page.hasMoney ? html`<p class="mark">${historyNote(report, words)}</p>` : nothing}</div></header>
${page.numbered ? contentsPart(page, words) : nothing}
<main id="main"><div class="wrap">${page.sections.map((section, index) => sectionPart(section, page.numbered ? index + 1 : null, words))}</div></main>
<footer><div class="wrap"><p>${words.caveat}</p>${page.notes.map((note) => html`<p>${note}</p>`)}</div></footer>
${page.script ? html`<script>${trusted(tableScript)}</script>` : nothing}`;
  return html`<!doctype html>
<html lang="${words.htmlLang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="Content-Security-Policy" content="${trusted(policy)}"><meta name="referrer" content="no-referrer"><meta name="robots" content="noindex"><title>${page.documentTitle}</title>
<style>${trusted(pageStyle)}${trusted(page.extraStyle)}</style></head>
<body${historical ? trusted(' class="historical"') : nothing}>${body}</body></html>
`.toString();
}

function headerPart(page: PageLayout, words: ReportWords): Markup {
  const other =
    page.otherLanguage === null
      ? nothing
      : html`<a href="${page.otherLanguage}" lang="${words.htmlLang === "en" ? "zh-CN" : "en"}">${words.otherLanguage}</a>`;
  return html`<p class="kicker"><span>${page.kicker}</span>${other}</p><h1>${page.heading}</h1><p class="year">${page.subheading}</p>${page.notes.map((note) => html`<p class="note">${note}</p>`)}`;
}

function contentsPart(page: PageLayout, words: ReportWords): Markup {
  const items = page.sections.map(
    (section, index) => html`<li><a href="#${section.id}">${words.numbered(index + 1, section.heading)}</a></li>`,
  );
  return html`<nav class="contents" aria-label="${words.contents}"><div class="wrap"><ol>${items}</ol></div></nav>`;
}

function sectionPart(section: PageSection, number: number | null, words: ReportWords): Markup {
  const heading = number === null ? section.heading : words.numbered(number, section.heading);
  return html`<section id="${section.id}" aria-labelledby="${section.id}-h"><h2 id="${section.id}-h">${heading}</h2>${section.body}</section>
`;
}

/** What a historical page recomputes; without any document there is no rule of anybody's to recompute. */
function historyNote(report: BureauReport, words: ReportWords): string {
  const hasDocument = report.funds.some((fund) => fund.pots.some((pot) => pot.clause.document !== ""));
  return hasDocument ? words.historicalNote : words.demonstrationNote;
}

/** The strip and the slanting mark of a historical recomputation; both stand on every printed page. */
function historyPart(words: ReportWords): Markup {
  const cut = words.watermark.search(/[，;]/);
  const [first, rest] = [words.watermark.slice(0, cut), words.watermark.slice(cut + 1).trim()];
  const size = words.htmlLang === "en" ? 26 : 40;
  return html`<aside class="history" aria-label="${words.notice}">${words.watermark}</aside><div class="watermark" aria-hidden="true"><svg viewBox="0 0 1000 600"><g transform="rotate(-24 500 300)" text-anchor="middle" font-size="${size}" fill="#9b1c1c" fill-opacity="0.09" font-weight="700"><text x="500" y="280">${first}</text><text x="500" y="350">${rest}</text></g></svg></div>`;
}
