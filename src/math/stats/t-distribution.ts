import { incompleteBeta } from "./incomplete-beta.ts";
import { logGamma } from "./log-gamma.ts";
import { normalQuantile } from "./normal.ts";

/** P(T ≤ t) for Student's t with `df` > 0 degrees of freedom. */
export function tCdf(t: number, df: number): number {
  const tail = tUpperTail(Math.abs(t), df);
  return t > 0 ? 1 - tail : tail;
}

/** P(T > t), t ≥ 0, without loss of digits far out. */
export function tUpperTail(t: number, df: number): number {
  const square = t * t;
  return 0.5 * incompleteBeta(df / (df + square), df / 2, 0.5, square / (df + square));
}

/** Two-sided p-value P(|T| > |t|). */
export function tTwoSided(t: number, df: number): number {
  return 2 * tUpperTail(Math.abs(t), df);
}

/** The t with P(T ≤ t) = share: Newton steps on the upper tail inside a bracket, from the normal quantile. */
export function tQuantile(share: number, df: number): number {
  if (!(share > 0 && share < 1)) {
    if (share === 0) return Number.NEGATIVE_INFINITY;
    return share === 1 ? Number.POSITIVE_INFINITY : Number.NaN;
  }
  if (share === 0.5) return 0;
  const tail = Math.min(share, 1 - share);
  const logDensityAtZero = logGamma((df + 1) / 2) - logGamma(df / 2) - 0.5 * Math.log(df * Math.PI);
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let t = -normalQuantile(tail);
  for (let iteration = 0; iteration < 400; iteration++) {
    const excess = tUpperTail(t, df) - tail;
    if (excess > 0) low = t;
    else high = t;
    const density = Math.exp(logDensityAtZero - ((df + 1) / 2) * Math.log1p((t * t) / df));
    let next = t + excess / density;
    if (!(next > low && next < high)) next = high === Number.POSITIVE_INFINITY ? 2 * t + 1 : (low + high) / 2;
    if (Math.abs(next - t) <= 2e-16 * next) break;
    t = next;
  }
  return share < 0.5 ? -t : t;
}
