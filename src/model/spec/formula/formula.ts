import type { SourcePolynomial } from "./source-polynomial.ts";

/** A formula understood: what it needs of a table is still open (text or number), the rest is settled as R settles it. */
export interface Formula {
  /** As the user wrote it. */
  readonly text: string;
  readonly response: NumericVariable;
  readonly intercept: boolean;
  /** Every variable of the right side in order of appearance, those of removed terms too: R drops their missing rows. */
  readonly variables: readonly Variable[];
  /** In R's order: by degree, then as written. */
  readonly terms: readonly Term[];
  /** Sum of the `offset()` terms; null where there is none. */
  readonly offset: NumericVariable | null;
  /** The factor of the one random intercept; null where there is none. */
  readonly group: { readonly name: string; readonly start: number } | null;
  /** Every source column named, with the UTF-16 index of each mention. */
  readonly references: readonly Reference[];
}

export interface Reference {
  readonly name: string;
  readonly start: number;
}

/** Numeric whatever the table holds. `label` is R's name for it. */
export interface NumericVariable {
  readonly kind: "numeric";
  readonly label: string;
  readonly polynomial: SourcePolynomial;
}

/** A bare column: a number where the table has numbers, a factor where it has text. */
export interface PlainVariable {
  readonly kind: "plain";
  readonly label: string;
  readonly name: string;
}

/** `factor(x)`, `factor(x, ref = "level")`: a factor whatever the table holds. */
export interface FactorVariable {
  readonly kind: "factor";
  readonly label: string;
  readonly name: string;
  readonly reference: { readonly level: string; readonly start: number } | null;
}

export type Variable = NumericVariable | PlainVariable | FactorVariable;

/** A term: the product of some variables. */
export interface Term {
  /** Indices into `variables`, ascending. */
  readonly variables: readonly number[];
  /** For each of them, R's code if it is a factor: contrasts (reference level left out) or one column for every level. */
  readonly codes: readonly ("contrasts" | "full")[];
}
