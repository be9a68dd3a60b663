import { invariant } from "../../base/index.ts";
import type { Answer, StoredColumn, StoredTable, Unit } from "../../data/schema/index.ts";
import {
  allOf,
  caseOf,
  column,
  count,
  type Expression,
  equal,
  integer,
  isNull,
  nothing,
  type Selected,
  type SelectNode,
  type Source,
  sum,
  table,
} from "../../data/sql/index.ts";
import type { ModelSpec, PaperRef } from "../spec/index.ts";
import { answerColumn, countsOf, integersOf } from "./answer-column.ts";
import { frameColumns, paperColumn } from "./model-formula.ts";
import { rowsOf, stored } from "./stored-column.ts";

/** Codes and labels of the store's tables that a frame needs. */
export interface FrameCodes {
  /** Codes of a paper, and the decimals with which its marks are stored. */
  readonly paper: (paper: PaperRef) => { readonly test: number; readonly subject: number; readonly decimals: number };
  /** Where a covariate stands: table `student` or `school`, column of codes, code → label. */
  readonly attribute: (name: string) => {
    readonly of: "student" | "school";
    readonly column: string;
    readonly labels: readonly string[];
  };
  /** School code → label. */
  readonly schools: readonly string[];
}

/** The status of a mark that counts, in `score.status`. */
const validStatus = 0;

/**
 * The analysis frame of a model: one row for each student who has a row, of whatever status, for the outcome's paper; the
 * school is that row's. A mark that is not valid is NULL. Ordered by student. Columns: `frameColumns`, one for each paper
 * (`paperColumn`), one for each covariate under its own name.
 */
export function frameQuery(spec: ModelSpec, codes: FrameCodes): SelectNode {
  const papers = [spec.outcome, ...spec.priors].map((paper, k) => ({ paper, alias: `p${k}` }));
  const own = papers[0].alias;
  let from: Source = { kind: "subquery", query: paperRows(spec.outcome, codes), alias: own };
  for (const { paper, alias } of papers.slice(1)) {
    const right: Source = { kind: "subquery", query: paperRows(paper, codes), alias };
    from = {
      kind: "join",
      type: "left",
      left: from,
      right,
      on: equal(column("student", own), column("student", alias)),
    };
  }
  for (const entity of ["student", "school"] as const) {
    if (!spec.covariates.some((name) => codes.attribute(name).of === entity)) continue;
    from = {
      kind: "join",
      type: "left",
      left: from,
      right: table(entity),
      on: equal(column(entity, own), column(entity, entity)),
    };
  }
  const columns: readonly Selected[] = [
    { as: frameColumns.student, expression: column("student", own) },
    { as: frameColumns.school, expression: column("school", own) },
    ...papers.map(({ paper, alias }) => ({ as: paperColumn(paper), expression: column("mark", alias) })),
    ...spec.covariates.map((name) => {
      const { of, column: code } = codes.attribute(name);
      return { as: name, expression: column(code, of) };
    }),
  ];
  return { kind: "select", columns, from, orderBy: [column("student", own)] };
}

function paperRows(paper: PaperRef, codes: FrameCodes): SelectNode {
  const { test, subject } = codes.paper(paper);
  const valid = equal(column("status"), integer(validStatus));
  const where = allOf([equal(column("test"), integer(test)), equal(column("subject"), integer(subject))]);
  invariant(where !== undefined, "a paper has two conditions");
  return {
    kind: "select",
    columns: [
      { as: "student", expression: column("student") },
      { as: "school", expression: column("school") },
      { as: "mark", expression: caseOf([{ if: valid, value: column("mark") }], nothing) },
    ],
    from: table("score"),
    where,
  };
}

/** Asks what `describeFrame` needs to know of a frame that was made as table `name`. */
export function frameSummaryQuery(spec: ModelSpec, name: string): SelectNode {
  const marks = marksOf(spec).flatMap((paper, k): Selected[] => {
    const of = stored(paper);
    return [
      { as: `min${k}`, expression: { kind: "min", of } },
      { as: `max${k}`, expression: { kind: "max", of } },
      { as: `missing${k}`, expression: missingIn(of) },
    ];
  });
  const covariates = spec.covariates.map((one, k) => ({ as: `absent${k}`, expression: missingIn(stored(one)) }));
  return { kind: "select", columns: [{ as: "n", expression: count }, ...marks, ...covariates], from: rowsOf(name) };
}

/** Describes a frame as a stored table, which a design can be laid over. */
export function describeFrame(spec: ModelSpec, codes: FrameCodes, name: string, summary: Answer): StoredTable {
  const rows = countsOf(answerColumn(summary, "n"))[0];
  const papers = new Map([spec.outcome, ...spec.priors].map((paper) => [paperColumn(paper), paper]));
  const number = (as: string): bigint => (rows === 0 ? 0n : integersOf(answerColumn(summary, as))[0]);
  const marks = marksOf(spec).map((column, k): StoredColumn => {
    const paper = papers.get(column);
    invariant(paper !== undefined, "a column of marks has its paper");
    const unit: Unit = { base: 10, exponent: -codes.paper(paper).decimals };
    const missing = Number(number(`missing${k}`));
    const bound = (as: string) => (missing === rows ? 0n : number(as));
    return { kind: "fixed", name: column, unit, exact: true, min: bound(`min${k}`), max: bound(`max${k}`), missing };
  });
  const covariates = spec.covariates.map((one, k): StoredColumn => {
    const missing = Number(number(`absent${k}`));
    return { kind: "coded", name: one, levels: codes.attribute(one).labels, sparse: true, missing };
  });
  const school: StoredColumn = {
    kind: "coded",
    name: frameColumns.school,
    levels: codes.schools,
    sparse: true,
    missing: 0,
  };
  return { name, rows, columns: [school, ...marks, ...covariates] };
}

const marksOf = (spec: ModelSpec): readonly string[] => [...new Set([spec.outcome, ...spec.priors].map(paperColumn))];

const missingIn = (of: Expression): Expression => sum(caseOf([{ if: isNull(of), value: integer(1) }], integer(0)), 63);
