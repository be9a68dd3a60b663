import type { BureauReport } from "./types.ts";

/** Members of a report that hold money: written to JSON as decimal text. */
const moneyMembers = new Set(["amount", "amountLow", "amountHigh", "remainder"]);

/** Reads back a report that was written as canonical JSON by the same version. Amounts become big integers again. */
export function parseReport(json: string): BureauReport {
  const report: BureauReport = JSON.parse(json, (key, value: unknown) =>
    moneyMembers.has(key) && typeof value === "string" ? BigInt(value) : value,
  );
  return report;
}
