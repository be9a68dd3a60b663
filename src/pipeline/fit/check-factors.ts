import { type Issue, issue } from "../../base/index.ts";
import type { StoredTable } from "../../data/schema/index.ts";
import type { Formula } from "../../model/spec/index.ts";

/** Below this many levels that are numbers, a factor may well have been meant ("1", "2", "3+"). */
const suspectLevels = 10;
const number = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;

/**
 * Warns of columns that are factors only because a few of their values are no numbers: one "absent" among a thousand
 * marks makes a level of every mark. `factor(x)` is not suspected: it says what is meant.
 */
export function suspectFactors(formula: Formula, table: StoredTable, file: string): Issue[] {
  const plain = new Set(formula.variables.flatMap((one) => (one.kind === "plain" ? [one.name] : [])));
  return table.columns.flatMap((column) => {
    if (column.kind !== "coded" || !plain.has(column.name)) return [];
    const other = column.levels.filter((level) => !number.test(level));
    const numbers = column.levels.length - other.length;
    if (numbers < suspectLevels || other.length >= numbers) return [];
    const params = { name: column.name, numbers, others: other.length, first: other[0] ?? "" };
    return [issue("FACTOR_OF_NUMBERS", params, { file, column: column.name }, "warning")];
  });
}
