import { type Issue, invariant, type Language, type Localized } from "../../base/index.ts";
import { fromUnit, type MarksIntake, type Paper, type Test } from "../../data/schema/index.ts";
import { normalQuantile } from "../../math/index.ts";
import type { PaperRef } from "../../model/spec/index.ts";
import type { FundResult } from "../../policy/index.ts";
import {
  type BureauReport,
  type CheckLine,
  type CountRow,
  type EffectRow,
  groupIssues,
  type IndexSection,
  type LevelSection,
  type ModelSection,
  type RowFlag,
  readIssues,
  renderIssue,
  unitName,
} from "../../report/index.ts";
import type { IndexSpec, IndexValue } from "../../value-added/indices/index.ts";
import type { Fingerprints } from "../output/fingerprint.ts";
import type { Study } from "../study/index.ts";
import type { JudgedLevel, JudgedModel } from "./judge-model.ts";
import type { LoadedStudy } from "./load-study.ts";
import { modelIssues } from "./model-issues.ts";
import { fundSection } from "./report-funds.ts";
import {
  attributeName,
  nameOrId,
  scaleOf,
  schoolNames,
  schoolTitle,
  shownDecimals,
  termLabel,
} from "./report-names.ts";

/** An index of the study with its values. */
export interface ComputedIndex {
  readonly spec: IndexSpec;
  readonly values: readonly IndexValue[];
}

/** Everything a run has computed. */
export interface RunResults {
  readonly loaded: LoadedStudy;
  readonly models: readonly JudgedModel[];
  readonly indices: readonly ComputedIndex[];
  readonly funds: readonly FundResult[];
  /** All issues: those of the study and its marks, then those of models and pots. */
  readonly issues: readonly Issue[];
}

/** Kinds of issues that the page lists. */
const shownKinds = 30;
const z95 = normalQuantile(0.975);

/** Gathers a run's results into what the bureau's page says. */
export function bureauReport(results: RunResults, fingerprints: Fingerprints): BureauReport {
  const { loaded, models, indices, funds } = results;
  const { study, intake } = loaded;
  return {
    study: {
      title: study.title,
      schoolYear: study.schoolYear,
      classOf: study.policy === null || study.policy.classOf === "unknown" ? null : study.policy.classOf,
      area: study.area,
      schools: intake.schools.labels.length,
      students: intake.students.labels.length,
    },
    mode: study.policy?.mode ?? "conforming",
    languages: study.languages,
    files: pageFiles(study.languages),
    fingerprints,
    counts: countRows(results),
    quality: qualitySummary(results),
    models: models.map((model) => modelSection(study, intake, model)),
    indices: indices.map((one) => indexSection(intake, models, one)),
    funds: funds.map((fund) => fundSection(intake, fund)),
  };
}

/** The study's first language has index.html; the other has its own name. */
export function pageFiles(written: readonly Language[]): Record<Language, string> {
  return written[0] === "en" ? { en: "index.html", zh: "index.zh.html" } : { zh: "index.html", en: "index.en.html" };
}

/** An issue in the words of both languages. */
export function bothWords(issue: Issue): Localized {
  return { zh: renderIssue(issue, "zh"), en: renderIssue(issue, "en") };
}

/** Issues in the sentences of both languages, one text for each kind. */
function kindsInWords(issues: readonly Issue[]): Localized[] {
  const groups = groupIssues(issues.map(withoutStudent));
  return groups.map((group) => ({ zh: readIssues(group, "zh"), en: readIssues(group, "en") }));
}

/** No student's number stands on a page: the list of issues has it. */
function withoutStudent(issue: Issue): Issue {
  const student = "***";
  switch (issue.code) {
    case "STUDENT_CONFLICT":
      return { ...issue, params: { ...issue.params, student } };
    case "ROW_DUPLICATE":
      return { ...issue, params: { ...issue.params, student } };
    case "MARK_CONFLICT":
      return { ...issue, params: { ...issue.params, student } };
    default:
      return issue;
  }
}

