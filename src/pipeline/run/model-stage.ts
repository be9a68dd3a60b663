import { invariant } from "../../base/index.ts";
import { attributeColumn, fromUnit, type MarksIntake, type Test } from "../../data/schema/index.ts";
import { cast, column, count, type SelectNode, sum, text, times } from "../../data/sql/index.ts";
import type { Store } from "../../data/store/index.ts";
import {
  type Design,
  describeFrame,
  draftDesign,
  expectedQuery,
  type FrameCodes,
  frameColumns,
  frameQuery,
  frameSummaryQuery,
  modelFormula,
  paperColumn,
  rowsOf,
  stored,
} from "../../model/design/index.ts";
import { type FittedGroup, fitLeastSquares, fitRandomIntercept, type LinearFit } from "../../model/estimation/index.ts";
import type { ModelSpec, PaperRef } from "../../model/spec/index.ts";
import { driveEstimator, finishDesign } from "../drive-estimator.ts";
import { storeModes } from "../store-modes.ts";
import type { LoadedStudy } from "./load-study.ts";
import { throwModelFault } from "./model-fault.ts";

/** A model of the study, fitted. */
export interface FittedModel {
  readonly spec: ModelSpec;
  readonly design: Design;
  readonly fit: LinearFit;
  readonly group: FittedGroup;
  /** School year of the outcome's test. */
  readonly year: string;
  /** Mean and standard deviation (n − 1) of the outcome over the students taken. */
  readonly outcome: { readonly mean: number; readonly sd: number };
  /** Students due for the outcome, by school code. */
  readonly due: Float64Array;
}

/** Makes the model's frame, fits it, and writes every student's expected score into the store. */
export async function fitStudyModel(
  store: Store,
  loaded: LoadedStudy,
  spec: ModelSpec,
  runId: string,
): Promise<FittedModel> {
  const codes = frameCodes(loaded.intake, loaded.study.tests);
  const frame = `frame ${spec.id}`;
  await store.createTableAs(frame, frameQuery(spec, codes));
  const { design, fit } = await fitFrame(store, codes, spec, frame).catch((error: unknown) =>
    throwModelFault(error, store, loaded, spec, frame),
  );
  invariant(fit.group !== null, "a fit with a group has its means");
  const outcome = await outcomeMoments(store, spec, design);
  await writeExpected(store, spec, design, fit, runId);
  await store.drop(frame);
  const year = loaded.study.tests.find((test) => test.id === spec.outcome.test)?.schoolYear ?? loaded.study.schoolYear;
  return { spec, design, fit, group: fit.group, year, outcome, due: dueBySchool(loaded, spec.outcome) };
}

async function fitFrame(
  store: Store,
  codes: FrameCodes,
  spec: ModelSpec,
  frame: string,
): Promise<{ readonly design: Design; readonly fit: LinearFit }> {
  const summary = await store.query(frameSummaryQuery(spec, frame));
  const described = describeFrame(spec, codes, frame, summary);
  // Least squares takes its schools' means too, so both methods lay the same design with the school as group.
  const draft = draftDesign(modelFormula({ ...spec, method: "multilevel" }), described);
  const design = await finishDesign(draft, store);
  const group = design.group?.name ?? null;
  invariant(group !== null, "a study's model has the school as its group");
  const estimator =
    spec.method === "linear"
      ? fitLeastSquares({ group })
      : fitRandomIntercept({ group, method: spec.estimation === "ml" ? "ML" : "REML" });
  return { design, fit: await driveEstimator(estimator, design, store) };
}

function frameCodes(intake: MarksIntake, tests: readonly Test[]): FrameCodes {
  return {
    schools: intake.schools.labels,
    paper: ({ test, subject }) => {
      const paper = tests.find((one) => one.id === test)?.papers.find((one) => one.subject === subject);
      invariant(paper !== undefined, `paper ${test} ${subject} is in the study`);
      return { test: intake.tests.indexOf(test), subject: intake.subjects.indexOf(subject), decimals: paper.decimals };
    },
    attribute: (name) => {
      const ofStudent = intake.students.attributes.find((one) => one.name === name);
      const found = ofStudent ?? intake.schools.attributes.find((one) => one.name === name);
      invariant(found !== undefined, `attribute ${name} is in the study`);
      return {
        of: ofStudent === undefined ? "school" : "student",
        column: attributeColumn(name),
        labels: found.levels,
      };
    },
  };
}

function dueBySchool({ intake, entries }: LoadedStudy, { test, subject }: PaperRef): Float64Array {
  const due = new Float64Array(intake.schools.labels.length);
  const [testCode, subjectCode] = [intake.tests.indexOf(test), intake.subjects.indexOf(subject)];
  for (const entry of entries) {
    if (entry.test === testCode && entry.subject === subjectCode) due[entry.school] = entry.due;
  }
  return due;
}

/** Mean and standard deviation from exact integer sums. */
async function outcomeMoments(store: Store, spec: ModelSpec, design: Design): Promise<FittedModel["outcome"]> {
  const name = paperColumn(spec.outcome);
  const outcome = design.storage.get(name);
  invariant(outcome !== undefined, "the outcome is stored as integers");
  const mark = cast(stored(name), "hugeint");
  const query: SelectNode = {
    kind: "select",
    columns: [
      { as: "n", expression: count },
      { as: "sum", expression: sum(mark, 127) },
      { as: "squares", expression: sum(times(mark, mark), 127) },
    ],
    from: rowsOf(design.table),
    ...(design.filter === undefined ? {} : { where: design.filter }),
  };
  const { columns } = await store.query(query);
  const wide = (as: string): bigint => {
    const answer = columns[as];
    invariant(answer.kind === "text" && answer.values[0] !== null, "a wide sum crosses as text");
    return BigInt(answer.values[0]);
  };
  const n = BigInt(design.rows);
  const [total, squares] = [wide("sum"), wide("squares")];
  const mean = fromUnit(Number(total) / design.rows, outcome.unit);
  const deviation =
    design.rows < 2 ? 0 : Math.sqrt(Number(n * squares - total * total) / (design.rows * (design.rows - 1)));
  return { mean, sd: fromUnit(deviation, outcome.unit) };
}

/** Writes expected scores of every student with an outcome row: a new set of rows for the run, never an update. */
async function writeExpected(
  store: Store,
  spec: ModelSpec,
  design: Design,
  fit: LinearFit,
  runId: string,
): Promise<void> {
  const modes = await storeModes(store, `modes ${spec.id}`, design, fit);
  const scored = expectedQuery(design, fit, {
    keys: [frameColumns.student, frameColumns.school],
    modes,
  });
  const { orderBy: _, ...unordered } = scored;
  const measures = ["expected", "expected_se", "residual", "fitted"];
  await store.insertFrom("expected", {
    kind: "select",
    columns: [
      { as: "run_id", expression: text(runId) },
      { as: "model", expression: text(spec.id) },
      { as: "student", expression: column(frameColumns.student) },
      { as: "school", expression: column(frameColumns.school) },
      ...measures.map((as) => ({ as, expression: column(as) })),
    ],
    from: { kind: "subquery", query: unordered, alias: "scored" },
    orderBy: [column(frameColumns.student)],
  });
  if (modes !== null) await store.drop(modes.table);
}
