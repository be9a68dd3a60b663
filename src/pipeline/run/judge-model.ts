import { compareBytes, compareLevels, invariant } from "../../base/index.ts";
import type { MarksIntake } from "../../data/schema/index.ts";
import { paperColumn } from "../../model/design/index.ts";
import { type EffectFact, effectFacts } from "../../policy/index.ts";
import {
  type Aggregation,
  type EffectsOptions,
  type EffectsTable,
  effectsOfGroups,
  visitPosterior,
} from "../../value-added/effects/index.ts";
import { expectedGain } from "../../value-added/indices/index.ts";
import type { FittedModel } from "./model-stage.ts";

/** Value added of the schools, or of the values of a school attribute. */
export interface JudgedLevel {
  /** `school` or the attribute's name. */
  readonly id: string;
  readonly effects: EffectsTable;
  /** By row of `effects`: students due, and means over the students taken. */
  readonly due: Float64Array;
  readonly meanEntry: Float64Array | null;
  readonly meanOutcome: Float64Array;
  readonly meanExpected: Float64Array;
  /** Units with students due of whom none is taken: no value added. */
  readonly unmeasured: readonly { readonly id: string; readonly due: number }[];
}

/** A model with the value added of every level. */
export interface JudgedModel extends FittedModel {
  readonly levels: readonly JudgedLevel[];
  /** The schools' facts for policy. */
  readonly facts: readonly EffectFact[];
}

/** Simulation settings, and whether joint draws of the schools are wanted for policy. */
export interface JudgingOptions {
  readonly draws: number;
  readonly seed: number;
  readonly keepDraws: boolean;
}

/** Turns a fit into value added: of the schools, then of each level that the model names. */
export function judgeModel(model: FittedModel, intake: MarksIntake, options: JudgingOptions): JudgedModel {
  const settings: EffectsOptions = { zero: model.spec.zero, draws: options.draws, seed: options.seed };
  const codeOf = new Map(intake.schools.labels.map((label, code) => [label, code]));
  const schoolCodes = model.group.labels.map((label) => {
    const code = codeOf.get(label);
    invariant(code !== undefined, "a group of the fit is a school of the study");
    return code;
  });
  const schools = judgeLevel(model, "school", schoolCodes, intake, settings);
  const levels = model.spec.levels.map((name) => {
    const aggregation = aggregate(name, schoolCodes, intake);
    return judgeLevel(model, name, schoolCodes, intake, { ...settings, aggregation });
  });
  return { ...model, levels: [schools, ...levels], facts: schoolFacts(model, schools, intake, settings, options) };
}

/** The units of a school attribute that have a school with students in the fit. */
function aggregate(name: string, schoolCodes: readonly number[], intake: MarksIntake): Aggregation {
  const attribute = intake.schools.attributes.find((one) => one.name === name);
  invariant(attribute !== undefined, `attribute ${name} of schools is in the study`);
  const used = schoolCodes.map((code) => attribute.codes[code]);
  const labels = [...new Set(used.filter((code) => code >= 0))].map((code) => attribute.levels[code]);
  labels.sort(compareLevels(labels));
  const unitOf = Int32Array.from(used, (code) => (code < 0 ? -1 : labels.indexOf(attribute.levels[code])));
  return { name, labels, unitOf };
}

function judgeLevel(
  model: FittedModel,
  id: string,
  schoolCodes: readonly number[],
  intake: MarksIntake,
  options: EffectsOptions,
): JudgedLevel {
  const effects = effectsOfGroups(model.group, options);
  const unitOf = options.aggregation?.unitOf ?? Int32Array.from(schoolCodes, (_, j) => j);
  const { meanResponse, meanResidual } = model.group;
  const expected = meanResponse.map((mean, j) => mean - meanResidual[j]);
  const entry = entryMeans(model);
  const over = (values: Float64Array) => weightedMeans(values, model.group.counts, unitOf, effects.labels.length);
  return {
    id,
    effects,
    due: dueOfUnits(model, schoolCodes, unitOf, id, intake, effects.labels),
    meanEntry: entry === null ? null : over(entry),
    meanOutcome: over(meanResponse),
    meanExpected: over(expected),
    unmeasured: id === "school" ? unmeasuredSchools(model, schoolCodes, intake) : [],
  };
}

