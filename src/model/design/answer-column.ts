import { invariant } from "../../base/index.ts";
import type { Answer, AnswerColumn } from "../../data/schema/index.ts";

/** A column of an answer by name. */
export function answerColumn(answer: Answer, name: string): AnswerColumn {
  const found = answer.columns[name];
  invariant(found !== undefined, `the answer lacks column ${name}`);
  return found;
}

/** A column of exact integers, read as such whatever its width: 32 or 64 bits, or decimal text. */
export function integersOf(column: AnswerColumn): ArrayLike<bigint> {
  invariant(column.kind !== "double", "an exact sum never crosses as a double");
  if (column.kind === "int64") return column.values;
  if (column.kind === "int32") return Array.from(column.values, BigInt);
  return column.values.map((value) => {
    invariant(value !== null, "an exact sum over rows is never missing");
    return BigInt(value);
  });
}

/** A column of counts: whole numbers below 2⁵³. */
export function countsOf(column: AnswerColumn): Float64Array {
  invariant(column.kind === "int64" || column.kind === "int32", "a count is a whole number");
  return Float64Array.from(column.values, Number);
}
