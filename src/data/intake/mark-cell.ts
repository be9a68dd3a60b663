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

/** A paper's limits, ready for integers of 10^−decimals points. */
export interface PaperLimits {
  readonly paper: Paper;
  readonly low: bigint;
  readonly high: bigint;
  /** Marks are multiplied by this before they are compared with the limits, which may have more places. */
  readonly factor: bigint;
}

/** The limits of a paper as integers. */
export function paperLimits(paper: Paper): PaperLimits {
  const low = parseDecimal(paper.low);
  const high = parseDecimal(paper.high);
  invariant(low !== null && high !== null, "a checked paper has decimal limits");
  const scale = Math.max(paper.decimals, low.scale, high.scale);
  const at = (decimal: { mantissa: bigint; scale: number }) => decimal.mantissa * 10n ** BigInt(scale - decimal.scale);
  return { paper, low: at(low), high: at(high), factor: 10n ** BigInt(scale - paper.decimals) };
}

/** The mark of a parsed number as an integer of 10^−decimals points, or the issue that rejects it. */
export function checkedMark(
  cell: NumberCell,
  { paper, low, high, factor }: PaperLimits,
  value: () => string,
  where: () => Place,
): bigint | Issue {
  const { decimals } = paper;
  if (cell.scale > decimals) return issue("MARK_TOO_FINE", { value: value(), decimals }, where());
  const integer = (cell.long ? wideOf(cell) : BigInt(cell.mantissa)) * 10n ** BigInt(decimals - cell.scale);
  const compared = integer * factor;
  if (compared >= low && compared <= high) return integer;
  if (integer < 0n && low === 0n) return issue("MARK_NEGATIVE", { value: value() }, where());
  if (compared > high && paper.scale === "marks") {
    return issue("MARK_ABOVE_FULL", { value: value(), fullMark: paper.high }, where());
  }
  return issue("MARK_OUT_OF_RANGE", { value: value(), low: paper.low, high: paper.high }, where());
}
