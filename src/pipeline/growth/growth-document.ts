import { type Issue, invariant, type Language } from "../../base/index.ts";
import type { GroupSummaries, GroupSummary, GrowthModel, GrowthScores } from "../../model/growth/index.ts";
import { type GrowthDocument, type GrowthGroupEntry, type GrowthRow, renderIssue } from "../../report/index.ts";
import type { OrderProof } from "./fit-orders.ts";
import type { Labels } from "./read-panel.ts";
import type { WrittenColumn } from "./write-table.ts";

/** Issues that go into the document one by one. */
const issuesShown = 50;

interface GroupsOfColumn {
  readonly column: string;
  readonly summaries: GroupSummaries;
}

interface GrowthParts {
  readonly current: string;
  readonly priors: readonly string[];
  readonly taus: number;
  readonly model: GrowthModel | null;
  readonly proofs: readonly OrderProof[];
  readonly baseline: Required<GrowthDocument>["baseline"] | null;
  readonly columns: readonly WrittenColumn[];
  readonly groups: GroupsOfColumn | null;
  readonly baselineGroups: GroupsOfColumn | null;
  readonly read: number;
  readonly rejected: number;
  readonly scored: number;
  readonly checks: readonly Issue[];
  readonly language: Language;
}

/** The document that `zengzhi growth` answers with. */
export function growthDocument(parts: GrowthParts): GrowthDocument {
  const { current, priors, taus, model, proofs, baseline, groups, baselineGroups, language } = parts;
  return {
    current,
    priors,
    taus,
    rows: { read: parts.read, rejected: parts.rejected, scored: parts.scored },
    orders: proofs.map(({ order, gap, notUnique }) => {
      const matrices = model?.orders.find((one) => one.order === order);
      invariant(matrices !== undefined, "each proof belongs to an order of the model");
      return {
        order,
        cohort: matrices.cohort,
        coefficients: matrices.median.length,
        knots: matrices.splines.map((spline, k) => ({ column: priors[k], ...spline })),
        gap,
        notUnique,
      };
    }),
    ...(baseline === null ? {} : { baseline }),
    checks: parts.checks.slice(0, issuesShown).map((check) => ({
      code: check.code,
      level: check.severity,
      message: renderIssue(check, language),
    })),
    students: rowsOf(parts.columns),
    ...(groups === null ? {} : { groups: groupEntries(groups) }),
    ...(baselineGroups === null ? {} : { groupsBaseline: groupEntries(baselineGroups) }),
  };
}

/** The rows' columns: ids, then percentile, expected score and order; those of the baseline after them where there is one. */
export function scoreColumns(
  ids: readonly { readonly name: string; readonly labels: Labels }[],
  scores: GrowthScores,
  baseline: GrowthScores | null,
): WrittenColumn[] {
  const measures = (of: GrowthScores, suffix: string): WrittenColumn[] => [
    { name: `sgp${suffix}`, values: of.percentiles, whole: true },
    { name: `expected${suffix}`, values: of.expected },
    { name: `order${suffix}`, values: of.orders, whole: true },
  ];
  const numbers = scores.orders.map((_, i) => i + 1);
  return [
    ...(ids.length === 0 ? [{ name: "row", values: numbers, whole: true }] : []),
    ...ids.map(({ name, labels: { levels, codes } }) => ({
      name,
      values: Array.from(codes, (code) => (code < 0 ? null : levels[code])),
    })),
    ...measures(scores, ""),
    ...(baseline === null ? [] : measures(baseline, "_baseline")),
  ];
}

/** The groups' table as columns. */
export function groupColumns(column: string, { groups }: GroupSummaries): WrittenColumn[] {
  const numbers = (
    name: string,
    of: (group: GroupSummary) => number | null | undefined,
    whole = false,
  ): WrittenColumn => ({
    name,
    values: Float64Array.from(groups, (group) => of(group) ?? Number.NaN),
    whole,
  });
  return [
    { name: column, values: groups.map((group) => group.label) },
    numbers("n", (group) => group.n, true),
    numbers("coverage", (group) => group.coverage),
    numbers("mean", (group) => group.mean),
    numbers("mean_se", (group) => group.meanStdError),
    numbers("median", (group) => group.median),
    numbers("median_se", (group) => group.medianStdError),
    numbers("median_low", (group) => group.medianInterval95?.[0]),
    numbers("median_high", (group) => group.medianInterval95?.[1]),
    numbers("shrunken", (group) => group.shrunken),
    numbers("shrunken_se", (group) => group.shrunkenStdError),
    numbers("ci_low", (group) => group.ci95?.[0]),
    numbers("ci_high", (group) => group.ci95?.[1]),
  ];
}

function rowsOf(columns: readonly WrittenColumn[]): GrowthRow[] {
  const rows = columns[0].values.length;
  return Array.from({ length: rows }, (_, i) =>
    Object.fromEntries(
      columns.map(({ name, values }) => {
        const value = values[i];
        return [name, typeof value === "number" && Number.isNaN(value) ? null : value];
      }),
    ),
  );
}

function groupEntries({ column, summaries }: GroupsOfColumn): GrowthGroupEntry[] {
  return summaries.groups.map(({ label, ...measures }) => ({ [column]: label, ...measures }));
}
