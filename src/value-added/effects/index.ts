export { effectsOfGroups } from "./effects-of-groups.ts";
export { rankIntervals } from "./rank-intervals.ts";
export type { Aggregation, Bounds, EffectsOptions, EffectsTable, Zero } from "./types.ts";
export { visitPosterior } from "./visit-posterior.ts";
