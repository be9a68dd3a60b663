import { incompleteGamma } from "./incomplete-gamma.ts";

/** P(X ≤ x) for chi-square with `df` degrees of freedom. */
export function chiSquareCdf(x: number, df: number): number {
  return x > 0 ? incompleteGamma(df / 2, x / 2).lower : 0;
}

/** P(X > x) for chi-square with `df` degrees of freedom. */
export function chiSquareUpperTail(x: number, df: number): number {
  return x > 0 ? incompleteGamma(df / 2, x / 2).upper : 1;
}
