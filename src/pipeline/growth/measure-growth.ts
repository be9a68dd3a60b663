import { dirname, resolve } from "node:path";
import { type Issue, issue, ProjectError } from "../../base/index.ts";
import { openStore, type Store } from "../../data/store/index.ts";
import {
  type GrowthModel,
  type GrowthPanel,
  type GrowthScores,
  groupSummaries,
  growthScores,
} from "../../model/growth/index.ts";
import type { GrowthDocument } from "../../report/index.ts";
import { checkOut } from "../fit/check-out.ts";
import { checkCoefficients, readCoefficients, type StoredModel, writeCoefficients } from "./coefficients-file.ts";
import { type FittedOrders, fitOrders } from "./fit-orders.ts";
import { groupColumns, growthDocument, scoreColumns } from "./growth-document.ts";
import { type GrowthOptions, growthDefaults } from "./growth-options.ts";
import { type Labels, type PanelRows, readPanel } from "./read-panel.ts";
import { writeTable } from "./write-table.ts";

/**
 * Growth percentiles of a table file: the models of all orders, each row's percentile, and a summary of each group.
 * Nothing is written but `out`, `outGroups` and, where it doesn't exist yet, `coefficients`.
 *
 * @throws ProjectError for a fault of the input
 */
export async function measureGrowth(options: GrowthOptions): Promise<GrowthDocument> {
  const { out, outGroups, coefficients, memory, threads } = options;
  const written = [out, outGroups].filter((file) => file !== undefined);
  for (const file of written) checkOut(file, options.data);
  if (coefficients !== undefined) checkCoefficients(coefficients, [options.data, ...written]);
  const stored = coefficients === undefined ? null : readCoefficients(coefficients);
  const settingChecks = stored === null ? [] : compareSettings(stored, options);
  const path = resolve(options.data);
  const store = await openStore({
    path: ":memory:",
    ...(memory === undefined ? {} : { memory }),
    ...(threads === undefined ? {} : { threads }),
    allowedDirectories: [dirname(path), ...written.map((file) => dirname(resolve(file)))],
  });
  try {
    return await growInStore(store, path, options, stored, settingChecks);
  } finally {
    await store.close();
  }
}

async function growInStore(
  store: Store,
  path: string,
  options: GrowthOptions,
  stored: StoredModel | null,
  settingChecks: readonly Issue[],
): Promise<GrowthDocument> {
  const { current, priors, id, group, out, outGroups, coefficients, encoding } = options;
  const source = { path, shown: options.data, ...(encoding === undefined ? {} : { encoding }) };
  const read = await readPanel(store, source, options);
  const taus = options.taus ?? stored?.taus ?? growthDefaults.taus;
  const knots = options.knots ?? stored?.knots ?? growthDefaults.knots;
  const fitted = await cohortModel(options, read.panel, { taus, knots, hasBaseline: stored !== null });
  const scores = growthScores(read.panel, fitted.model);
  const baseline = stored === null ? null : growthScores(read.panel, stored.model);
  const scored = baseline === null ? scores : either(scores, baseline);
  if (stored === null && coefficients !== undefined) {
    writeCoefficients(coefficients, { current, priors, taus, knots, model: fitted.model });
  }
  const ids = id.map((name, k) => ({ name, labels: read.ids[k] }));
  const columns = scoreColumns(ids, scores, baseline);
  const groups = groupsOf(group, read.group, scores);
  const baselineGroups = baseline === null ? null : groupsOf(group, read.group, baseline);
  if (out !== undefined) await writeTable(store, columns, out);
  if (outGroups !== undefined && groups !== null) {
    await writeTable(store, groupColumns(groups.column, groups.summaries), outGroups);
  }
  return growthDocument({
    current,
    priors,
    taus,
    model: fitted.model,
    proofs: fitted.proofs,
    baseline:
      stored === null || coefficients === undefined
        ? null
        : { file: coefficients, current: stored.current, priors: stored.priors },
    columns,
    groups,
    baselineGroups,
    read: read.read,
    rejected: read.rejected,
    scored: scored.percentiles.filter((percentile) => !Number.isNaN(percentile)).length,
    checks: [
      ...read.issues,
      ...settingChecks,
      ...repeatedIds(id, read),
      ...fitted.checks,
      ...(stored === null ? [] : outsideBaseline(read.panel, stored.model, priors)),
      ...(groups !== null && groups.summaries.betweenVariance === 0 && groups.summaries.groups.length > 1
        ? [issue("FIT_SINGULAR", { group: groups.column }, {}, "warning")]
        : []),
    ],
    language: options.language ?? "en",
  });
}

