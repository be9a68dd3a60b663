import type { BureauReport, EffectRow, LevelSection, ModelSection } from "../types.ts";
import { formatCount, formatLimit, formatPercent } from "../words/format.ts";
import { entityOf, moneyText, readExpectedErrors, readStandings, standingOf, type Voice } from "../words/readings.ts";
import { namedValue } from "./effects-table.ts";
import { html, type Markup, nothing } from "./markup.ts";

/** How many schools a list of the most certain names at most. */
const namedSchools = 3;

/** The year on one page: key figures, then the main findings of each model, each with its uncertainty. */
export function yearSection(report: BureauReport, voice: Voice): Markup {
  const { words, area, language } = voice;
  const findings = report.models.map((model) => {
    const heading = words.findingsOf(model.title[language]);
    return html`<h3>${heading}</h3>${modelMarks(report, model, voice)}<ul class="findings">${modelFindings(model, voice).map((text) => html`<li>${text}</li>`)}</ul>`;
  });
  const funds = report.funds.map((fund) => {
    const recipients = new Set(
      fund.pots.flatMap((pot) => pot.rows.filter((row) => row.amount !== null && row.amount > 0n).map((row) => row.id)),
    );
    const amount = moneyText(fund.amount, words);
    return html`<li>${words.findingFund(fund.name[language], amount, formatCount(recipients.size), voice.mode)}</li>`;
  });
  return html`<p class="lead">${words.overviewLead(area)}</p>${tiles(report, voice)}${findings}${
    funds.length === 0 ? nothing : html`<h3>${words.awards}</h3><ul class="findings">${funds}</ul>`
  }<p class="reads text">${words.caveat}</p>`;
}

function tiles(report: BureauReport, voice: Voice): Markup {
  const { words } = voice;
  const first = report.models[0];
  const entries: (readonly [string, string])[] = [
    [words.tileSchools, formatCount(report.study.schools)],
    [words.tileStudents, formatCount(report.study.students)],
  ];
  if (first !== undefined) {
    entries.push([words.tileAssessed, formatCount(first.n)], [words.tileCoverage, formatPercent(first.coverage)]);
    if (first.variance.icc !== null) entries.push([words.tileBetween, formatPercent(first.variance.icc)]);
  }
  return html`<dl class="tiles">${entries.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** What makes a model's results "for reference only". */
export function modelMarks(report: BureauReport, model: ModelSection, voice: Voice): Markup {
  const marks = [
    ...(report.quality.resultsMarked ? [voice.words.qualityMarked] : []),
    ...(model.coverage < voice.minimumCoverage
      ? [voice.words.lowCoverage(formatPercent(model.coverage), formatLimit(voice.minimumCoverage))]
      : []),
  ];
  return marks.length === 0 ? nothing : html`${marks.map((text) => html`<p class="mark">${text}</p>`)}`;
}

function modelFindings(model: ModelSection, voice: Voice): readonly string[] {
  const { words, area, language } = voice;
  const findings = [
    words.findingAssessed(area, model.outcome.label[language], formatCount(model.n), formatPercent(model.coverage)),
  ];
  const schools = model.levels.find((level) => level.id === "school") ?? model.levels[0];
  if (schools === undefined) return findings;
  if (model.variance.icc !== null) {
    findings.push(words.findingBetween(area, entityOf(schools, language), formatPercent(model.variance.icc)));
  }
  const errors = readExpectedErrors(schools, voice);
  findings.push([readStandings(schools, voice), ...(errors === null ? [] : [errors])].join(words.sentenceGap));
  return [...findings, ...namedFindings(schools, model, voice)];
}

/** The rows whose interval lies furthest from zero, on each side. */
function namedFindings(level: LevelSection, model: ModelSection, voice: Voice): readonly string[] {
  const { words } = voice;
  const distance = (row: EffectRow): number => Math.max(row.low ?? 0, -(row.high ?? 0));
  const names = (standing: "above" | "below"): string =>
    level.rows
      .filter((row) => standingOf(row) === standing)
      .sort((a, b) => distance(b) - distance(a) || (a.id < b.id ? -1 : 1))
      .slice(0, namedSchools)
      .map((row) => namedValue(row, model, voice))
      .join(words.listSeparator);
  const [above, below] = [names("above"), names("below")];
  return [...(above === "" ? [] : [words.findingAbove(above)]), ...(below === "" ? [] : [words.findingBelow(below)])];
}
