export type { EffectFact } from "./fact.ts";
