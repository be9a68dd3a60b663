import type { BureauReport } from "../../report/index.ts";
import { sha256 } from "../output/fingerprint.ts";

/** Above this many schools no pages of single schools are written with a run; `report --school` writes one on demand. */
const mostPages = 500;

/** The schools of the report, in its order; each once. */
export function schoolsOf(report: BureauReport): string[] {
  const rows = report.models.flatMap((model) => model.levels.filter((level) => level.id === "school"));
  return [...new Set(rows.flatMap((level) => level.rows.map((row) => row.id)))];
}

/** File names that Windows keeps for devices, whatever their ending. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/** Bytes of the longest name: file systems take 255 with the ending, and archives and mail programs want less. */
const longestName = 120;

/**
 * File name of a school's page without its ending: letters, digits, - and _ stand; every other byte is written %XX, and
 * so is the first letter of a name that no file may have. A name that is too long is cut and ends in ~ and its fingerprint.
 */
export function schoolPageName(id: string): string {
  const safe = id.replace(/[^\p{L}\p{N}_-]/gu, bytesOf);
  const name = devices.test(safe) ? bytesOf(safe[0]) + safe.slice(1) : safe;
  if (Buffer.byteLength(name) <= longestName) return name;
  const mark = `~${sha256(id).slice(0, 16)}`;
  let cut = "";
  for (const letter of name) {
    if (Buffer.byteLength(cut + letter + mark) > longestName) break;
    cut += letter;
  }
  return cut + mark;
}

function bytesOf(letter: string): string {
  return Array.from(
    new TextEncoder().encode(letter),
    (byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`,
  ).join("");
}

/** Names of the pages of each school; a name that differs from an earlier one only in letter case gets a number. */
export function schoolPageNames(report: BureauReport): ReadonlyMap<string, string> {
  const taken = new Map<string, number>();
  return new Map(
    schoolsOf(report).map((id) => {
      const name = schoolPageName(id);
      const folded = name.toLowerCase();
      const before = taken.get(folded) ?? 0;
      taken.set(folded, before + 1);
      return [id, before === 0 ? name : `${name}~${before + 1}`];
    }),
  );
}

/** Whether pages of single schools are written with the run. */
export function writesSchoolPages(report: BureauReport): boolean {
  return schoolsOf(report).length <= mostPages;
}

/** The report with links from each school to its page, where pages are written. */
export function linkSchoolPages(report: BureauReport): BureauReport {
  if (!writesSchoolPages(report)) return report;
  const names = schoolPageNames(report);
  const link = (id: string, ending: string) => `schools/${encodeURIComponent(names.get(id) ?? id)}${ending}`;
  return {
    ...report,
    models: report.models.map((model) => ({
      ...model,
      levels: model.levels.map((level) =>
        level.id !== "school"
          ? level
          : {
              ...level,
              rows: level.rows.map((row) => ({
                ...row,
                page: { zh: link(row.id, endingOf(report, "zh")), en: link(row.id, endingOf(report, "en")) },
              })),
            },
      ),
    })),
  };
}

/** The ending of a page in a language: `.html` for the study's first, else `.en.html`, as the bureau page has it. */
export function endingOf(report: BureauReport, language: "zh" | "en"): string {
  return report.files[language].replace(/^index/, "");
}
