import type { ModelSpec, PaperRef } from "../../model/spec/index.ts";
import type { IndexSpec } from "../../value-added/indices/index.ts";
import { attributeNames, schoolAttributeNames } from "./check-attributes.ts";
import { bothLanguages, type Checking, checkPaper, checkReference, checkUnique } from "./checking.ts";
import type { StudyFile } from "./study-schema.ts";

type ModelFile = StudyFile["models"][number];

/** The study's models; reports unknown papers and attributes, papers without marks, and a prior that is the outcome. */
export function checkModels(checking: Checking): ModelSpec[] {
  const { models } = checking.file;
  checkUnique(
    checking,
    "model",
    models.map(({ id }, i) => ({ name: id, path: ["models", i, "id"] })),
  );
  const schoolAttributes = schoolAttributeNames(checking.file);
  const attributes = attributeNames(checking.file);
  return models.map((model, i) => {
    checkPapers(checking, model, i);
    checkNames(checking, "covariate", model.covariates, "attribute", attributes, ["models", i, "covariates"]);
    checkNames(checking, "level", model.levels, "schoolAttribute", schoolAttributes, ["models", i, "levels"]);
    return { ...model, title: bothLanguages(model.title), why: bothLanguages(model.why) };
  });
}

/** The study's indices; reports unknown models. */
export function checkIndices(checking: Checking): IndexSpec[] {
  const { indices, models } = checking.file;
  checkUnique(
    checking,
    "index",
    indices.map(({ id }, i) => ({ name: id, path: ["indices", i, "id"] })),
  );
  const known = models.map(({ id }) => id);
  indices.forEach(({ model }, i) => {
    checkReference(checking, "model", model, known, ["indices", i, "model"]);
  });
  return indices.map((index) => ({ ...index, title: bothLanguages(index.title) }));
}

function checkPapers(checking: Checking, model: ModelFile, i: number): void {
  const { id, outcome, priors } = model;
  // A misspelt test or subject in a source is told there, not once more for each model.
  const sourcesRight = !checking.issues.some((one) => one.where.path?.startsWith("sources."));
  const fed = (paper: PaperRef, path: readonly (string | number)[]): void => {
    if (!checkPaper(checking, paper, path) || hasMarks(checking.file, paper) || !sourcesRight) return;
    checking.report("PAPER_UNFED", { model: id, test: paper.test, subject: paper.subject }, path);
  };
  fed(outcome, ["models", i, "outcome"]);
  priors.forEach((prior, k) => {
    const path = ["models", i, "priors", k];
    fed(prior, path);
    if (prior.test === outcome.test && prior.subject === outcome.subject) {
      checking.report("PRIOR_IS_OUTCOME", { model: id, ...outcome }, path);
    }
  });
  checkUnique(
    checking,
    "prior",
    priors.map(({ test, subject }, k) => ({ name: `${test} · ${subject}`, path: ["models", i, "priors", k] })),
  );
}

/** False where no source can have marks of the paper, whatever its file holds. */
function hasMarks(file: StudyFile, { test, subject }: PaperRef): boolean {
  return file.sources.some((source) => {
    if (source.layout === "wide") return source.marks.some((mark) => mark.test === test && mark.subject === subject);
    const testFits = !("constant" in source.test) || source.test.constant === test;
    return testFits && (!("constant" in source.subject) || source.subject.constant === subject);
  });
}

function checkNames(
  checking: Checking,
  list: "covariate" | "level",
  names: readonly string[],
  kind: "attribute" | "schoolAttribute",
  known: readonly string[],
  path: readonly (string | number)[],
): void {
  names.forEach((name, k) => {
    checkReference(checking, kind, name, known, [...path, k]);
  });
  checkUnique(
    checking,
    list,
    names.map((name, k) => ({ name, path: [...path, k] })),
  );
}
