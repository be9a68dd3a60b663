export { type GroupSummaries, type GroupSummary, groupSummaries } from "./group-summary.ts";
export { growthScores, percentileOf } from "./growth-scores.ts";
export { growthChains, growthTaus } from "./growth-taus.ts";
export { medianInterval } from "./median-interval.ts";
export { coefficientCount, orderTask } from "./order-design.ts";
export { roundDecimals } from "./round-decimals.ts";
export { type KnotFault, scoreKnots } from "./score-knots.ts";
export type { GrowthModel, GrowthPanel, GrowthScores, OrderMatrices } from "./types.ts";
export { cohortOf, usablePriors } from "./usable-priors.ts";
