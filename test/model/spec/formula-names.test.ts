import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Answer, StoredColumn, StoredTable } from "../../../src/data/schema/index.ts";
import { buildDesign, draftDesign } from "../../../src/model/design/index.ts";
import { parseFormula } from "../../../src/model/spec/index.ts";

interface Reference {
  readonly levels: Readonly<Record<string, readonly string[]>>;
  readonly numbers: Readonly<Record<string, readonly number[]>>;
  readonly cases: readonly { readonly formula: string; readonly columns: readonly string[] }[];
}

const reference: Reference = JSON.parse(
  readFileSync(new URL("../../reference/formula/columns.json", import.meta.url), "utf8"),
);

const fixed = (name: string): StoredColumn => ({
  kind: "fixed",
  name,
  unit: { base: 10, exponent: 0 },
  exact: true,
  min: 0n,
  max: 10n,
  missing: 0,
});
const coded = ([name, levels]: [string, readonly string[]]): StoredColumn => ({
  kind: "coded",
  name,
  levels,
  missing: 0,
});
const table: StoredTable = {
  name: "rows",
  rows: 24,
  columns: [...["y", "x", "z", "k", "my var", "年.2"].map(fixed), ...Object.entries(reference.levels).map(coded)],
};

/** The levels of a numeric factor are asked of the table: answered here from the reference. */
function answerLevels(numbers: readonly number[]): Answer {
  return {
    rows: numbers.length,
    columns: {
      code: { kind: "int64", values: BigInt64Array.from(numbers, BigInt) },
      n: { kind: "int64", values: new BigInt64Array(numbers.length).fill(6n) },
    },
  };
}

describe("design columns are named and ordered as R does", () => {
  test.each(reference.cases)("$formula", ({ formula, columns }) => {
    const draft = draftDesign(parseFormula(formula), table);
    const answers = draft.asks.map((ask) =>
      answerLevels(typeof ask === "string" ? [] : reference.numbers[ask.levelsOf]),
    );
    expect(buildDesign(draft, answers).columns.map((column) => column.name)).toEqual(columns);
  });
});
