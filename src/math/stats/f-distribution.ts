import { incompleteBeta } from "./incomplete-beta.ts";

/** P(F > f) for the F distribution with df1 and df2 degrees of freedom. */
export function fUpperTail(f: number, df1: number, df2: number): number {
  if (!(f > 0)) return 1;
  const total = df2 + df1 * f;
  return incompleteBeta(df2 / total, df2 / 2, df1 / 2, (df1 * f) / total);
}
