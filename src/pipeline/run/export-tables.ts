import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { column, equal, type SelectNode, type Source, table, text } from "../../data/sql/index.ts";
import type { Store } from "../../data/store/index.ts";

/** A table of results as scripts know it. */
interface ExportedTable {
  readonly file: string;
  readonly from: Source;
  /** Column of the file → column of the store, where the names differ. */
  readonly columns: readonly (string | { readonly as: string; readonly of: string; readonly table?: string })[];
  readonly key: readonly string[];
}

const own = "rows";

const exported: readonly ExportedTable[] = [
  {
    file: "effects",
    from: table("effect", own),
    columns: [
      ...["year", "model", "level", "id", "name", "n", "coverage", "unshrunken", "unshrunken_se", "shrunken"],
      ...["shrunken_se", "ci_low", "ci_high", "rank_low", "rank_high", "reliability", "probability_above_zero"],
    ],
    key: ["year", "model", "level", "id"],
  },
  {
    file: "index",
    from: table("index_value", own),
    columns: ["year", "index", "id", "name", "value", "se", "previous", "increment", "increment_se", "rank", "group"],
    key: ["year", "index", "id"],
  },
  {
    file: "awards",
    from: table("award", own),
    columns: [
      ...["school_year", "class_of", "fiscal_year", "mode", "fund", "pot", "recipient_type", "recipient_id"],
      ...["recipient_name", "amount_fen", "measure", "share", "rule", "clause", "explanation", "probability"],
    ],
    key: ["fund", "pot", "recipient_type", "recipient_id"],
  },
  {
    file: "determinations",
    from: table("determination", own),
    columns: [
      ...["school_year", "rule", "object", "school_id", "school_name", "state", "consequence", "clause", "value"],
      ...["threshold", "margin", "ci_low", "ci_high", "evidence", "probability", "nearest_change", "previous_state"],
    ],
    key: ["school_year", "rule", "object", "school_id"],
  },
  {
    file: "findings",
    from: table("finding", own),
    columns: ["number", "severity", "code", "about", "params"],
    key: ["number"],
  },
  {
    file: "expected",
    from: {
      kind: "join",
      type: "left",
      left: table("expected", own),
      right: table("school", "school"),
      on: equal(column("school", own), column("school", "school")),
    },
    columns: [
      "model",
      "student",
      { as: "school", of: "school_id", table: "school" },
      ...["expected", "expected_se", "residual", "fitted"],
    ],
    key: ["model", "student"],
  },
  {
    file: "issues",
    from: table("issue", own),
    columns: [
      ...["number", "severity", "code", "file", "sheet"],
      { as: "row", of: "source_row" },
      { as: "column", of: "source_column" },
      ...["message_zh", "message_en"],
    ],
    key: ["number"],
  },
];

/** Writes every table of results of a run as CSV and as Parquet into `folder`. */
export async function exportTables(store: Store, runId: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const one of exported) {
    const query = exportQuery(one, runId);
    await store.exportQuery(query, join(folder, `${one.file}.csv`), "csv");
    await store.exportQuery(query, join(folder, `${one.file}.parquet`), "parquet");
  }
}

function exportQuery({ from, columns, key }: ExportedTable, runId: string): SelectNode {
  return {
    kind: "select",
    columns: columns.map((one) =>
      typeof one === "string"
        ? { as: one, expression: column(one, own) }
        : { as: one.as, expression: column(one.of, one.table ?? own) },
    ),
    from,
    where: equal(column("run_id", own), text(runId)),
    orderBy: key.map((name) => column(name, own)),
  };
}