function qualitySummary({ loaded }: RunResults): BureauReport["quality"] {
  const { marks } = loaded.intake;
  return {
    read: marks.read,
    taken: marks.taken,
    rejected: marks.rejected,
    limit: loaded.study.quality.maxRejectedShare,
    resultsMarked: loaded.resultsMarked,
    minimumCoverage: loaded.study.quality.minimumCoverage,
    issues: loaded.issues.length,
    firstIssues: kindsInWords(loaded.issues).slice(0, shownKinds),
  };
}

/** One row for each paper of the study, in the order of the study file. */
function countRows({ loaded, models }: RunResults): CountRow[] {
  const { study, intake, entries } = loaded;
  return study.tests.flatMap((test) =>
    test.papers.map((paper): CountRow => {
      const [testCode, subjectCode] = [intake.tests.indexOf(test.id), intake.subjects.indexOf(paper.subject)];
      const own = entries.filter((one) => one.test === testCode && one.subject === subjectCode);
      const total = (of: "due" | "sat" | "absent" | "violation" | "exempt") =>
        own.reduce((sum, one) => sum + one[of], 0);
      const assessing = models.filter(({ spec }) => isPaper(spec.outcome, test, paper));
      return {
        test: test.name,
        subject: paper.name,
        due: total("due"),
        sat: total("sat"),
        absent: total("absent"),
        violation: total("violation"),
        exempt: total("exempt"),
        assessed: assessing.length === 0 ? null : Math.max(...assessing.map(({ fit }) => fit.observations)),
        fullMark: paper.scale === "marks" ? Number(paper.high) : null,
        scale: paper.scale,
        ...markMoments(intake, testCode, subjectCode, paper),
        decimals: shownDecimals(paper),
      };
    }),
  );
}

const isPaper = (ref: PaperRef, test: Test, paper: Paper): boolean =>
  ref.test === test.id && ref.subject === paper.subject;

/** Mean and standard deviation of a paper's valid marks, from exact sums. */
function markMoments({ scores }: MarksIntake, test: number, subject: number, paper: Paper) {
  let [n, sum, squares] = [0n, 0n, 0n];
  for (let i = 0; i < scores.rows; i++) {
    if (scores.test[i] !== test || scores.subject[i] !== subject || scores.missing[i] === 1) continue;
    const mark = scores.mark[i];
    n += 1n;
    sum += mark;
    squares += mark * mark;
  }
  if (n === 0n) return { mean: null, sd: null };
  const unit = { base: 10, exponent: -paper.decimals } as const;
  const mean = fromUnit(Number(sum) / Number(n), unit);
  if (n === 1n) return { mean, sd: null };
  return { mean, sd: fromUnit(Math.sqrt(Number(n * squares - sum * sum) / Number(n * (n - 1n))), unit) };
}

function modelSection(study: Study, intake: MarksIntake, model: JudgedModel): ModelSection {
  const { spec, fit, group, outcome } = model;
  const due = model.due.reduce((sum, students) => sum + students, 0);
  const between = group.interceptVariance;
  const within = group.residualVariance;
  const effects = model.levels[0].effects;
  return {
    id: spec.id,
    title: spec.title,
    why: spec.why,
    method: spec.method,
    estimation: spec.estimation,
    outcome: { ...scaleOf(study, spec.outcome), ...outcome },
    priors: spec.priors.map((prior) => ({ ...scaleOf(study, prior), degree: prior.degree })),
    covariates: spec.covariates.map((name) => attributeName(study, name)),
    n: fit.observations,
    dropped: due - fit.observations,
    coverage: due === 0 ? 0 : fit.observations / due,
    coefficients: fit.names.map((term, k) => ({
      term,
      label: termLabel(study, model, term),
      estimate: fit.estimate[k],
      se: fit.stdError[k],
      low: fit.estimate[k] - z95 * fit.stdError[k],
      high: fit.estimate[k] + z95 * fit.stdError[k],
    })),
    variance: { between, within, icc: between + within === 0 ? null : between / (between + within) },
    zero: spec.zero,
    minimumStudents: spec.minimumStudents,
    draws:
      effects.rankInterval95 === null ? null : { count: study.simulation.draws, seed: String(study.simulation.seed) },
    checks: groupIssues(modelIssues(model, study.quality.minimumCoverage, "")).map((group): CheckLine => {
      const { severity } = group[0];
      return { level: severity === "error" ? "stop" : severity, text: kindsInWords(group)[0] };
    }),
    levels: model.levels.map((level) => levelSection(study, intake, model, level)),
  };
}

