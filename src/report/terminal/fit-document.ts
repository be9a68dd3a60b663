/** The answer of `zengzhi fit --json`: numbers in full precision. Definitions are in docs/estimation.md and docs/effects.md. */
export interface FitDocument {
  readonly formula: string;
  readonly family: "gaussian";
  readonly method: "OLS" | "REML" | "ML";
  readonly observations: number;
  /** Rows left out: a missing value in a used column; a weight of zero; rows that could not be read. */
  readonly dropped: { readonly missing: number; readonly zeroWeight?: number; readonly rejected?: number };
  readonly coefficients: readonly CoefficientEntry[];
  /** Columns that depend on earlier ones and have no coefficient, as R lists them. */
  readonly aliased: readonly string[];
  readonly vcov: readonly (readonly number[])[];
  readonly variance: readonly VarianceEntry[];
  /** The likelihood of a perfect fit is unbounded: it, its deviance and what is made of them are null. */
  readonly criterion: { readonly name: "REML" | "ML"; readonly value: number | null };
  readonly logLik: number | null;
  readonly aic: number | null;
  readonly bic: number | null;
  readonly residualDf: number;
  /** Least squares only. */
  readonly rSquared?: number | null;
  readonly adjustedRSquared?: number | null;
  readonly residualSumOfSquares?: number;
  readonly fStatistic?: { readonly value: number; readonly df1: number; readonly df2: number } | null;
  readonly converged: boolean;
  readonly singular: boolean;
  /** First-order certificate of the optimum; mixed models only. */
  readonly certificate?: {
    readonly theta: number;
    readonly gradient: number;
    readonly curvature: number;
    readonly boundarySlope: number | null;
    readonly tolerance: number;
  };
  readonly checks: readonly CheckEntry[];
  /** By grouping factor; absent where no effects were asked for or the model has none. */
  readonly effects?: Readonly<Record<string, readonly EffectEntry[]>>;
  /** Seconds. */
  readonly timings?: {
    readonly load: number;
    readonly moments: number;
    readonly fit: number;
    readonly effects: number;
  };
}

export interface CoefficientEntry {
  readonly term: string;
  readonly estimate: number;
  readonly stdError: number;
  /** estimate ÷ stdError; null where stdError is 0. */
  readonly tValue: number | null;
  /** Two-sided, Student's t with n − p degrees of freedom; least squares only. */
  readonly pValue?: number | null;
}

export interface VarianceEntry {
  /** Grouping factor, or `residual`. */
  readonly group: string;
  readonly terms: readonly string[];
  readonly covariance: readonly (readonly number[])[];
}

export interface CheckEntry {
  readonly code: string;
  readonly level: "error" | "warning" | "note";
  readonly message: string;
}

export interface EffectEntry {
  readonly level: string;
  readonly n: number;
  readonly terms: Readonly<Record<string, EffectTerm>>;
}

export interface EffectTerm {
  readonly shrunken: number;
  readonly conditionalStdError: number;
  readonly shrunkenStdError: number;
  readonly unshrunken: number | null;
  readonly unshrunkenStdError: number | null;
  readonly shrinkage: number;
  readonly reliability: number;
  readonly ci95: readonly [number, number];
  readonly unshrunkenCi95: readonly [number, number] | null;
  /** Null where no draws were taken or all effects are estimated as equal. */
  readonly rankInterval95: readonly [number, number] | null;
  readonly probabilityAboveZero: number | null;
}
