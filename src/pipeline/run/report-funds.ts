import { compareLevels, type Localized } from "../../base/index.ts";
import type { MarksIntake } from "../../data/schema/index.ts";
import type { Award, FundResult, PotResult } from "../../policy/index.ts";
import { type AwardRow, awardArithmetic, type FundSection, type PotSection } from "../../report/index.ts";
import { nameOrId, schoolNames } from "./report-names.ts";

/** A divided fund as the page has it. */
export function fundSection(intake: MarksIntake, { fund, amount, pots }: FundResult): FundSection {
  const names = schoolNames(intake);
  return { id: fund.id, name: fund.name, amount, pots: pots.map((pot) => potSection(names, pot)) };
}

function potSection(
  names: ReadonlyMap<string, Localized>,
  { pot, awards, totalPoints, remainder, draws }: PotResult,
): PotSection {
  const order = compareLevels(awards.map(({ id }) => id));
  const sorted = [...awards].sort((a, b) => order(a.id, b.id));
  return {
    id: pot.id,
    name: pot.name,
    amount: pot.amount,
    method: pot.method,
    measure: pot.measure,
    minimumStudents: pot.minimumStudents,
    totalMeasure: Number(totalPoints.mantissa) / 10 ** totalPoints.scale,
    rows: sorted.map((award) => awardRow(award, nameOrId(names, award.id))),
    remainder: remainder.amount,
    clause: pot.clause,
    draws,
  };
}

/** An award as the page has it. A school without part in the pot has no amount, and a flag that says why. */
function awardRow(award: Award, name: Localized): AwardRow {
  const { id, count, state, points, explanation, interval } = award;
  const hasPart = state === "awarded" || state === "zero";
  const row = {
    id,
    name,
    n: count,
    measure: points === null ? 0 : Number(points.mantissa) / 10 ** points.scale,
    share: award.share,
    amount: hasPart ? award.amount : null,
    amountLow: interval?.low ?? null,
    amountHigh: interval?.high ?? null,
    probability: award.probability,
  };
  if (!hasPart) return { ...row, flags: [count === 0 ? "noStudents" : state] };
  const arithmetic = { zh: awardArithmetic(explanation, "zh"), en: awardArithmetic(explanation, "en") };
  return { ...row, flags: [], arithmetic };
}
