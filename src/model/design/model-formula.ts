import {
  type Formula,
  labelColumn,
  type ModelSpec,
  type PaperRef,
  parseFormula,
  quoteVariable,
} from "../spec/index.ts";

/** The column of an analysis frame that holds a paper's marks, and the paper's name in coefficients. */
export function paperColumn({ test, subject }: PaperRef): string {
  return `${test}.${subject}`;
}

/** Names of the columns of every analysis frame beside marks and covariates. */
export const frameColumns = {
  /** Code of the student: the key. */
  student: labelColumn("student"),
  /** Code of the school in whose row the outcome stands: the group. */
  school: labelColumn("school"),
} as const;

/** A study's model as the formula that `fit` would be given: both take one path from here on. */
export function modelFormula(spec: ModelSpec): Formula {
  const priors = spec.priors.flatMap((prior) => {
    const name = quoteVariable(paperColumn(prior));
    const powers = Array.from({ length: prior.degree - 1 }, (_, k) => `I(${name}^${k + 2})`);
    return [name, ...powers];
  });
  const covariates = spec.covariates.map(quoteVariable);
  const group = spec.method === "multilevel" ? ["(1 | school)"] : [];
  const right = [...priors, ...covariates, ...group];
  return parseFormula(`${quoteVariable(paperColumn(spec.outcome))} ~ ${right.length === 0 ? "1" : right.join(" + ")}`);
}
