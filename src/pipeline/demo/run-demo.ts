import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { type RunSummary, renderContentsPage } from "../../report/index.ts";
import { packageRoot } from "../package-root.ts";
import { runStudy } from "../run/run-study.ts";

/** Studies on the bundled data, in the order in which they are shown. */
const studies = ["inner-london", "chemistry"] as const;

/** Runs the demonstration studies into folders below `out` and writes a page that leads to them. */
export async function runDemo(out: string): Promise<{ readonly index: string; readonly runs: readonly RunSummary[] }> {
  const runs: RunSummary[] = [];
  for (const name of studies) {
    const file = relative(process.cwd(), join(packageRoot, "models", "demo", `${name}.yaml`));
    runs.push(await runStudy(file, { out: join(out, name) }));
  }
  mkdirSync(out, { recursive: true });
  const index = join(out, "index.html");
  const links = runs.map((run, k) => ({
    title: run.title,
    href: `${studies[k]}/index.html`,
    hrefEn: `${studies[k]}/index.en.html`,
  }));
  writeFileSync(index, renderContentsPage(links));
  return { index, runs };
}
