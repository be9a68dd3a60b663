import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../", import.meta.url));

/** One reference and the fit that must agree with it. */
export interface VerifyCase {
  /** Path below test/reference, without .json. */
  readonly reference: string;
  readonly formula: string;
  /** Makes the table (a path) in a folder for passing tables. */
  readonly table: (folder: string) => string;
  readonly method: "reml" | "ml";
  readonly weights?: string;
}

type Row = Record<string, string>;

const dataset = (name: string) => () => join(root, "datasets", name, "data.csv");

/** A data set with columns added or cells emptied, written as CSV. */
function derived(source: string, change: (rows: readonly Row[]) => readonly Row[]): (folder: string) => string {
  return (folder) => {
    const [head, ...lines] = readFileSync(join(root, source), "utf8").trimEnd().split(/\r?\n/);
    const names = head.split(",");
    const rows = lines.map((line): Row => Object.fromEntries(line.split(",").map((cell, k) => [names[k], cell])));
    const changed = change(rows);
    const columns = Object.keys(changed[0]);
    const path = join(folder, `${source.replaceAll("/", "-")}-${change.name}.csv`);
    writeFileSync(path, [columns.join(","), ...changed.map((row) => columns.map((c) => row[c]).join(","))].join("\n"));
    return path;
  };
}

const exam = "datasets/exam/data.csv";

/** w = 1 + (i mod 3)/2, i counting rows from 1. */
const weighted = (rows: readonly Row[]): Row[] => rows.map((row, i) => ({ ...row, w: String(1 + ((i + 1) % 3) / 2) }));

/** Outcomes missing in every 17th row, priors in every 23rd. */
const missing = (rows: readonly Row[]): Row[] =>
  rows.map((row, i) => ({
    ...row,
    normexam: (i + 1) % 17 === 0 ? "" : row.normexam,
    standLRT: (i + 1) % 23 === 0 ? "" : row.standLRT,
  }));

/** School means of the prior and deviations from them. */
function compositional(rows: readonly Row[]): Row[] {
  return withMeans(rows, "standLRT", "meanLRT", "withinLRT");
}

function chemCompositional(rows: readonly Row[]): Row[] {
  return withMeans(rows, "gcsecnt", "meanGCSE", "withinGCSE");
}

function withMeans(rows: readonly Row[], of: string, mean: string, within: string): Row[] {
  const sums = new Map<string, { sum: number; n: number }>();
  for (const row of rows) {
    const { sum, n } = sums.get(row.school) ?? { sum: 0, n: 0 };
    sums.set(row.school, { sum: sum + Number(row[of]), n: n + 1 });
  }
  return rows.map((row) => {
    const { sum, n } = sums.get(row.school) ?? { sum: 0, n: 1 };
    return { ...row, [mean]: String(sum / n), [within]: String(Number(row[of]) - sum / n) };
  });
}

function districts(rows: readonly Row[]): Row[] {
  return rows.map((row) => ({
    ...row,
    stratio: String(Number(row.students) / Number(row.teachers)),
    score: String((Number(row.math) + Number(row.read)) / 2),
  }));
}

const gender = 'factor(schgend, ref = "mixed")';
const cubic = "standLRT + I(standLRT^2) + I(standLRT^3)";
const chemGender = 'factor(gender, ref = "M")';

const mixed = (reference: string, right: string, table: VerifyCase["table"], more: Partial<VerifyCase> = {}) =>
  (["reml", "ml"] as const).map((method): VerifyCase => {
    const response = reference.startsWith("exam") ? "normexam" : reference.startsWith("chem97") ? "score" : "MathAch";
    const group = reference.startsWith("hsb") ? "School" : "school";
    return {
      reference: `mixed/${reference}-${method}`,
      formula: `${response} ~ ${right} + (1 | ${group})`,
      table,
      method,
      ...more,
    };
  });

/** Every reference that least squares and one random intercept cover. Those without a file are passed over. */
export const verifyCases: readonly VerifyCase[] = [
  ...mixed("exam-ri-null", "1", dataset("exam")),
  ...mixed("exam-ri-lrt", "standLRT", dataset("exam")),
  ...mixed("exam-ri-covariates", `${cubic} + sex + ${gender} + vr`, dataset("exam")),
  ...mixed("exam-ri-missing", "standLRT + sex", derived(exam, missing)),
  ...mixed("exam-ri-weighted", "standLRT + sex", derived(exam, weighted), { weights: "w" }),
  ...mixed("exam-ri-compositional", "standLRT + meanLRT + sex", derived(exam, compositional)),
  ...mixed("exam-ri-within-between", `withinLRT + meanLRT + ${gender}`, derived(exam, compositional)),
  ...mixed("chem97-ri", `gcsecnt + ${chemGender} + age`, dataset("chem97")),
  ...mixed(
    "chem97-compositional",
    `gcsecnt + meanGCSE + ${chemGender}`,
    derived("datasets/chem97/data.csv", chemCompositional),
  ),
  ...mixed(
    "hsb-ri",
    'SES + MEANSES + factor(Sector, ref = "Public") + factor(Sex, ref = "Male") + Minority',
    dataset("hsb"),
  ),
  ...(
    [
      ["exam-ols-1", "normexam ~ standLRT", dataset("exam")],
      ["exam-ols-cubic", `normexam ~ ${cubic} + sex`, dataset("exam")],
      ["exam-ols-many", `normexam ~ standLRT + sex + ${gender} + schavg + vr`, dataset("exam")],
      ["exam-ols-missing", "normexam ~ standLRT + sex", derived(exam, missing)],
      ["exam-ols-schoolfe", `normexam ~ ${cubic} + sex + factor(school)`, dataset("exam")],
      ["chem97-ols-cubic", `score ~ gcsecnt + I(gcsecnt^2) + I(gcsecnt^3) + ${chemGender} + age`, dataset("chem97")],
      [
        "caschools-ols-many",
        "score ~ stratio + english + lunch + calworks + income + I(income^2) + expenditure + grades",
        derived("test/reference/ols/caschools.csv", districts),
      ],
    ] as const
  ).map(([name, formula, table]): VerifyCase => ({ reference: `ols/${name}`, formula, table, method: "reml" })),
  {
    reference: "ols/exam-ols-weighted",
    formula: "normexam ~ standLRT + sex",
    table: derived(exam, weighted),
    method: "reml",
    weights: "w",
  },
  {
    reference: "ols/caschools-wls",
    formula: "score ~ stratio + english + lunch",
    table: derived("test/reference/ols/caschools.csv", districts),
    method: "reml",
    weights: "students",
  },
];
