import { invariant } from "../../base/index.ts";
import type { FundResult, PotResult } from "./fund-result.ts";

/** Asserts what is always true of a divided fund; run by the tests and before anything is written. */
export function assertFund(result: FundResult): void {
  result.pots.forEach(assertPot);
  const amounts = result.pots.map(({ pot }) => pot.amount);
  invariant(sum(amounts) === result.amount, "pots add up to the fund");
}

function assertPot({ pot, awards, remainder }: PotResult): void {
  const paid = sum(awards.map(({ amount }) => amount ?? 0n));
  invariant(paid + remainder.amount === pot.amount, `awards and remainder add up to pot ${pot.id}`);
  invariant(
    remainder.amount >= 0n && (remainder.amount === 0n) === (remainder.reason === "none" || pot.amount === 0n),
    "a remainder has its reason",
  );
  for (const { id, amount, state, points, probability, interval } of awards) {
    invariant(amount === null || amount >= 0n, `${id} owes nothing`);
    invariant((amount === null) === (state === "notMeasured"), `${id} has no amount exactly where not measured`);
    invariant((amount !== null && amount > 0n) === (state === "awarded"), `${id} is awarded where it gets something`);
    invariant(state !== "awarded" || (points !== null && points.mantissa > 0n), `${id} is not paid without points`);
    invariant(probability === null || (probability >= 0 && probability <= 1), `${id} has a probability`);
    invariant(interval === null || interval.low <= interval.high, `${id} has an interval`);
  }
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
