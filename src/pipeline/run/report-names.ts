import { invariant, type Localized } from "../../base/index.ts";
import type { MarksIntake, Paper, Test } from "../../data/schema/index.ts";
import { paperColumn } from "../../model/design/index.ts";
import type { PaperRef } from "../../model/spec/index.ts";
import { paperLabel, type Scale, unitName } from "../../report/index.ts";
import type { Study } from "../study/index.ts";
import type { JudgedModel } from "./judge-model.ts";

/** What one row of the schools is. */
export const schoolTitle: Localized = { zh: "学校", en: "School" };

/** Ranges up to this width need two decimals for value added to be told from zero. */
const narrowRange = 20;

/** Means and effects are printed with one decimal more than the marks, two at most; of narrow scales with two. */
export function shownDecimals({ scale, low, high, decimals }: Paper): number {
  const isNarrow = scale === "standardised" || Number(high) - Number(low) <= narrowRange;
  return isNarrow ? 2 : Math.min(2, decimals + 1);
}

function paperOf(study: Study, ref: PaperRef): { readonly test: Test; readonly paper: Paper } {
  const test = study.tests.find((one) => one.id === ref.test);
  const paper = test?.papers.find((one) => one.subject === ref.subject);
  invariant(test !== undefined && paper !== undefined, `paper ${paperColumn(ref)} is in the study`);
  return { test, paper };
}

/** What a paper is called outside its test, and how its marks are printed. */
export function scaleOf(study: Study, ref: PaperRef): Scale {
  const { test, paper } = paperOf(study, ref);
  return { label: paperLabel(test.name, paper.name), unit: paper.unit, decimals: shownDecimals(paper) };
}

/** What a page calls an attribute: the study's words for it, else its own name. */
export function attributeName(study: Study, name: string): Localized {
  return study.attributes.get(name)?.name ?? { zh: name, en: name };
}

/** What a page calls a value of an attribute. */
function levelName(study: Study, attribute: string, level: string): Localized {
  return study.attributes.get(attribute)?.levels.get(level) ?? { zh: level, en: level };
}

/** A coefficient in words where it is a paper's mark, its power, or a level of an attribute; null leaves its own name. */
export function termLabel(study: Study, model: JudgedModel, term: string): Localized | null {
  const { spec } = model;
  const plain = term.replaceAll("`", "");
  for (const prior of spec.priors) {
    const { label } = scaleOf(study, prior);
    if (plain === paperColumn(prior)) return label;
    for (const [power, zh, en] of [
      ["2", "平方", "squared"],
      ["3", "立方", "cubed"],
    ] as const) {
      if (plain === `I(${paperColumn(prior)}^${power})`)
        return { zh: `${label.zh}（${zh}）`, en: `${label.en}, ${en}` };
    }
  }
  return factorLabel(study, model, plain);
}

/** 性别：男（对照：女）: a level of an attribute, with the one that it is compared with. */
function factorLabel(study: Study, { spec, design }: JudgedModel, term: string): Localized | null {
  for (const name of spec.covariates) {
    const labels = design.factors.find((factor) => factor.column === name)?.labels ?? [];
    const level = labels.find((label) => term === name + label);
    if (level === undefined) continue;
    const [title, own, reference] = [
      attributeName(study, name),
      levelName(study, name, level),
      levelName(study, name, labels[0]),
    ];
    return {
      zh: `${title.zh}：${own.zh}（对照：${reference.zh}）`,
      en: `${title.en}: ${own.en} (reference: ${reference.en})`,
    };
  }
  return null;
}

/** What each school is called on the pages, by its code. */
export function schoolNames({ schools }: MarksIntake): ReadonlyMap<string, Localized> {
  const unit = { isSchool: true, title: schoolTitle };
  return new Map(schools.labels.map((id, code) => [id, unitName({ id, name: schools.names[code], ...unit })]));
}

/** What a school is called; its code where the intake has no such school. */
export const nameOrId = (names: ReadonlyMap<string, Localized>, id: string): Localized =>
  names.get(id) ?? { zh: id, en: id };
