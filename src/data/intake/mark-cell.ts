import { type Issue, invariant, issue, type Place, parseDecimal } from "../../base/index.ts";
import type { MarkStatus, Paper } from "../schema/index.ts";
import { type NumberCell, wideOf } from "./number-cell.ts";

/** Words in mark and status columns that are known without being told (small letters). */
const knownWords: Readonly<Record<string, MarkStatus>> = {
  "": "missing",
  na: "missing",
  "n/a": "missing",
  "-": "missing",
  "—": "missing",
  "－": "missing",
  missing: "missing",
  缺失: "missing",
  缺考: "absent",
  缺: "absent",
  absent: "absent",
  违纪: "violation",
  作弊: "violation",
  violation: "violation",
  免考: "exempt",
  缓考: "exempt",
  免试: "exempt",
  exempt: "exempt",
  正常: "valid",
  有效: "valid",
  valid: "valid",
};

/** Words that the message about an unknown status names. */
export const namedWords: readonly string[] = [
  "缺考",
  "违纪",
  "作弊",
  "免考",
  "缓考",
  "正常",
  "absent",
  "exempt",
  "valid",
];

/** The status of a word: the source's own words first. Undefined where nobody knows it. */
export function statusOf(word: string, own: Readonly<Record<string, MarkStatus>>): MarkStatus | undefined {
  if (Object.hasOwn(own, word)) return own[word];
  const lower = word.toLowerCase();
  return Object.hasOwn(knownWords, lower) ? knownWords[lower] : undefined;
}

/** A paper's limits as integers of 10^−decimals points: no mark beyond 2⁵³ of them is taken. */
export interface PaperLimits {
  readonly paper: Paper;
  readonly low: number;
  readonly high: number;
}

/** The limits of a paper as integers. A limit with more places than the marks is moved inwards, which no mark can tell. */
export function paperLimits(paper: Paper): PaperLimits {
  const limit = BigInt(Number.MAX_SAFE_INTEGER);
  const high = floorAt(paper.high, paper.decimals);
  const low = -floorAt(negated(paper.low), paper.decimals);
  return { paper, low: Number(low < -limit ? -limit : low), high: Number(high > limit ? limit : high) };
}

function negated(text: string): string {
  return text.startsWith("-") ? text.slice(1) : `-${text.replace(/^\+/, "")}`;
}

/** The greatest integer m with m · 10^−decimals ≤ the decimal. */
function floorAt(text: string, decimals: number): bigint {
  const decimal = parseDecimal(text);
  invariant(decimal !== null, "a checked paper has decimal limits");
  if (decimal.scale <= decimals) return decimal.mantissa * 10n ** BigInt(decimals - decimal.scale);
  const divisor = 10n ** BigInt(decimal.scale - decimals);
  const quotient = decimal.mantissa / divisor;
  return decimal.mantissa < 0n && quotient * divisor !== decimal.mantissa ? quotient - 1n : quotient;
}

/** What is wrong with the mark of a parsed number; null where nothing is, and `markOf` gives it. */
export function markFault(cell: NumberCell, { paper, low, high }: PaperLimits): MarkFault | null {
  if (cell.scale > paper.decimals) return "MARK_TOO_FINE";
  const mark = markOf(cell, paper);
  if (mark >= low && mark <= high) return null;
  if (mark < 0 && low === 0) return "MARK_NEGATIVE";
  return mark > high && paper.scale === "marks" ? "MARK_ABOVE_FULL" : "MARK_OUT_OF_RANGE";
}

export type MarkFault = "MARK_TOO_FINE" | "MARK_NEGATIVE" | "MARK_ABOVE_FULL" | "MARK_OUT_OF_RANGE";

/** A number as an integer of 10^−decimals points; exact within a paper's limits. */
export function markOf(cell: NumberCell, paper: Paper): number {
  const factor = 10 ** (paper.decimals - cell.scale);
  return (cell.long ? Number(wideOf(cell)) : cell.mantissa) * factor;
}

/** The issue of a fault. */
export function faultIssue(fault: MarkFault, paper: Paper, value: string, where: Place): Issue {
  const { low, high, decimals } = paper;
  switch (fault) {
    case "MARK_TOO_FINE":
      return issue(fault, { value, decimals }, where);
    case "MARK_NEGATIVE":
      return issue(fault, { value }, where);
    case "MARK_ABOVE_FULL":
      return issue(fault, { value, fullMark: high }, where);
    case "MARK_OUT_OF_RANGE":
      return issue(fault, { value, low, high }, where);
  }
}
