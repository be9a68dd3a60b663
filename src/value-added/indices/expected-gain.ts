import { invariant } from "../../base/index.ts";
import { normalCdf, normalDensity } from "../../math/stats/index.ts";

/**
 * E[max(0, v)] for v normal with the given mean and standard deviation: sd·φ(mean/sd) + mean·Φ(mean/sd); max(0, mean) where
 * the deviation is zero. In the unit of the mean. Far below zero, where the two terms cancel, it is a small number whose relative
 * error grows; it is never negative.
 *
 * @see Clark (1961), The greatest of a finite set of random variables, eq. 2, with the second variable constant at zero
 */
export function expectedGain(mean: number, sd: number): number {
  invariant(sd >= 0, "a standard deviation is not negative");
  if (sd === 0) return Math.max(0, mean);
  const z = mean / sd;
  return Math.max(0, sd * normalDensity(z) + mean * normalCdf(z));
}
