import { fail, ProjectError } from "../../base/index.ts";
import { allOf, column, count, isNull } from "../../data/sql/index.ts";
import type { Store } from "../../data/store/index.ts";
import { paperColumn } from "../../model/design/index.ts";
import type { ModelSpec } from "../../model/spec/index.ts";
import type { LoadedStudy } from "./load-study.ts";

/**
 * Throws why a model can't be fitted in the study's own terms: that no student has outcome and priors together, or that
 * those who have lack a covariate; any other fault with the model's place in the study file.
 *
 * @param frame the model's table of marks and covariates
 */
export async function throwModelFault(
  error: unknown,
  store: Store,
  { study }: LoadedStudy,
  spec: ModelSpec,
  frame: string,
): Promise<never> {
  if (!(error instanceof ProjectError)) throw error;
  const at = (...path: string[]) => study.placeOf(["models", study.models.indexOf(spec), ...path]);
  const unusable = error.issues.some((one) => one.code === "NO_USABLE_ROWS");
  if (unusable && !(await hasMarks(store, spec, frame))) {
    const [outcome, ...priors] = [spec.outcome, ...spec.priors].map(paperColumn);
    return fail("NO_USABLE_PRIOR", { model: spec.id, outcome, priors: priors.join(", ") }, at("priors"));
  }
  const place = unusable ? at("covariates") : at();
  const isPlaced = (where: object) => Object.keys(where).length > 0;
  throw new ProjectError(error.issues.map((one) => (isPlaced(one.where) ? one : { ...one, where: place })));
}

/** Whether any student has the outcome and all priors. */
async function hasMarks(store: Store, spec: ModelSpec, frame: string): Promise<boolean> {
  const marks = [spec.outcome, ...spec.priors].map(paperColumn);
  const where = allOf(marks.map((name) => ({ kind: "not", of: isNull(column(name)) }) as const));
  const { columns } = await store.query({
    kind: "select",
    columns: [{ as: "n", expression: count }],
    from: { kind: "table", name: frame },
    ...(where === undefined ? {} : { where }),
  });
  return "values" in columns.n && Number(columns.n.values[0]) > 0;
}
