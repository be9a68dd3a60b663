import type { Language } from "../../base/index.ts";
import type { BureauReport } from "../types.ts";
import { type Voice, voiceOf } from "../words/readings.ts";
import { awardsKind, fundSection, totalsKind } from "./awards-section.ts";
import { dataSection } from "./data-section.ts";
import { columnStyle } from "./data-table.ts";
import { effectsKind } from "./effects-table.ts";
import { indexKind, indexSection } from "./index-section.ts";
import { type PageSection, renderPage } from "./layout.ts";
import { anchorOf, html } from "./markup.ts";
import { checksSection, fingerprintsSection, methodSection } from "./method-section.ts";
import { modelSection } from "./model-section.ts";
import { yearSection } from "./year-section.ts";

/**
 * The bureau's page in one language: a self-contained HTML file. The same report gives the same bytes.
 *
 * @param report what the year gave, as plain data
 * @param language of all words; names of schools stay as they are
 */
export function renderBureauPage(report: BureauReport, language: Language): string {
  const voice = voiceOf(report, language);
  const { words } = voice;
  const { study } = report;
  const other: Language = language === "zh" ? "en" : "zh";
  return renderPage(
    {
      documentTitle: words.documentTitle(study.title[language], study.schoolYear),
      kicker: words.kicker,
      heading: study.title[language],
      subheading: words.yearLine(study.schoolYear, study.classOf),
      notes: [words.internalNote],
      otherLanguage: report.languages.includes(other) ? report.files[other] : null,
      extraStyle: tableStyles(voice),
      script: true,
      sections: sections(report, voice),
      numbered: true,
      hasMoney: true,
    },
    report,
    voice,
  );
}

function sections(report: BureauReport, voice: Voice): readonly PageSection[] {
  const { words, language } = voice;
  const models = report.models.map((model) => ({
    id: anchorOf("model", model.id),
    heading: model.title[language],
    body: modelSection(report, model, voice),
  }));
  const indices =
    report.indices.length === 0
      ? []
      : [
          {
            id: "index",
            heading: words.indexHeading,
            body: html`${report.indices.map((one) => indexSection(report, one, voice))}`,
          },
        ];
  const lead = html`<p class="lead">${words.awardsLead[voice.mode]}</p>`;
  const awards =
    report.funds.length === 0
      ? []
      : [
          {
            id: "awards",
            heading: words.awards,
            body: html`${lead}${report.funds.map((fund) => fundSection(report, fund, voice))}`,
          },
        ];
  return [
    { id: "year", heading: words.overview, body: yearSection(report, voice) },
    { id: "data", heading: words.data, body: dataSection(report, voice) },
    ...models,
    ...indices,
    ...awards,
    { id: "method", heading: words.method, body: methodSection(voice) },
    { id: "checks", heading: words.checks, body: checksSection(report, voice) },
    { id: "fingerprints", heading: words.fingerprints, body: fingerprintsSection(report, voice) },
  ];
}

/** Grid and labels of every kind of table that the page may hold. */
function tableStyles(voice: Voice): string {
  const { words } = voice;
  const name = words.tileSchools;
  const kinds = [
    effectsKind(words, { isSchool: true, title: name }),
    indexKind(words, name),
    awardsKind(voice, "expectedGain", name),
    awardsKind(voice, "head", name),
    totalsKind(voice, name),
  ];
  return kinds.map(columnStyle).join("");
}
