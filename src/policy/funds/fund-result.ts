import type { Decimal, Issue, Money } from "../../base/index.ts";
import type { Clause, FundSpec, PotSpec } from "./fund-spec.ts";

/** A fund divided. */
export interface FundResult {
  readonly fund: FundSpec;
  /** Sum of the pots. */
  readonly amount: Money;
  readonly pots: readonly PotResult[];
}

/** A pot divided: awards and remainder add up to the pot. */
export interface PotResult {
  readonly pot: PotSpec;
  /** One for each school of the model, by school code in byte order. */
  readonly awards: readonly Award[];
  readonly totalPoints: Decimal;
  readonly remainder: Remainder;
  /** Joint draws behind intervals and probabilities; 0 where none were taken or none are needed. */
  readonly draws: number;
  readonly issues: readonly Issue[];
}

export interface Remainder {
  readonly amount: Money;
  /** `none`: exhausted. `allZero`: every measure is zero. `noRecipient`: no school is eligible and measured. */
  readonly reason: "none" | "allZero" | "noRecipient";
}

/** What a school gets from a pot, and how it was computed. */
export interface Award {
  readonly id: string;
  readonly name: string;
  readonly count: number;
  /**
   * `awarded`: more than 0 fen. `zero`: measured, and its share is 0 fen. `tooFewStudents`: below the pot's minimum.
   * `notMeasured`: no value added, so no amount either.
   */
  readonly state: "awarded" | "zero" | "tooFewStudents" | "notMeasured";
  /** Null where not measured: a missing measure is never a zero. */
  readonly amount: Money | null;
  /** Points, exact; null where the school does not take part. */
  readonly points: Decimal | null;
  /** Points ÷ total points, 0–1; 0 where it does not take part. */
  readonly share: number;
  /** From the 2.5 % to the 97.5 % point of the amounts in the draws; null without draws. */
  readonly interval: { readonly low: Money; readonly high: Money } | null;
  /** Share of draws in which the school gets at least one fen; null without draws. */
  readonly probability: number | null;
  readonly explanation: AwardExplanation;
}

/** The arithmetic of an award, enough to do it again by hand: amount = pot · points ÷ total points. */
export interface AwardExplanation {
  readonly rule: "proportional-expected-gain" | "proportional-head";
  readonly potAmount: Money;
  readonly count: number;
  /** Points per student, exact; null for `head` and where not measured. */
  readonly perStudent: Decimal | null;
  readonly points: Decimal | null;
  readonly totalPoints: Decimal;
  readonly amount: Money | null;
  /** True where the amount has one of the fen that rounding down left over. */
  readonly roundedUp: boolean;
  readonly minimumStudents: number;
  readonly clause: Clause;
  /** True where the document does not say how to divide: 「文件未明确，按系统默认规则测算」. */
  readonly byDefault: boolean;
}
