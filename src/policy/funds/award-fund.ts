import { invariant } from "../../base/index.ts";
import type { EffectFact } from "../facts/index.ts";
import { awardPot } from "./award-pot.ts";
import type { FundResult } from "./fund-result.ts";
import type { FundSpec } from "./fund-spec.ts";

/**
 * Divides every pot of a fund.
 *
 * @param factsOf the schools' facts by the id of the model
 */
export function awardFund(fund: FundSpec, factsOf: ReadonlyMap<string, readonly EffectFact[]>): FundResult {
  const pots = fund.pots.map((pot) => {
    const facts = factsOf.get(pot.measure.model);
    invariant(facts !== undefined, `there are facts of model ${pot.measure.model}`);
    return awardPot(pot, facts);
  });
  return { fund, amount: fund.pots.reduce((sum, { amount }) => sum + amount, 0n), pots };
}
