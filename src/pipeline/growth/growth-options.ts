import type { Language } from "../../base/index.ts";
import type { Encoding } from "../../data/intake/index.ts";

/** Growth percentiles of one table. */
export interface GrowthOptions {
  /** Path as the user wrote it. */
  readonly data: string;
  readonly current: string;
  /** Nearest first. */
  readonly priors: readonly string[];
  /** Columns that name a row; none: the rows are numbered from 1 as `row`. */
  readonly id: readonly string[];
  readonly group?: string;
  /** Number of quantiles K. Default 100. */
  readonly taus?: number;
  /** Shares of the scores at which knots lie. Default 0.2, 0.4, 0.6, 0.8. */
  readonly knots?: readonly number[];
  /** File of coefficients: stored if it doesn't exist, else used as the fixed baseline. */
  readonly coefficients?: string;
  /** Cohorts below this many rows are flagged. Default 1000. */
  readonly minimumCohort?: number;
  /** File for the rows. */
  readonly out?: string;
  /** File for the groups' table. */
  readonly outGroups?: string;
  /** Language of the checks' messages. Default "en". */
  readonly language?: Language;
  readonly encoding?: Encoding;
  readonly memory?: string;
  /** Threads of the database and of the solver. No result depends on it. */
  readonly threads?: number;
  /** False: floating-point columns are not tested for being decimals. */
  readonly fixedPoint?: boolean;
}

/** Defaults of the settings that coefficients depend on. */
export const growthDefaults = { taus: 100, knots: [0.2, 0.4, 0.6, 0.8], minimumCohort: 1000 } as const;
