import { existsSync, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { fail } from "../../base/index.ts";
import { type RunSummary, renderContentsPage } from "../../report/index.ts";
import { replaceFile } from "../output/replace-file.ts";
import { isRunFolder } from "../output/run-manifest.ts";
import { packageRoot } from "../package-root.ts";
import { runStudy } from "../run/run-study.ts";

/** Studies on the bundled data, in the order in which they are shown. */
const studies = ["inner-london", "chemistry"] as const;

/** Runs the demonstration studies into folders below `out` and writes a page that leads to them. */
export async function runDemo(out: string): Promise<{ readonly index: string; readonly runs: readonly RunSummary[] }> {
  refuseForeign(out);
  const runs: RunSummary[] = [];
  for (const name of studies) {
    const file = relative(process.cwd(), join(packageRoot, "models", "demo", `${name}.yaml`));
    runs.push(await runStudy(file, { out: join(out, name) }));
  }
  const index = join(out, "index.html");
  const links = runs.map((run, k) => ({
    title: run.title,
    href: `${studies[k]}/index.html`,
    hrefEn: `${studies[k]}/index.en.html`,
  }));
  replaceFile(out, "index.html", renderContentsPage(links));
  return { index, runs };
}

/** A folder with files must be an earlier demonstration's: its page of contents is written over. */
function refuseForeign(out: string): void {
  if (!existsSync(out) || studies.some((name) => isRunFolder(join(out, name)))) return;
  // A demonstration that was killed has left a hidden folder.
  const holds = statSync(out).isDirectory() ? readdirSync(out).filter((name) => !name.startsWith(".")) : [out];
  if (holds.length > 0) fail("OUTPUT_EXISTS", { path: out });
}
