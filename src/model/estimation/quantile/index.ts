export { type PreparedQuantiles, prepareQuantiles } from "./prepare-quantiles.ts";
export { gapTolerance, solveQuantileChain } from "./solve-quantiles.ts";
export type { CodedDesign, CodedTerm, QuantileFit, QuantileTask } from "./types.ts";
