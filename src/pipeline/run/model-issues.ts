import { type Issue, issue } from "../../base/index.ts";
import type { JudgedModel } from "./judge-model.ts";

/** How many schools an issue names. */
const named = 10;

/**
 * The checks of a model's fit, then one note on all schools below the model's minimum and one warning on all schools of
 * which too few students are assessed.
 *
 * @param minimumCoverage share of one
 */
export function modelIssues(model: JudgedModel, minimumCoverage: number): Issue[] {
  return [...model.fit.checks, ...smallSchools(model), ...lowCoverage(model, minimumCoverage)];
}

function smallSchools({ spec, levels }: JudgedModel): Issue[] {
  const { labels, n } = levels[0].effects;
  const small = labels.filter((_, j) => n[j] < spec.minimumStudents);
  if (small.length === 0) return [];
  const counts = { count: small.length, total: labels.length, minimum: spec.minimumStudents };
  return [
    issue("GROUPS_SMALL", { model: spec.id, group: "school", ...counts, first: small.slice(0, named) }, {}, "note"),
  ];
}

function lowCoverage({ spec, levels }: JudgedModel, minimum: number): Issue[] {
  const { effects, due, unmeasured } = levels[0];
  const measured = effects.labels.map((school, j) => ({ school, coverage: effects.n[j] / due[j] }));
  const all = [...measured, ...unmeasured.map(({ id }) => ({ school: id, coverage: 0 }))];
  const low = all.filter(({ coverage }) => coverage < minimum);
  if (low.length === 0) return [];
  const counts = { count: low.length, total: all.length, minimum };
  return [issue("COVERAGE_LOW", { model: spec.id, ...counts, first: low.slice(0, named) }, {}, "warning")];
}
