import { invariant } from "../../base/index.ts";
import { normalQuantile } from "../../math/stats/index.ts";
import type { IndexSpec } from "./index-spec.ts";

/** One school's value added for an index: the shrunken effect and its comparative standard error, in the outcome's unit. */
export interface IndexInput {
  readonly id: string;
  /** Null where not measured. */
  readonly value: number | null;
  readonly stdError: number | null;
}

/** One school's index. All null where not measured. */
export interface IndexValue {
  readonly id: string;
  readonly value: number | null;
  readonly stdError: number | null;
  /** 95 % interval: value ± 1.95996… · stdError. */
  readonly low: number | null;
  readonly high: number | null;
  /** 1 is best; equal values share the better rank; among measured schools. */
  readonly rank: number | null;
}

/**
 * Restates value added on a reporting scale: mean + sd · value ÷ `outcomeSd`. It is a change of unit: order, relative size of
 * intervals and probabilities stay those of the value added, and `mean` stands for the model's zero.
 *
 * @param outcomeSd standard deviation of the outcome over the students of the model, above zero
 */
export function valueAddedIndex(spec: IndexSpec, inputs: readonly IndexInput[], outcomeSd: number): IndexValue[] {
  invariant(outcomeSd > 0 && Number.isFinite(outcomeSd), "the outcome has a standard deviation above zero");
  const { mean, sd } = spec.scale;
  const margin = normalQuantile(0.975);
  const measured = inputs.flatMap(({ value }) => (value === null ? [] : [value])).sort((a, b) => b - a);
  const rankOf = new Map<number, number>();
  measured.forEach((value, i) => {
    if (!rankOf.has(value)) rankOf.set(value, i + 1);
  });
  return inputs.map(({ id, value, stdError }) => {
    if (value === null) return { id, value, stdError: null, low: null, high: null, rank: null };
    const scaled = mean + (sd * value) / outcomeSd;
    const rank = rankOf.get(value) ?? null;
    if (stdError === null) return { id, value: scaled, stdError, low: null, high: null, rank };
    const error = (sd * stdError) / outcomeSd;
    return { id, value: scaled, stdError: error, low: scaled - margin * error, high: scaled + margin * error, rank };
  });
}
