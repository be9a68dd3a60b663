import { invariant, type Money } from "../../base/index.ts";
import type { EffectFact } from "../facts/index.ts";
import type { Award } from "./fund-result.ts";
import type { PotSpec } from "./fund-spec.ts";
import type { Split } from "./split-proportionally.ts";

/** What the draws say of one award. */
export type DrawnAward = Pick<Award, "interval" | "probability">;

/**
 * Applies the rule to every joint draw of true effects, all schools at once: in draw d the points of a school are n · max(0, v_d),
 * and a school's amount is its share of the draw's points. The interval runs from the 2.5 % to the 97.5 % order statistic
 * (inverse of the empirical distribution), so both ends are amounts that were drawn.
 * Drawn amounts are quotients of doubles rounded to the fen; they can be off by one fen from the exact division.
 *
 * @param facts the schools that take part, in the order of the split
 * @see docs/effects.md §5 (posterior draws), docs/funds.md
 */
export function drawAwards(
  pot: PotSpec,
  facts: readonly EffectFact[],
  split: Split,
): { readonly draws: number; readonly awards: readonly DrawnAward[] } {
  if (pot.measure.kind === "head") return { draws: 0, awards: split.parts.map(({ amount }) => certain(amount)) };
  const drawn = facts.map(({ draws }) => draws).filter((draws) => draws !== null);
  if (drawn.length < facts.length || drawn.length === 0) {
    return { draws: 0, awards: facts.map(() => ({ interval: null, probability: null })) };
  }
  const draws = drawn[0].length;
  invariant(draws > 0 && drawn.every(({ length }) => length === draws), "joint draws have one length");
  const totals = new Float64Array(draws);
  drawn.forEach((values, j) => {
    for (let d = 0; d < draws; d++) totals[d] += facts[j].count * Math.max(0, values[d]);
  });
  const sum = Number(pot.amount);
  const amounts = new Float64Array(draws);
  return {
    draws,
    awards: drawn.map((values, j) => {
      for (let d = 0; d < draws; d++) {
        const points = facts[j].count * Math.max(0, values[d]);
        amounts[d] = points === 0 ? 0 : Math.round(sum * (points / totals[d]));
      }
      return summary(amounts);
    }),
  };
}

/** An amount that does not hang on estimates. */
function certain(amount: Money): DrawnAward {
  return { interval: { low: amount, high: amount }, probability: amount > 0n ? 1 : 0 };
}

function summary(amounts: Float64Array): DrawnAward {
  const sorted = Float64Array.from(amounts).sort();
  const at = (share: number): Money => BigInt(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]);
  const firstPaid = sorted.findIndex((amount) => amount > 0);
  const paid = firstPaid === -1 ? 0 : sorted.length - firstPaid;
  return { interval: { low: at(0.025), high: at(0.975) }, probability: paid / sorted.length };
}
