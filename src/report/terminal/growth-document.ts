import type { CheckEntry } from "./fit-document.ts";

/** The answer of `zengzhi growth --json`: numbers in full precision. Definitions are in docs/growth.md. */
export interface GrowthDocument {
  readonly current: string;
  /** Nearest first. */
  readonly priors: readonly string[];
  /** Number of quantiles K; their shares are (k − ½)/K. */
  readonly taus: number;
  readonly rows: {
    readonly read: number;
    /** Rows that could not be read. */
    readonly rejected: number;
    /** Rows with a percentile. */
    readonly scored: number;
  };
  /** The models fitted to these rows, by order; empty where only the baseline is used. */
  readonly orders: readonly GrowthOrderEntry[];
  /** Present where stored coefficients were used. */
  readonly baseline?: { readonly file: string; readonly current: string; readonly priors: readonly string[] };
  readonly checks: readonly CheckEntry[];
  readonly students: readonly GrowthRow[];
  readonly groups?: readonly GrowthGroupEntry[];
  /** The groups' percentiles against the baseline. */
  readonly groupsBaseline?: readonly GrowthGroupEntry[];
}

/** One row of the data: its id columns by their headings, and its percentile. */
export interface GrowthRow {
  readonly [id: string]: string | number | null;
}

export interface GrowthOrderEntry {
  readonly order: number;
  /** Rows it was fitted to. */
  readonly cohort: number;
  readonly coefficients: number;
  readonly knots: readonly {
    readonly column: string;
    readonly interior: readonly number[];
    readonly boundary: readonly number[];
  }[];
  /** Largest proven gap to the optimum of all its quantiles, relative. */
  readonly gap: number;
  /** Quantiles with more than one solution. */
  readonly notUnique: number;
}

export interface GrowthGroupEntry {
  /** The group column's heading gives the label; the other members are those of a group's summary. */
  readonly [measure: string]: string | number | readonly number[] | null;
}
