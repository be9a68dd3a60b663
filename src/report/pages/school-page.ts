import type { Language } from "../../base/index.ts";
import { frames } from "../pictures/look.ts";
import { placeStrip } from "../pictures/place-strip.ts";
import type { BureauReport, EffectRow, LevelSection, ModelSection } from "../types.ts";
import { formatBound, formatCount, formatLimit, formatNumber, formatPercent, formatSigned } from "../words/format.ts";
import {
  readAward,
  readRank,
  readRow,
  reportedValue,
  standingOf,
  type Voice,
  voiceOf,
  withUnit,
} from "../words/readings.ts";
import { clausePart } from "./awards-section.ts";
import { legend, picturePoints } from "./figures.ts";
import { type PageSection, renderPage } from "./layout.ts";
import { anchorOf, html, type Markup, nothing, safeLink, trusted } from "./markup.ts";
import { modelMarks } from "./year-section.ts";

/**
 * One school's page: where it stands and how sure that is, expected against actual, and its awards with arithmetic.
 * Other schools appear as nameless dots only. Null where no model has the school.
 *
 * @param home relative link to the bureau page; null where the reader must not have it
 */
export function renderSchoolPage(
  report: BureauReport,
  schoolId: string,
  language: Language,
  home: string | null,
): string | null {
  const voice = voiceOf(report, language);
  const { words } = voice;
  const found = report.models.flatMap((model) =>
    model.levels.flatMap((level) => {
      const row = level.id === "school" ? level.rows.find((one) => one.id === schoolId) : undefined;
      return row === undefined ? [] : [{ model, level, row }];
    }),
  );
  const first = found[0];
  if (first === undefined) return null;
  const other: Language = language === "zh" ? "en" : "zh";
  const models = found.map(
    ({ model, level, row }): PageSection => ({
      id: anchorOf("model", model.id),
      heading: model.title[language],
      body: schoolModel(report, model, level, row, voice),
    }),
  );
  const link = safeLink(home ?? undefined);
  const last = html`${awardsPart(report, schoolId, voice)}<p class="mark">${words.schoolPage.objection}</p>${link === null ? nothing : html`<p class="back"><a href="${link}">${words.schoolPage.back}</a></p>`}`;
  return renderPage(
    {
      documentTitle: words.schoolPage.documentTitle(first.row.name[language], report.study.schoolYear),
      kicker: words.schoolPage.kicker,
      heading: first.row.name[language],
      subheading: `${report.study.title[language]}　${words.yearLine(report.study.schoolYear, report.study.classOf)}`,
      notes: [words.internalNote],
      otherLanguage: report.languages.includes(other) ? fileName(first.row.page?.[other]) : null,
      extraStyle: "",
      script: false,
      sections: [...models, { id: "awards", heading: words.schoolPage.award, body: last }],
      numbered: false,
      hasMoney: true,
    },
    report,
    voice,
  );
}

/** The last part of a relative path: both languages of a school's page lie in the same folder. */
function fileName(path: string | undefined): string | null {
  return safeLink(path?.split("/").at(-1));
}

function schoolModel(
  report: BureauReport,
  model: ModelSection,
  level: LevelSection,
  row: EffectRow,
  voice: Voice,
): Markup {
  const { words } = voice;
  const sentences = [readRow(row, level, model, voice), readRank(row, level, voice)]
    .filter((text) => text !== "")
    .join(words.sentenceGap);
  return html`${modelMarks(report, model, voice)}<h3>${words.schoolPage.where}</h3><p class="lead">${sentences}</p>${stripFigure(model, level, row, voice)}${row.meanOutcome === null ? nothing : expectedPart(model, row, voice)}`;
}

function stripFigure(model: ModelSection, level: LevelSection, row: EffectRow, voice: Voice): Markup {
  const { words, language, area } = voice;
  const points = picturePoints(level.rows, language);
  const own = points.find((point) => point.id === row.id);
  if (own === undefined) return nothing;
  const { decimals, unit } = model.outcome;
  const label = words.schoolPage.pictureAlt(
    row.name[language],
    formatSigned(own.value, decimals),
    formatBound(own.low, decimals),
    formatBound(own.high, decimals),
  );
  const svg = frames.map((frame) =>
    trusted(
      placeStrip({
        own,
        points,
        frame,
        label,
        axisLabel: words.axisValueAdded(unit[language]),
        zeroLabel: words.zeroLine(area),
      }),
    ),
  );
  return html`<figure class="single"><figcaption>${legend([own], voice)}</figcaption>${svg}<p class="reads">${words.schoolPage.others}</p></figure>`;
}

function expectedPart(model: ModelSection, row: EffectRow, voice: Voice): Markup {
  const { words, language } = voice;
  const { decimals } = model.outcome;
  const text = (value: string): string => withUnit(value, model.outcome, language);
  const difference = row.meanOutcome === null || row.meanExpected === null ? null : row.meanOutcome - row.meanExpected;
  const line = words.schoolPage.expectedLine(
    formatCount(row.n),
    text(formatNumber(row.meanExpected, decimals)),
    text(formatNumber(row.meanOutcome, decimals)),
    text(formatSigned(difference, decimals)),
  );
  const judged = standingOf(row) !== "unjudged" && row.shrunken !== null && row.unshrunken !== null;
  const adjusted = words.schoolPage.adjusted(
    text(formatSigned(row.unshrunken, decimals)),
    text(formatSigned(reportedValue(row), decimals)),
  );
  const coverage =
    row.coverage !== null && row.coverage < voice.minimumCoverage
      ? html`<p class="mark">${words.lowCoverage(formatPercent(row.coverage), formatLimit(voice.minimumCoverage))}</p>`
      : nothing;
  return html`<h3>${words.schoolPage.expected}</h3><p>${line}</p>${judged ? html`<p>${adjusted}</p>` : nothing}${coverage}`;
}

function awardsPart(report: BureauReport, schoolId: string, voice: Voice): Markup {
  const { words, language } = voice;
  const parts = report.funds.flatMap((fund) =>
    fund.pots.flatMap((pot) => {
      const row = pot.rows.find((one) => one.id === schoolId);
      if (row === undefined) return [];
      return [html`<h3>${pot.name[language]}</h3>${clausePart(pot, words)}<p>${readAward(row, pot, voice)}</p>`];
    }),
  );
  return parts.length === 0 ? html`<p>${words.schoolPage.noAward}</p>` : html`${parts}`;
}
