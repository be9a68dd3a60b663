import type { BureauReport, ModelSection } from "../types.ts";
import { formatCount, formatLimit, formatNumber, formatPercent } from "../words/format.ts";
import { entityOf, type Voice } from "../words/readings.ts";
import { effectsTable } from "./effects-table.ts";
import { levelFigures } from "./figures.ts";
import { anchorOf, html, type Markup, nothing } from "./markup.ts";
import { renderPlainTable } from "./plain-table.ts";
import { modelMarks } from "./year-section.ts";

/** One model: how it works, the pictures and table of each level, and the fitted numbers in an appendix. */
export function modelSection(report: BureauReport, model: ModelSection, voice: Voice): Markup {
  const { words, language, area } = voice;
  const zero = model.zero === "average-student" ? words.zeroStudent(area) : words.zeroSchool(area);
  const why =
    model.why[language] === ""
      ? nothing
      : html`<p class="text"><strong>${words.why}</strong>${words.colon}${model.why[language]}</p>`;
  const counts = words.modelCounts(formatCount(model.n), formatCount(model.dropped), formatPercent(model.coverage));
  const levels = model.levels.map((level) => {
    const heading = words.levelHeading(entityOf(level, language));
    const id = anchorOf("table", model.id, level.id);
    const note =
      level.id === "school" ? nothing : html`<p class="text">${words.groupedNote(level.title[language])}</p>`;
    return html`<h3>${heading}</h3>${note}${levelFigures(level, model, voice)}${effectsTable(id, level, model, voice)}<p class="basis">${words.tableBasis(
      area,
      formatLimit(voice.minimumCoverage),
      level.rows.some((row) => row.shrunken !== null),
    )}</p>`;
  });
  return html`${modelMarks(report, model, voice)}<p class="text">${methodSentence(model, voice)}${words.sentenceGap}${counts}</p>${why}<p class="text">${zero}</p>${levels}${technicalPart(model, voice)}`;
}

function methodSentence(model: ModelSection, voice: Voice): string {
  const { words, language } = voice;
  const priors = model.priors
    .map((prior) => words.powered(prior.label[language], prior.degree))
    .join(words.listSeparator);
  const outcome = model.outcome.label[language];
  const covariates = model.covariates.map((one) => one[language]).join(words.listSeparator);
  const method =
    model.method === "multilevel"
      ? words.methodMultilevel(outcome, priors, words.estimations[model.estimation])
      : words.methodLinear(outcome, priors);
  return [method, ...(covariates === "" ? [] : [words.methodCovariates(covariates)])].join(words.sentenceGap);
}

function technicalPart(model: ModelSection, voice: Voice): Markup {
  const { words, language } = voice;
  const rows = model.coefficients.map((row) => [
    row.label?.[language] ?? (row.term === "(Intercept)" ? words.interceptTerm : row.term),
    formatNumber(row.estimate, 4),
    formatNumber(row.se, 4),
    words.range(formatNumber(row.low, 4), formatNumber(row.high, 4)),
  ]);
  const caption = words.coefficientsCaption(model.outcome.label[language], model.outcome.unit[language]);
  const headings = [words.term, words.estimate, words.standardError, words.confidenceInterval];
  const { between, within, icc } = model.variance;
  const variance = [
    ...(between === null ? [] : [words.varianceBetween(formatNumber(between, 4))]),
    words.varianceWithin(formatNumber(within, 4)),
    ...(icc === null ? [] : [words.varianceShare(formatPercent(icc))]),
  ].join(words.listSeparator);
  const draws =
    model.draws === null ? nothing : html`<p>${words.drawsNote(formatCount(model.draws.count), model.draws.seed)}</p>`;
  return html`<details><summary>${words.technical}</summary>${renderPlainTable({ caption, headings, rows, textColumns: 1 })}<p>${variance}</p>${draws}</details>`;
}
