import type { Language } from "../../base/index.ts";
import { caterpillar } from "../pictures/caterpillar.ts";
import { frames, looks, markPath } from "../pictures/look.ts";
import type { PicturePoint } from "../pictures/picture-point.ts";
import { expectedAgainstActual, levelPlane, type PlanePoint } from "../pictures/scatter.ts";
import type { EffectRow, LevelSection, ModelSection } from "../types.ts";
import { formatBound, formatCount, formatNumber, formatSigned } from "../words/format.ts";
import {
  entityOf,
  readExpectedErrors,
  readStandings,
  reportedValue,
  standingOf,
  type Voice,
  withUnit,
} from "../words/readings.ts";
import type { Standing } from "../words/report-words.ts";
import { html, type Markup, nothing, trusted } from "./markup.ts";

/** Fewer rows than this have the first picture alone: two or three points in a plane show nothing that the table does not. */
const planeFrom = 5;

/** From this many rows the first picture is about as high as the two others together. */
const tallFrom = 28;

/** The three pictures of a level, each with its text alternative and the sentence that reads it. */
export function levelFigures(level: LevelSection, model: ModelSection, voice: Voice): Markup {
  const points = picturePoints(level.rows, voice.language);
  if (points.length === 0) return nothing;
  if (points.length < planeFrom) return caterpillarFigure(points, level, model, voice);
  return html`<div class="figures">${caterpillarFigure(points, level, model, voice)}${planeFigure(level, model, voice)}${expectedFigure(level, model, voice)}</div>`;
}

/** Rows that have a value, as pictures need them. */
export function picturePoints(rows: readonly EffectRow[], language: Language): readonly PicturePoint[] {
  return rows.flatMap((row) => {
    const value = reportedValue(row);
    if (value === null) return [];
    const { id, n, low, high } = row;
    return [{ id, name: row.name[language], standing: standingOf(row), n, value, low, high }];
  });
}

function caterpillarFigure(
  points: readonly PicturePoint[],
  level: LevelSection,
  model: ModelSection,
  voice: Voice,
): Markup {
  const { words, language, area } = voice;
  const entity = entityOf(level, language);
  const standings = readStandings(level, voice);
  const { decimals, unit } = model.outcome;
  const svg = frames.map((frame) =>
    caterpillar({
      points,
      frame,
      label: words.caterpillarAlt(entity, standings),
      axisLabel: words.axisValueAdded(unit[language]),
      zeroLabel: words.zeroLine(area),
      title: (p) =>
        words.pointTitle(
          p.name,
          formatSigned(p.value, decimals),
          formatBound(p.low, decimals),
          formatBound(p.high, decimals),
        ),
    }),
  );
  const judged = points.filter((point) => point.standing !== "unjudged").length;
  const errors = readExpectedErrors(level, voice);
  const alarm = words.falseAlarm(entity, formatCount(Math.ceil(judged * 0.05)));
  const reading = [standings, errors, alarm].filter((text) => text !== null).join(words.sentenceGap);
  return figure(words.caterpillar(entity), svg, reading, legend(points, voice), shapeOf(points.length));
}

/** How the first picture stands: alone, in the grid, or beside both of the others where it is that high. */
function shapeOf(rows: number): string {
  if (rows < planeFrom) return "single";
  return rows < tallFrom ? "" : "tall";
}

/** Mean entry weighted by students: where the plane's upright line stands. */
function meanEntry(rows: readonly EffectRow[]): number {
  let [sum, n] = [0, 0];
  for (const row of rows) {
    if (row.meanEntry === null) continue;
    sum += row.meanEntry * row.n;
    n += row.n;
  }
  return n === 0 ? 0 : sum / n;
}

