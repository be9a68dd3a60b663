import { type Issue, issue } from "../../base/index.ts";
import type { JudgedModel } from "./judge-model.ts";

/** How many schools an issue names. */
const named = 10;

/**
 * The checks of a model's fit, then one note on all schools below the model's minimum and one warning on all schools of
 * which too few students are assessed.
 *
 * @param minimumCoverage share of one
 * @param name of the model in the message; empty where it stands under the model's own heading
 */
export function modelIssues(model: JudgedModel, minimumCoverage: number, name: string): Issue[] {
  return [...model.fit.checks, ...smallSchools(model, name), ...lowCoverage(model, minimumCoverage, name)];
}

function smallSchools({ spec, levels }: JudgedModel, model: string): Issue[] {
  const { labels, n } = levels[0].effects;
  const small = labels.filter((_, j) => n[j] < spec.minimumStudents);
  if (small.length === 0) return [];
  const counts = { count: small.length, total: labels.length, minimum: spec.minimumStudents };
  return [issue("GROUPS_SMALL", { model, group: "school", ...counts, first: small.slice(0, named) }, {}, "note")];
}

function lowCoverage({ levels }: JudgedModel, minimum: number, model: string): Issue[] {
  const { effects, due, unmeasured } = levels[0];
  const measured = effects.labels.map((school, j) => ({ school, coverage: effects.n[j] / due[j] }));
  const all = [...measured, ...unmeasured.map(({ id }) => ({ school: id, coverage: 0 }))];
  const low = all.filter(({ coverage }) => coverage < minimum);
  if (low.length === 0) return [];
  const counts = { count: low.length, total: all.length, minimum };
  return [issue("COVERAGE_LOW", { model, ...counts, first: low.slice(0, named) }, {}, "warning")];
}
