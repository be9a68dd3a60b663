import { normalQuantile, quantileSorted } from "../../math/index.ts";
import { medianInterval } from "./median-interval.ts";

/** The percentiles of one group. Null where they are too few to say. */
export interface GroupSummary {
  readonly label: string;
  /** Rows with a percentile. */
  readonly n: number;
  /** n as a share of the group's rows. */
  readonly coverage: number;
  readonly mean: number;
  /** sd/√n. */
  readonly meanStdError: number | null;
  readonly median: number;
  /** Half of the interval's width by 1.96. */
  readonly medianStdError: number | null;
  /** Order-statistic interval, coverage at least 95 %. */
  readonly medianInterval95: readonly [number, number] | null;
  /** 50 + C/(C + se²)·(mean − 50). */
  readonly shrunken: number | null;
  /** √(C se²/(C + se²)). */
  readonly shrunkenStdError: number | null;
  /** shrunken ∓ 1.96 standard errors. */
  readonly ci95: readonly [number, number] | null;
}

export interface GroupSummaries {
  /** C = max(0, variance of the means − mean of their squared standard errors). */
  readonly betweenVariance: number;
  /** By label, in the order of `labels`; groups without a percentile are left out. */
  readonly groups: readonly GroupSummary[];
}

/** The value that a group's mean is pulled to: the middle of all percentiles. */
const centre = 50;
const z = normalQuantile(0.975);

/**
 * Summarises percentiles by group and shrinks the means towards 50.
 *
 * @param percentiles n; NaN where there is none
 * @param codes n; group of each row, −1 where it is missing
 */
export function groupSummaries(
  percentiles: Float64Array,
  codes: Int32Array,
  labels: readonly string[],
): GroupSummaries {
  const members = labels.map((): number[] => []);
  const sizes = new Float64Array(labels.length);
  percentiles.forEach((percentile, i) => {
    if (codes[i] < 0) return;
    sizes[codes[i]]++;
    if (!Number.isNaN(percentile)) members[codes[i]].push(percentile);
  });
  const raw = members.flatMap((values, code) =>
    values.length === 0 ? [] : [describeGroup(labels[code], values, sizes[code])],
  );
  const measured = raw.filter((group) => group.meanStdError !== null);
  const betweenVariance = Math.max(
    0,
    varianceOf(measured.map((group) => group.mean)) - meanOf(measured.map((group) => (group.meanStdError ?? 0) ** 2)),
  );
  return { betweenVariance, groups: raw.map((group) => ({ ...group, ...shrink(group, betweenVariance) })) };
}

type Described = Omit<GroupSummary, "shrunken" | "shrunkenStdError" | "ci95">;

function describeGroup(label: string, values: readonly number[], size: number): Described {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  const interval = medianInterval(sorted);
  return {
    label,
    n,
    coverage: n / size,
    mean: meanOf(values),
    meanStdError: n < 2 ? null : Math.sqrt(varianceOf(values) / n),
    median: quantileSorted(sorted, 0.5),
    medianStdError: interval === null ? null : (interval[1] - interval[0]) / (2 * z),
    medianInterval95: interval,
  };
}

function shrink(
  { mean, meanStdError }: Described,
  C: number,
): Pick<GroupSummary, "shrunken" | "shrunkenStdError" | "ci95"> {
  if (meanStdError === null) return { shrunken: null, shrunkenStdError: null, ci95: null };
  const square = meanStdError ** 2;
  const share = C === 0 ? 0 : C / (C + square);
  const shrunken = centre + share * (mean - centre);
  const shrunkenStdError = Math.sqrt(share * square);
  return { shrunken, shrunkenStdError, ci95: [shrunken - z * shrunkenStdError, shrunken + z * shrunkenStdError] };
}

/** Percentiles are whole numbers, so their sums are exact in any order. */
function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function varianceOf(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
