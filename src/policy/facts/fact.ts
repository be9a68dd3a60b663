/**
 * What policy knows of one school under one model: numbers with their uncertainty, no model. A value is in the outcome's unit
 * (marks, standard deviations, points).
 */
export interface EffectFact {
  /** The school's code: rows are told apart, and ties are broken, by it. */
  readonly id: string;
  readonly name: string;
  /** Students who enter the model. */
  readonly count: number;
  /** Share of the school's students who enter, 0–1; null where unknown. */
  readonly coverage: number | null;
  /** Like-with-like group; empty where there is none. */
  readonly category: string;
  /** Value added with its 95 % interval; null where not measured. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** E[max(0, value added)] over its posterior, at least 0; null where not measured. */
  readonly expectedGain: number | null;
  /**
   * Drawn true values. Draw d is the same joint draw for every school, so lengths agree. Null where none were taken.
   */
  readonly draws: Float64Array | null;
}