function planeFigure(level: LevelSection, model: ModelSection, voice: Voice): Markup {
  const { words, language, area } = voice;
  const points = planePoints(level.rows, (row) => row.meanEntry, reportedValue, language);
  const entry = model.priors[0];
  if (points.length === 0 || entry === undefined) return nothing;
  const middle = meanEntry(level.rows);
  const entity = entityOf(level, language);
  const { decimals, unit } = model.outcome;
  const svg = frames.map((frame) =>
    levelPlane({
      points,
      frame,
      middle,
      label: words.planeAlt(entry.label[language], readStandings(level, voice)),
      xLabel: words.axisEntry(entry.label[language], entry.unit[language]),
      yLabel: words.axisValueAdded(unit[language]),
      zeroLabel: words.zeroLine(area),
      quadrants: words.quadrants,
      title: (p) => words.pairTitle(p.name, formatNumber(p.x, entry.decimals), formatSigned(p.y, decimals)),
    }),
  );
  const count = (standing: Standing, high: boolean): string =>
    formatCount(points.filter((p) => p.standing === standing && p.x >= middle === high).length);
  const reading = words.planeReading(
    count("above", true),
    count("below", true),
    count("above", false),
    count("below", false),
    entity,
  );
  return figure(words.plane, svg, `${reading}${words.sentenceGap}${words.sizeNote}`, nothing);
}

function expectedFigure(level: LevelSection, model: ModelSection, voice: Voice): Markup {
  const { words, language } = voice;
  const points = planePoints(
    level.rows,
    (row) => row.meanExpected,
    (row) => row.meanOutcome,
    language,
  );
  if (points.length === 0) return nothing;
  const { decimals, unit } = model.outcome;
  const svg = frames.map((frame) =>
    expectedAgainstActual({
      points,
      frame,
      label: words.expectedActualAlt,
      xLabel: words.axisExpected(unit[language]),
      yLabel: words.axisActual(unit[language]),
      lineLabel: words.expectedActualLine,
      title: (p) => words.pairTitle(p.name, formatNumber(p.x, decimals), formatNumber(p.y, decimals)),
    }),
  );
  return figure(words.expectedActual, svg, readExample(points, model, voice), nothing);
}

/** Reads the picture at the row that lies furthest from the line among those that are distinguishable. */
function readExample(points: readonly PlanePoint[], model: ModelSection, voice: Voice): string {
  const { decimals } = model.outcome;
  const stated = points.filter((p) => p.standing === "above" || p.standing === "below");
  const example = (stated.length === 0 ? points : stated).reduce((best, p) =>
    Math.abs(p.y - p.x) > Math.abs(best.y - best.x) ? p : best,
  );
  const text = (value: string): string => withUnit(value, model.outcome, voice.language);
  return voice.words.expectedActualReading(
    example.name,
    text(formatNumber(example.x, decimals)),
    text(formatNumber(example.y, decimals)),
    text(formatSigned(example.y - example.x, decimals)),
  );
}

function planePoints(
  rows: readonly EffectRow[],
  xOf: (row: EffectRow) => number | null,
  yOf: (row: EffectRow) => number | null,
  language: Language,
): readonly PlanePoint[] {
  return rows.flatMap((row) => {
    const [x, y, value] = [xOf(row), yOf(row), reportedValue(row)];
    if (x === null || y === null || value === null) return [];
    const { id, n, low, high } = row;
    return [{ id, name: row.name[language], standing: standingOf(row), n, value, low, high, x, y }];
  });
}

function figure(title: string, svg: readonly string[], reading: string, key: Markup, className = ""): Markup {
  const classes = className === "" ? nothing : html` class="${className}"`;
  return html`<figure${classes}><figcaption><h4>${title}</h4>${key}</figcaption>${svg.map(trusted)}<p class="reads">${reading}</p></figure>`;
}

/** The key of the marks that occur. */
export function legend(points: readonly { readonly standing: Standing }[], voice: Voice): Markup {
  const { words } = voice;
  const present = (["above", "below", "same", "unjudged"] as const).filter((standing) =>
    points.some((point) => point.standing === standing),
  );
  const items = present.map((standing) => {
    const look = looks[standing];
    const fill = look.shape === "ring" || look.shape === "cross" ? "none" : look.colour;
    return html`<li><svg viewBox="0 0 14 14" aria-hidden="true"><path d="${markPath(look.shape, 7, 7, 4.5)}" fill="${fill}" stroke="${look.colour}" stroke-width="1.5"/></svg>${words.legend[standing]}</li>`;
  });
  return html`<ul class="legend" aria-label="${words.legendLabel}">${items}</ul>`;
}
