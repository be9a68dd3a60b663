import { fail, type Language, nearest } from "../../base/index.ts";
import type { BureauReport } from "../../report/index.ts";
import { replaceFile } from "../output/replace-file.ts";
import { endingOf, schoolPageNames, schoolsOf, writesSchoolPages } from "./school-pages.ts";

export interface PageChoice {
  /** One language only. Default: the study's. */
  readonly language?: Language;
  /** This school's page only. */
  readonly school?: string;
}

/** Writes a run's pages into its folder and gives their names: the bureau's, one for each school, the public one. */
export async function writePages(folder: string, report: BureauReport, choice: PageChoice = {}): Promise<string[]> {
  // Loaded only here: the plotting library takes a fifth of a second, which commands without pages need not wait for.
  const { renderBureauPage, renderPublicPage, renderSchoolPage } = await import("../../report/pages/index.ts");
  const names = schoolPageNames(report);
  const written: string[] = [];
  const write = (name: string, page: string): void => {
    replaceFile(folder, name, page);
    written.push(name);
  };
  for (const language of choice.language === undefined ? report.languages : [choice.language]) {
    if (choice.school === undefined) {
      write(report.files[language], renderBureauPage(report, language));
      write(`public/${report.files[language]}`, renderPublicPage(report, language));
    }
    for (const id of chosenSchools(report, choice.school)) {
      const page = renderSchoolPage(report, id, language, `../${report.files[language]}`);
      if (page !== null) write(`schools/${names.get(id) ?? id}${endingOf(report, language)}`, page);
    }
  }
  return written;
}

function chosenSchools(report: BureauReport, school: string | undefined): readonly string[] {
  const known = schoolsOf(report);
  if (school === undefined) return writesSchoolPages(report) ? known : [];
  if (known.includes(school)) return [school];
  const near = nearest(school, known);
  return fail("SCHOOL_UNKNOWN", near === undefined ? { school } : { school, near });
}
