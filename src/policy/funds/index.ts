export { awardFund } from "./award-fund.ts";
export { awardPot } from "./award-pot.ts";
export type { Award, AwardExplanation, FundResult, PotResult, Remainder } from "./fund-result.ts";
export type { Clause, FundSpec, PolicySpec, PotSpec } from "./fund-spec.ts";
export { assertFund } from "./invariants.ts";
export { type Claim, type Split, type SplitPart, splitProportionally } from "./split-proportionally.ts";
export { toGrid } from "./to-grid.ts";
