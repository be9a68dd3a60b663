export type { EffectFact } from "./fact.ts";
export { effectFacts, type FactSources } from "./from-value-added.ts";
