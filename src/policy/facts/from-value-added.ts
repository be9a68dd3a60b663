import { invariant } from "../../base/index.ts";
import type { EffectsTable } from "../../value-added/effects/index.ts";
import type { EffectFact } from "./fact.ts";

/** What policy needs beside the effects; arrays and lookups follow the order of the table's labels. */
export interface FactSources {
  readonly effects: Pick<EffectsTable, "labels" | "n" | "shrunken" | "ci95">;
  /** E[max(0, value added)] of each school, at least 0. */
  readonly expectedGain: Float64Array;
  /** Drawn true effects of each school, joint by draw; null without draws. */
  readonly draws: readonly Float64Array[] | null;
  readonly nameOf: (id: string) => string;
  /** Share of the school's students who enter; null where unknown. */
  readonly coverageOf: (id: string) => number | null;
  /** Like-with-like group; empty where there is none. */
  readonly categoryOf: (id: string) => string;
}

/** The facts of every school of a model, in the order of the effects. A number that is not finite becomes "not measured". */
export function effectFacts(sources: FactSources): EffectFact[] {
  const { effects, expectedGain, draws, nameOf, coverageOf, categoryOf } = sources;
  const { labels, n, shrunken, ci95 } = effects;
  invariant(expectedGain.length === labels.length, "an expected gain for each school");
  invariant(draws === null || draws.length === labels.length, "draws for each school");
  return labels.map((id, j) => ({
    id,
    name: nameOf(id),
    count: n[j],
    coverage: coverageOf(id),
    category: categoryOf(id),
    value: finite(shrunken[j]),
    low: finite(ci95.low[j]),
    high: finite(ci95.high[j]),
    expectedGain: finite(expectedGain[j]),
    draws: draws === null ? null : draws[j],
  }));
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