function levelSection(study: Study, intake: MarksIntake, model: JudgedModel, level: JudgedLevel): LevelSection {
  const isSchool = level.id === "school";
  const title = isSchool ? schoolTitle : attributeName(study, level.id);
  const names = isSchool ? schoolNames(intake) : study.attributes.get(level.id)?.levels;
  const nameOf = (id: string) => names?.get(id) ?? unitName({ id, name: null, isSchool, title });
  const minimum = study.quality.minimumCoverage;
  const rows = level.effects.labels.map((id, j) => effectRow(model, level, j, nameOf(id), minimum));
  const unmeasured = level.unmeasured.map(
    ({ id }): EffectRow => ({
      id,
      name: nameOf(id),
      n: 0,
      coverage: 0,
      ...nothingMeasured,
      flags: ["noStudents"],
    }),
  );
  return { id: level.id, title, rows: [...rows, ...unmeasured] };
}

const nothingMeasured = {
  unshrunken: null,
  unshrunkenSe: null,
  shrunken: null,
  shrunkenSe: null,
  low: null,
  high: null,
  rankLow: null,
  rankHigh: null,
  reliability: null,
  probabilityAboveZero: null,
  meanEntry: null,
  meanOutcome: null,
  meanExpected: null,
} as const;

function effectRow(
  model: JudgedModel,
  level: JudgedLevel,
  j: number,
  name: Localized,
  minimumCoverage: number,
): EffectRow {
  const { effects, due } = level;
  const n = effects.n[j];
  const coverage = due[j] === 0 ? null : n / due[j];
  const flags: RowFlag[] = [];
  if (n < model.spec.minimumStudents) flags.push("tooFewStudents");
  if (n === 1) flags.push("oneStudent");
  if (coverage !== null && coverage < minimumCoverage) flags.push("lowCoverage");
  if (model.outcome.sd === 0) flags.push("noVariation");
  const ranks = effects.rankInterval95;
  return {
    id: effects.labels[j],
    name,
    n,
    coverage,
    unshrunken: finite(effects.unshrunken[j]),
    unshrunkenSe: finite(effects.unshrunkenStdError[j]),
    shrunken: finite(effects.shrunken[j]),
    shrunkenSe: finite(effects.shrunkenStdError[j]),
    low: finite(effects.ci95.low[j]),
    high: finite(effects.ci95.high[j]),
    rankLow: ranks === null ? null : ranks.low[j],
    rankHigh: ranks === null ? null : ranks.high[j],
    reliability: finite(effects.reliability[j]),
    probabilityAboveZero: finite(effects.probabilityAboveZero[j]),
    meanEntry: level.meanEntry === null ? null : finite(level.meanEntry[j]),
    meanOutcome: finite(level.meanOutcome[j]),
    meanExpected: finite(level.meanExpected[j]),
    flags,
  };
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

function indexSection(
  intake: MarksIntake,
  models: readonly JudgedModel[],
  { spec, values }: ComputedIndex,
): IndexSection {
  const model = models.find((one) => one.spec.id === spec.model);
  invariant(model !== undefined, `the index ${spec.id} has its model`);
  const names = schoolNames(intake);
  return {
    id: spec.id,
    title: spec.title,
    model: spec.model,
    scale: spec.scale,
    outcomeSd: model.outcome.sd,
    rows: values.flatMap(({ id, value, stdError, low, high }) => {
      if (value === null || stdError === null || low === null || high === null) return [];
      return [{ id, name: nameOrId(names, id), value, se: stdError, low, high }];
    }),
  };
}
