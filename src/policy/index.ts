export { type EffectFact, effectFacts, type FactSources } from "./facts/index.ts";
export {
  type Award,
  type AwardExplanation,
  assertFund,
  awardFund,
  awardPot,
  type Claim,
  type Clause,
  type FundResult,
  type FundSpec,
  type PolicySpec,
  type PotResult,
  type PotSpec,
  type Remainder,
  type Split,
  splitProportionally,
} from "./funds/index.ts";
