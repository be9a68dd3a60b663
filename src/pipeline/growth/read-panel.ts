import { fail, type Issue, invariant } from "../../base/index.ts";
import { type ColumnRole, type FileSource, readTable } from "../../data/intake/index.ts";
import { type AnswerColumn, findColumn, fromUnit, type StoredTable } from "../../data/schema/index.ts";
import { column, type SelectNode, table } from "../../data/sql/index.ts";
import type { Store } from "../../data/store/index.ts";
import type { GrowthPanel } from "../../model/growth/index.ts";
import type { GrowthOptions } from "./growth-options.ts";

/** A text column: a code for each row, −1 where it is missing. */
export interface Labels {
  readonly levels: readonly string[];
  readonly codes: Int32Array;
}

/** The rows of a table in the order of the file, as arrays. */
export interface PanelRows {
  readonly panel: GrowthPanel;
  /** By id column. */
  readonly ids: readonly Labels[];
  readonly group: Labels | null;
  readonly read: number;
  readonly rejected: number;
  readonly issues: readonly Issue[];
}

const currentName = "current";
const groupName = "group";
const priorName = (k: number): string => `prior ${k + 1}`;
const idName = (k: number): string => `id ${k + 1}`;

/**
 * Reads the columns that growth needs through the store into arrays: 8 bytes a row for each score and 4 for each label.
 * (Quantile regression needs each row's residual at every step, so no sums that the engine could keep are enough.)
 *
 * @throws OPTION_VALUE where a score is named twice, COLUMN_UNKNOWN, VARIABLE_NOT_NUMERIC and the faults of a file
 */
export async function readPanel(store: Store, source: FileSource, options: GrowthOptions): Promise<PanelRows> {
  const { current, priors, id, group } = options;
  refuseRepeated(current, priors);
  const roles: ColumnRole[] = [
    { column: current, role: "number", as: currentName },
    ...priors.map((prior, k): ColumnRole => ({ column: prior, role: "number", as: priorName(k) })),
    ...id.map((one, k): ColumnRole => ({ column: one, role: "label", as: idName(k) })),
    ...(group === undefined ? [] : [{ column: group, role: "label", as: groupName } as const]),
  ];
  const intake = await readTable(store, source, roles, { fixedPoint: options.fixedPoint ?? true });
  const names = intake.table.columns.map((one) => one.name);
  const query: SelectNode = {
    kind: "select",
    columns: names.map((name) => ({ as: name, expression: column(name) })),
    from: table(intake.table.name),
    orderBy: [column(intake.rowColumn)],
  };
  const { columns } = await store.query(query);
  const scores = (name: string) => scoresOf(intake.table, name, columns[name]);
  const labels = (name: string) => labelsOf(intake.table, name, columns[name]);
  return {
    panel: { current: scores(currentName), priors: priors.map((_, k) => scores(priorName(k))) },
    ids: id.map((_, k) => labels(idName(k))),
    group: group === undefined ? null : labels(groupName),
    read: intake.read,
    rejected: intake.rejected,
    issues: intake.issues,
  };
}

function refuseRepeated(current: string, priors: readonly string[]): void {
  const seen = new Set([current]);
  for (const prior of priors) {
    if (seen.has(prior)) {
      fail("OPTION_VALUE", {
        option: "--priors",
        value: prior,
        expected: { oneOf: ["A,B,C (A ≠ B ≠ C ≠ --current)"] },
      });
    }
    seen.add(prior);
  }
}

function scoresOf(stored: StoredTable, name: string, answer: AnswerColumn): Float64Array {
  const definition = findColumn(stored, name);
  invariant(definition?.kind === "fixed", "a score is stored as integers");
  invariant(answer.kind === "int32" || answer.kind === "int64", "integers are answered as such");
  const { values, missing } = answer;
  const scores = new Float64Array(values.length);
  for (let i = 0; i < scores.length; i++) {
    scores[i] = missing?.[i] === 1 ? Number.NaN : fromUnit(Number(values[i]), definition.unit);
  }
  return scores;
}

function labelsOf(stored: StoredTable, name: string, answer: AnswerColumn): Labels {
  const definition = findColumn(stored, name);
  invariant(definition?.kind === "coded", "a label is stored as a code");
  invariant(answer.kind === "int32" || answer.kind === "int64", "codes are integers");
  const { values, missing } = answer;
  const codes = Int32Array.from({ length: values.length }, (_, i) => (missing?.[i] === 1 ? -1 : Number(values[i])));
  return { levels: definition.levels, codes };
}