/** The cohort's own model. With a baseline at hand, a cohort that has none is said and goes on. */
async function cohortModel(
  options: GrowthOptions,
  panel: GrowthPanel,
  {
    taus,
    knots,
    hasBaseline,
  }: { readonly taus: number; readonly knots: readonly number[]; readonly hasBaseline: boolean },
): Promise<FittedOrders> {
  const { current, priors, minimumCohort = growthDefaults.minimumCohort, threads = 2 } = options;
  try {
    return await fitOrders({ panel, current, priors, taus, knots, minimumCohort, threads });
  } catch (error) {
    if (!hasBaseline || !(error instanceof ProjectError)) throw error;
    const checks = error.issues.map((one): Issue => ({ ...one, severity: "warning" }));
    return { model: { taus: [], orders: [] }, proofs: [], checks };
  }
}

function either(scores: GrowthScores, baseline: GrowthScores): { readonly percentiles: Float64Array } {
  return { percentiles: scores.percentiles.map((one, i) => (Number.isNaN(one) ? baseline.percentiles[i] : one)) };
}

function groupsOf(column: string | undefined, labels: Labels | null, scores: GrowthScores) {
  if (column === undefined || labels === null) return null;
  return { column, summaries: groupSummaries(scores.percentiles, labels.codes, labels.levels) };
}

/** Settings that were asked for must be those of the stored coefficients; other column names are only said. */
function compareSettings(stored: StoredModel, options: GrowthOptions): Issue[] {
  const { coefficients: path = "", taus, knots, current, priors } = options;
  const faults: Issue[] = [];
  const compare = (option: string, was: string, given: string | undefined): void => {
    if (given === undefined || given === was) return;
    faults.push(issue("COEFFICIENTS_OTHER_SETTING", { path, option, stored: was, given }, { file: path }));
  };
  compare("--taus", String(stored.taus), taus?.toString());
  compare("--knots", stored.knots.join(","), knots?.join(","));
  if (faults.length > 0) throw new ProjectError(faults);
  const [were, are] = [
    [stored.current, ...stored.priors],
    [current, ...priors],
  ];
  if (were.join("\n") === are.join("\n")) return [];
  return [issue("COEFFICIENTS_OTHER_COLUMNS", { path, stored: were, given: are }, { file: path }, "warning")];
}

function repeatedIds(columns: readonly string[], { ids, panel }: PanelRows): Issue[] {
  if (ids.length === 0) return [];
  const seen = new Set<string>();
  let count = 0;
  let first = "";
  for (let i = 0; i < panel.current.length; i++) {
    const key = ids.map(({ codes }) => codes[i]).join(" ");
    if (!seen.has(key)) seen.add(key);
    else if (count++ === 0) first = ids.map(({ codes, levels }) => levels[codes[i]] ?? "").join(" ");
  }
  return count === 0 ? [] : [issue("GROWTH_ID_REPEATED", { columns, count, first }, {}, "warning")];
}

function outsideBaseline(panel: GrowthPanel, model: GrowthModel, names: readonly string[]): Issue[] {
  const splines = model.orders.at(-1)?.splines ?? [];
  return names.flatMap((column, k) => {
    const spline = splines[k];
    if (spline === undefined) return [];
    const [low, high] = spline.boundary;
    const present = panel.priors[k].filter((score) => !Number.isNaN(score));
    const count = present.filter((score) => score < low || score > high).length;
    if (count === 0) return [];
    return [issue("GROWTH_OUTSIDE_BASELINE", { column, count, total: present.length }, { column }, "warning")];
  });
}
