import { compareBytes, type Decimal, type Issue, invariant, issue } from "../../base/index.ts";
import type { EffectFact } from "../facts/index.ts";
import { type DrawnAward, drawAwards } from "./draw-awards.ts";
import type { Award, AwardExplanation, PotResult, Remainder } from "./fund-result.ts";
import type { PotSpec } from "./fund-spec.ts";
import { type Split, type SplitPart, splitProportionally } from "./split-proportionally.ts";
import { toGrid } from "./to-grid.ts";

/**
 * Divides a pot among the schools of its model. Points are n · E[max(0, value added)] (`expectedGain`, the expectation rounded once,
 * see `toGrid`) or n (`head`). Schools below the minimum count and schools without a measure take no part and are named.
 */
export function awardPot(pot: PotSpec, facts: readonly EffectFact[]): PotResult {
  const sorted = [...facts].sort((a, b) => compareBytes(a.id, b.id));
  for (const { id, count } of sorted) invariant(Number.isInteger(count) && count >= 0, `${id} has a whole count`);
  const measured = sorted.filter((fact) => standingOf(pot, fact) === "measured");
  const perStudent = pot.measure.kind === "head" ? null : toGrid(measured.map(gainOf));
  const points = measured.map(({ count }, i) => pointsOf(count, perStudent === null ? null : perStudent[i]));
  const split = splitProportionally(
    pot.amount,
    measured.map(({ id }, i) => ({ id, points: points[i] })),
  );
  const drawn = drawAwards(pot, measured, split);
  const rank = new Map(measured.map(({ id }, i) => [id, i]));
  const awards = sorted.map((fact) => {
    const i = rank.get(fact.id);
    if (i === undefined) return unmeasuredAward(pot, fact, split);
    const unit = perStudent === null ? null : perStudent[i];
    return measuredAward(pot, fact, unit, points[i], split.parts[i], split, drawn.awards[i]);
  });
  return {
    pot,
    awards,
    totalPoints: split.totalPoints,
    remainder: remainderOf(split, measured.length),
    draws: drawn.draws,
    issues: issuesOf(pot, awards, split),
  };
}

function standingOf(pot: PotSpec, fact: EffectFact): "measured" | "tooFewStudents" | "notMeasured" {
  const { expectedGain, count } = fact;
  const missing = expectedGain === null || !Number.isFinite(expectedGain);
  if (count < pot.minimumStudents) return "tooFewStudents";
  return pot.measure.kind === "expectedGain" && missing ? "notMeasured" : "measured";
}

function gainOf({ id, expectedGain }: EffectFact): number {
  invariant(expectedGain !== null && expectedGain >= 0, `the expected gain of ${id} is not negative`);
  return expectedGain;
}

function pointsOf(count: number, perStudent: Decimal | null): Decimal {
  if (perStudent === null) return { mantissa: BigInt(count), scale: 0 };
  return { mantissa: BigInt(count) * perStudent.mantissa, scale: perStudent.scale };
}

function measuredAward(
  pot: PotSpec,
  { id, name, count }: EffectFact,
  perStudent: Decimal | null,
  points: Decimal,
  { amount, roundedUp }: SplitPart,
  { totalPoints }: Split,
  drawn: DrawnAward,
): Award {
  return {
    id,
    name,
    count,
    state: amount > 0n ? "awarded" : "zero",
    amount,
    points,
    share: shareOf(points, totalPoints),
    ...drawn,
    explanation: { ...explained(pot, count, totalPoints), perStudent, points, amount, roundedUp },
  };
}

function unmeasuredAward(pot: PotSpec, fact: EffectFact, { totalPoints }: Split): Award {
  const { id, name, count } = fact;
  const state = standingOf(pot, fact) === "tooFewStudents" ? "tooFewStudents" : "notMeasured";
  const amount = state === "tooFewStudents" ? 0n : null;
  const explanation = {
    ...explained(pot, count, totalPoints),
    perStudent: null,
    points: null,
    amount,
    roundedUp: false,
  };
  return { id, name, count, state, amount, points: null, share: 0, interval: null, probability: null, explanation };
}

type PotPart = Pick<
  AwardExplanation,
  "rule" | "potAmount" | "count" | "totalPoints" | "minimumStudents" | "clause" | "byDefault"
>;

function explained(pot: PotSpec, count: number, totalPoints: Decimal): PotPart {
  return {
    rule: pot.measure.kind === "head" ? "proportional-head" : "proportional-expected-gain",
    potAmount: pot.amount,
    count,
    totalPoints,
    minimumStudents: pot.minimumStudents,
    clause: pot.clause,
    byDefault: pot.clause.quotation === "",
  };
}

/** The share as a number, from the exact points: 15 digits of the integer quotient. */
function shareOf(points: Decimal, total: Decimal): number {
  if (total.mantissa === 0n) return 0;
  const numerator = points.mantissa * 10n ** BigInt(total.scale - points.scale);
  return Number((numerator * 10n ** 15n) / total.mantissa) / 1e15;
}

function remainderOf(split: Split, measured: number): Remainder {
  if (split.totalPoints.mantissa > 0n) return { amount: 0n, reason: "none" };
  return { amount: split.remainder, reason: measured === 0 ? "noRecipient" : "allZero" };
}

function issuesOf(pot: PotSpec, awards: readonly Award[], split: Split): Issue[] {
  const named = awards.flatMap(({ id, count, state }) => {
    if (state === "tooFewStudents") {
      const params = { pot: pot.id, school: id, n: count, minimum: pot.minimumStudents };
      return [issue("POT_TOO_FEW_STUDENTS", params, {}, "note")];
    }
    if (state === "notMeasured") return [issue("MEASURE_MISSING", { pot: pot.id, school: id }, {}, "warning")];
    return [];
  });
  if (split.totalPoints.mantissa > 0n) return named;
  const code = split.parts.length === 0 ? "POT_NO_RECIPIENT" : "POT_MEASURES_ALL_ZERO";
  return [issue(code, { pot: pot.id }, {}, "warning"), ...named];
}
