import type { Language } from "../../base/index.ts";
import { minimumPublic, publicCounts } from "../disclosure/public-counts.ts";
import type { BureauReport } from "../types.ts";
import { formatCount, formatNumber } from "../words/format.ts";
import { type Voice, voiceOf } from "../words/readings.ts";
import { fullMarkText } from "./data-section.ts";
import { renderPage } from "./layout.ts";
import { html, type Markup } from "./markup.ts";
import { renderPlainTable } from "./plain-table.ts";

/**
 * The page for the public: totals over the whole area by paper. No school's marks, ranks or value added is on it, and
 * nothing from which one could be computed.
 */
export function renderPublicPage(report: BureauReport, language: Language): string {
  const voice = voiceOf(report, language);
  const { words } = voice;
  const { study } = report;
  const other: Language = language === "zh" ? "en" : "zh";
  return renderPage(
    {
      documentTitle: words.publicPage.documentTitle(study.title[language], study.schoolYear),
      kicker: words.publicPage.kicker,
      heading: study.title[language],
      subheading: words.yearLine(study.schoolYear, study.classOf),
      notes: [words.publicPage.note],
      otherLanguage: report.languages.includes(other) ? report.files[other] : null,
      extraStyle: "",
      script: false,
      sections: [{ id: "numbers", heading: words.data, body: publicNumbers(report, voice) }],
      numbered: false,
      hasMoney: false,
    },
    report,
    voice,
  );
}

function publicNumbers(report: BureauReport, voice: Voice): Markup {
  const { words, language } = voice;
  const { suppressed } = words.publicPage;
  const numbers = words.publicPage.numbers(formatCount(report.study.schools), formatCount(report.study.students));
  const rows = publicCounts(report.counts).map(({ row, sat, mean }) => [
    row.test[language],
    row.subject[language],
    fullMarkText(row, words),
    sat === null ? suppressed : formatCount(sat),
    sat === null ? suppressed : formatNumber(mean, row.decimals),
  ]);
  const table = renderPlainTable({
    caption: words.publicPage.countsCaption,
    headings: [words.test, words.subject, words.fullMark, words.sat, words.mean],
    rows,
    textColumns: 2,
  });
  return html`<p class="lead">${words.publicPage.lead}</p><p>${numbers}</p>${table}<p class="basis">${words.publicPage.suppressedNote(String(minimumPublic))}</p>`;
}
