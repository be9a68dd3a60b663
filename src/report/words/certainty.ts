/** Degree of certainty of a stated direction, by its posterior probability. */
export type Certainty = "veryHigh" | "high" | "some" | "none";

/**
 * The word for a posterior probability: from 0.99 把握很大, from 0.95 把握较大, from 0.80 有一定把握, else 尚不能判断.
 *
 * @param probability of the direction that is stated (the larger of "above" and "below"), 0 to 1
 */
export function certaintyOf(probability: number): Certainty {
  if (probability >= 0.99) return "veryHigh";
  if (probability >= 0.95) return "high";
  return probability >= 0.8 ? "some" : "none";
}
