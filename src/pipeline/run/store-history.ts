import { invariant } from "../../base/index.ts";
import { binary, column, table, text } from "../../data/sql/index.ts";
import type { Store } from "../../data/store/index.ts";

/** Tables whose rows belong to a run. */
const tablesOfRuns = [
  "issue",
  "run",
  "fit",
  "expected",
  "effect",
  "index_value",
  "award",
  "determination",
  "finding",
  "ledger",
];

/** Takes a run's own rows away before it is written again: the same run twice is one run. */
export async function clearRun(store: Store, runId: string): Promise<void> {
  for (const name of tablesOfRuns) await store.deleteWhere(name, binary("=", column("run_id"), text(runId)));
}

/** Expected scores by student are kept for the published run only; the results of earlier runs stay. */
export async function forgetOtherRuns(store: Store, runId: string): Promise<void> {
  await store.deleteWhere("expected", binary("<>", column("run_id"), text(runId)));
}

/** The number of the ledger's next entry: one more than the greatest. */
export async function nextLedgerEntry(store: Store): Promise<number> {
  const { columns } = await store.query({
    kind: "select",
    columns: [{ as: "last", expression: { kind: "max", of: column("entry") } }],
    from: table("ledger"),
  });
  const { last } = columns;
  invariant(last.kind === "int32", "entries are integers");
  return last.missing?.[0] === 1 ? 1 : last.values[0] + 1;
}
