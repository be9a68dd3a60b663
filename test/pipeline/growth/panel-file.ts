import { readFileSync, writeFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** Which scores of the state assessment make a panel. */
export interface PanelPlan {
  readonly subject: string;
  /** Rising; the last is the current year. */
  readonly years: readonly string[];
  readonly grades: readonly number[];
}

const dataset = new URL("../../../datasets/sgpdata/data.csv.gz", import.meta.url);

/** Writes the assessment's scores as one row per student: ID, g<grade> …, school of the current year. */
export function writePanel(path: string, { subject, years, grades }: PanelPlan): void {
  const [head, ...lines] = gunzipSync(readFileSync(dataset)).toString("utf8").trimEnd().split("\n");
  const names = head.split(",");
  const at = (name: string): number => names.indexOf(name);
  const place = new Map(years.map((year, k) => [`${year} ${grades[k]}`, k]));
  const rows = new Map<string, string[]>();
  for (const line of lines) {
    const cells = line.split(",");
    const k = place.get(`${cells[at("YEAR")]} ${cells[at("GRADE")]}`);
    if (k === undefined || cells[at("CONTENT_AREA")] !== subject) continue;
    const id = cells[at("ID")];
    const row = rows.get(id) ?? [...years.map(() => ""), ""];
    row[k] = cells[at("SCALE_SCORE")];
    if (k === years.length - 1) row[years.length] = cells[at("SCHOOL_NUMBER")];
    rows.set(id, row);
  }
  const body = [...rows].map(([id, row]) => `${id},${row.join(",")}\n`);
  writeFileSync(path, `ID,${grades.map((grade) => `g${grade}`).join(",")},school\n${body.join("")}`);
}
