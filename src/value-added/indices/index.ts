export { expectedGain } from "./expected-gain.ts";
export type { IndexSpec } from "./index-spec.ts";
export { type IndexInput, type IndexValue, valueAddedIndex } from "./value-added-index.ts";
