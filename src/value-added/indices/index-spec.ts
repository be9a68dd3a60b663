import type { Localized } from "../../base/index.ts";

/** A value-added index of a study: one model's value added on a reporting scale. */
export interface IndexSpec {
  readonly id: string;
  readonly title: Localized;
  /** Id of the model. Several models need a joint model of their outcomes and are refused here. */
  readonly model: string;
  /** value = mean + sd · (value added ÷ standard deviation of the outcome). */
  readonly scale: { readonly mean: number; readonly sd: number };
}
