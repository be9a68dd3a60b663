import { existsSync } from "node:fs";
import { join } from "node:path";
import { fail, invariant } from "../../base/index.ts";
import { column, equal, table, text } from "../../data/sql/index.ts";
import { openStore } from "../../data/store/index.ts";
import { parseReport } from "../../report/index.ts";
import { recoverOutput } from "../output/output-folder.ts";
import { relist } from "../output/run-manifest.ts";
import { locateStudy } from "./load-study.ts";
import { defaultOut } from "./run-study.ts";
import { type PageChoice, writePages } from "./write-pages.ts";

export interface RerenderOptions extends PageChoice {
  readonly out?: string;
}

/** Renders the pages of the published run again, from the store alone. Gives the files written. @throws NO_STORED_RUN */
export async function rerenderReports(path: string, options: RerenderOptions = {}): Promise<string[]> {
  const out = options.out ?? defaultOut(locateStudy(path));
  recoverOutput(out);
  const file = join(out, "store.duckdb");
  if (!existsSync(file)) fail("NO_STORED_RUN", { path: out });
  const store = await openStore({ path: file, readOnly: true });
  try {
    const run = await store.published();
    if (run === null) fail("NO_STORED_RUN", { path: out });
    const { columns } = await store.query({
      kind: "select",
      columns: [{ as: "report", expression: column("report") }],
      from: table("run"),
      where: equal(column("run_id"), text(run)),
    });
    const { report } = columns;
    invariant(report.kind === "text" && report.values[0] !== null, "a published run has its report");
    const names = await writePages(out, parseReport(report.values[0]), options);
    relist(out, names);
    return names.map((name) => join(out, name));
  } finally {
    await store.close();
  }
}
