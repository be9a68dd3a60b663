import type { Localized, Money } from "../../base/index.ts";

/** A document that a rule stands on: the pot's authority, printed beside each amount. */
export interface Clause {
  /** Document name and number, e.g. 乐教〔2019〕115号. */
  readonly document: string;
  /** Article, e.g. 三(八)16. */
  readonly article: string;
  /** The words themselves; empty where the document is silent (then printed as 「文件未明确，按系统默认规则测算」). */
  readonly quotation: string;
}

/** A pot that is divided in proportion to a measure. */
export interface PotSpec {
  readonly id: string;
  readonly name: Localized;
  readonly amount: Money;
  readonly method: "proportional";
  /**
   * `expectedGain`: points = n · E[max(0, value added)] over the posterior of the model's effects, so that one student
   * more or less moves an amount by little. `head`: points = n.
   */
  readonly measure: { readonly kind: "expectedGain" | "head"; readonly model: string };
  /** Schools with fewer students in the model get nothing from this pot and are named. */
  readonly minimumStudents: number;
  readonly clause: Clause;
}

/** A reward fund: pots whose amounts add up to the fund. */
export interface FundSpec {
  readonly id: string;
  readonly name: Localized;
  readonly pots: readonly PotSpec[];
}

/** A study's rules. */
export interface PolicySpec {
  /** `historical`: for research only; no payment sheet, a watermark on every page. */
  readonly mode: "conforming" | "historical";
  readonly schoolYear: string;
  readonly classOf: string;
  readonly fiscalYear: string;
  readonly funds: readonly FundSpec[];
}
