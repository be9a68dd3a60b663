import type { FixedColumn, Unit } from "../../data/schema/index.ts";
import type { Expression } from "../../data/sql/index.ts";
import type { Polynomial } from "./polynomial.ts";

/**
 * A formula laid over a table: ordered columns, each the product of indicators and a polynomial in stored integers.
 * Everything a query or an answer needs is in it. Frozen.
 */
export interface Design {
  /** The formula as the user wrote it. */
  readonly formula: string;
  readonly table: string;
  /** Rows of the table, those that don't enter too. */
  readonly tableRows: number;
  /** Design columns in R's order, named as R names them. Length p. */
  readonly columns: readonly DesignColumn[];
  /** Distinct numeric parts of the columns. */
  readonly numerics: readonly Polynomial[];
  /** Factors of the fixed part with the levels that occur in the rows that enter. */
  readonly factors: readonly DesignFactor[];
  readonly response: {
    readonly name: string;
    /** The outcome itself. */
    readonly outcome: Polynomial;
    /** The outcome less the offset: what is fitted. */
    readonly fitted: Polynomial;
  };
  readonly offset: Polynomial | null;
  readonly group: DesignGroup | null;
  readonly weights: DesignWeights | null;
  /** Stored numeric columns by name: their bounds prove that sums fit. */
  readonly storage: ReadonlyMap<string, FixedColumn>;
  /** Holds for the rows that enter; undefined where all do. */
  readonly filter: Expression | undefined;
  /** Rows of the table that enter (not Σ of frequency counts). */
  readonly rows: number;
  readonly dropped: { readonly missing: number; readonly zeroWeight: number };
}

export interface DesignColumn {
  readonly name: string;
  readonly unit: Unit;
  /** Index into `numerics`. */
  readonly numeric: number;
  /** The column is zero unless each of these factors is at this level. */
  readonly indicators: readonly { readonly factor: number; readonly level: number }[];
}

/** A factor of the fixed part. Level l is the rows in which the stored integer equals codes[l]. */
export interface DesignFactor {
  readonly column: string;
  /** Ascending. */
  readonly codes: readonly bigint[];
  readonly labels: readonly string[];
}

export interface DesignGroup {
  readonly name: string;
  /** Stored column of codes. */
  readonly column: string;
  /** Code → label. */
  readonly labels: readonly string[];
}

export interface DesignWeights {
  /** `precision`: Var(e_i) = σ²/w_i. `frequency`: row i stands for c_i rows. */
  readonly kind: "precision" | "frequency";
  readonly column: FixedColumn;
}
