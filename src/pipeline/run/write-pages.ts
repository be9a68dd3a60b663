import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "../../base/index.ts";
import type { BureauReport } from "../../report/index.ts";

/** Writes the bureau's page in each language of the study, or in the one asked for; gives the files' names. */
export async function writePages(folder: string, report: BureauReport, only?: Language): Promise<string[]> {
  // Loaded only here: the plotting library takes a fifth of a second, which commands without pages need not wait for.
  const { renderBureauPage } = await import("../../report/pages/index.ts");
  const languages = only === undefined ? report.languages : [only];
  return languages.map((language) => {
    const name = report.files[language];
    writeFileSync(join(folder, name), renderBureauPage(report, language));
    return name;
  });
}