/** Mean of the first prior in each school; null where the fit has no such column. */
function entryMeans({ spec, fit, group }: FittedModel): Float64Array | null {
  const prior = spec.priors.at(0);
  const at = prior === undefined ? -1 : fit.names.findIndex((name) => name.replaceAll("`", "") === paperColumn(prior));
  if (at < 0) return null;
  const p = fit.names.length;
  return Float64Array.from(group.labels, (_, j) => group.meanColumns[j * p + at]);
}

/** Means of the units' schools, by students. */
function weightedMeans(values: Float64Array, counts: Float64Array, unitOf: Int32Array, units: number): Float64Array {
  const [sums, weights] = [new Float64Array(units), new Float64Array(units)];
  unitOf.forEach((unit, j) => {
    if (unit < 0) return;
    sums[unit] += counts[j] * values[j];
    weights[unit] += counts[j];
  });
  return sums.map((sum, unit) => sum / weights[unit]);
}

/** Students due in each unit, those of schools of whom none is taken too. */
function dueOfUnits(
  model: FittedModel,
  schoolCodes: readonly number[],
  unitOf: Int32Array,
  id: string,
  intake: MarksIntake,
  labels: readonly string[],
): Float64Array {
  const due = new Float64Array(labels.length);
  if (id === "school") {
    schoolCodes.forEach((code, j) => {
      due[unitOf[j]] += model.due[code];
    });
    return due;
  }
  const attribute = intake.schools.attributes.find((one) => one.name === id);
  const unitOfLabel = new Map(labels.map((label, unit) => [label, unit]));
  model.due.forEach((students, code) => {
    const level = attribute?.codes[code] ?? -1;
    const unit = level < 0 ? undefined : unitOfLabel.get(attribute?.levels[level] ?? "");
    if (unit !== undefined) due[unit] += students;
  });
  return due;
}

function unmeasuredSchools(model: FittedModel, schoolCodes: readonly number[], intake: MarksIntake) {
  const taken = new Set(schoolCodes);
  return intake.schools.labels.flatMap((id, code) =>
    taken.has(code) || model.due[code] === 0 ? [] : [{ id, due: model.due[code] }],
  );
}

/** What policy may know of the schools, in byte order of their codes; unmeasured ones among them. */
function schoolFacts(
  model: FittedModel,
  level: JudgedLevel,
  intake: MarksIntake,
  options: EffectsOptions,
  { keepDraws }: JudgingOptions,
): readonly EffectFact[] {
  const { effects } = level;
  const names = new Map(intake.schools.labels.map((id, code) => [id, intake.schools.names[code] ?? id]));
  const indexOf = new Map(effects.labels.map((id, j) => [id, j]));
  const coverageOf = (id: string): number | null => {
    const j = indexOf.get(id);
    return j === undefined || level.due[j] === 0 ? null : effects.n[j] / level.due[j];
  };
  const facts = effectFacts({
    effects,
    expectedGain: effects.shrunken.map((mean, j) => expectedGain(mean, effects.shrunkenStdError[j])),
    draws: keepDraws ? keptDraws(model, options) : null,
    nameOf: (id) => names.get(id) ?? id,
    coverageOf,
    categoryOf: () => "",
  });
  const missing = level.unmeasured.map(
    ({ id }): EffectFact => ({
      id,
      name: names.get(id) ?? id,
      count: 0,
      coverage: 0,
      category: "",
      value: null,
      low: null,
      high: null,
      expectedGain: null,
      draws: null,
    }),
  );
  return [...facts, ...missing].sort((a, b) => compareBytes(a.id, b.id));
}

/** Joint draws of the schools' true effects, one array for each school. */
function keptDraws({ group }: FittedModel, options: EffectsOptions): Float64Array[] {
  const kept = group.labels.map(() => new Float64Array(options.draws));
  visitPosterior(group, options, (effects, draw) => {
    for (let j = 0; j < kept.length; j++) kept[j][draw] = effects[j];
  });
  return kept;
}
