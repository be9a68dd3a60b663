export { chiSquareCdf, chiSquareUpperTail } from "./chi-square-distribution.ts";
export { fUpperTail } from "./f-distribution.ts";
export { incompleteBeta } from "./incomplete-beta.ts";
export { type GammaTails, incompleteGamma } from "./incomplete-gamma.ts";
export { logGamma } from "./log-gamma.ts";
export { normalCdf, normalDensity, normalQuantile, sampleNormal } from "./normal.ts";
export { quantileSorted } from "./quantile.ts";
export { type RankScratch, rankDescendingInPlace, rankScratch } from "./rank-descending.ts";
export { tCdf, tQuantile, tTwoSided, tUpperTail } from "./t-distribution.ts";
