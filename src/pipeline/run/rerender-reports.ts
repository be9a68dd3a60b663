import { existsSync } from "node:fs";
import { join } from "node:path";
import { fail, invariant, ProjectError } from "../../base/index.ts";
import { column, equal, table, text } from "../../data/sql/index.ts";
import { openStore, type Store } from "../../data/store/index.ts";
import { parseReport } from "../../report/index.ts";
import { codeFingerprint } from "../output/fingerprint.ts";
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
    const stored = await storedReport(store, run);
    const write = async () => writePages(out, parseReport(stored.report), options);
    const names = await write().catch((error: unknown) => {
      if (error instanceof ProjectError || stored.code === codeFingerprint()) throw error;
      // Another version wrote the run, and this one can't read it.
      return fail("NO_STORED_RUN", { path: out });
    });
    relist(out, names);
    return names.map((name) => join(out, name));
  } finally {
    await store.close();
  }
}

async function storedReport(store: Store, run: string): Promise<{ readonly report: string; readonly code: string }> {
  const { columns } = await store.query({
    kind: "select",
    columns: ["report", "code_fingerprint"].map((as) => ({ as, expression: column(as) })),
    from: table("run"),
    where: equal(column("run_id"), text(run)),
  });
  const of = (name: string): string => {
    const found = columns[name];
    invariant(found.kind === "text" && typeof found.values[0] === "string", `a published run has its ${name}`);
    return found.values[0];
  };
  return { report: of("report"), code: of("code_fingerprint") };
}
