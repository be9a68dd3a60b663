import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  decimalColumn,
  type ExactColumn,
  griddedColumn,
  indicatorColumn,
  interceptColumn,
  type MomentsInput,
  powerColumn,
  readColumns,
} from "./moments-from-columns.ts";

const root = new URL("../../../", import.meta.url);

export function readText(path: string): string {
  return readFileSync(fileURLToPath(new URL(path, root)), "utf8");
}

const cache = new Map<string, Map<string, string[]>>();

/** The columns of a data file of this repository. */
export function dataColumns(path: string): Map<string, string[]> {
  let columns = cache.get(path);
  if (columns === undefined) {
    columns = readColumns(readText(path));
    cache.set(path, columns);
  }
  return columns;
}

/** A table of texts with the column builders that the reference models need. */
class Table {
  readonly #columns: Map<string, string[]>;
  readonly #rows: readonly number[] | null;

  constructor(path: string, keep?: (row: number) => boolean) {
    this.#columns = dataColumns(path);
    const n = this.#columns.values().next().value?.length ?? 0;
    this.#rows = keep === undefined ? null : Array.from({ length: n }, (_, i) => i).filter(keep);
  }

  text(name: string): string[] {
    const column = this.#columns.get(name);
    if (column === undefined) throw new Error(`no column ${name}`);
    return this.#rows === null ? column : this.#rows.map((i) => column[i]);
  }

  intercept(): ExactColumn {
    return interceptColumn(this.text(this.#columns.keys().next().value ?? "").length);
  }

  decimal(name: string): ExactColumn {
    return decimalColumn(name, this.text(name));
  }

  is(name: string, level: string): ExactColumn {
    return indicatorColumn(`${name}${level}`, this.text(name), level);
  }

  numbers(name: string): number[] {
    return this.text(name).map(Number);
  }

  /** Mean of a column over the rows of each level of a factor, for each row. */
  meanBy(name: string, group: string): number[] {
    const labels = this.text(group);
    const sums = new Map<string, { sum: number; n: number }>();
    this.numbers(name).forEach((x, i) => {
      const entry = sums.get(labels[i]) ?? { sum: 0, n: 0 };
      sums.set(labels[i], { sum: entry.sum + x, n: entry.n + 1 });
    });
    return labels.map((label) => {
      const { sum, n } = sums.get(label) ?? { sum: 0, n: 1 };
      return sum / n;
    });
  }
}

function examWeights(rows: number): ExactColumn {
  // w[i] = 1 + (i mod 3)/2, i counting from 1
  return decimalColumn(
    "w",
    Array.from({ length: rows }, (_, i) => String(1 + ((i + 1) % 3) / 2)),
  );
}

const exam = "datasets/exam/data.csv";

function examInput(build: (t: Table) => readonly ExactColumn[], keep?: (row: number) => boolean): MomentsInput {
  const t = new Table(exam, keep);
  return {
    columns: [t.intercept(), ...build(t)],
    response: t.decimal("normexam"),
    group: { name: "school", labels: t.text("school") },
  };
}

const complete = (row: number): boolean => (row + 1) % 17 !== 0 && (row + 1) % 23 !== 0;
const cubic = (t: Table): ExactColumn[] => {
  const x = t.decimal("standLRT");
  return [x, powerColumn(x, 2), powerColumn(x, 3)];
};
const gender = (t: Table): ExactColumn[] => [t.is("schgend", "boys"), t.is("schgend", "girls")];
const verbal = (t: Table): ExactColumn[] => [t.is("vr", "mid 50%"), t.is("vr", "top 25%")];
const lrtSex = (t: Table): ExactColumn[] => [t.decimal("standLRT"), t.is("sex", "M")];

function chemInput(build: (t: Table) => readonly ExactColumn[]): MomentsInput {
  const t = new Table("datasets/chem97/data.csv");
  return {
    columns: [t.intercept(), ...build(t)],
    response: t.decimal("score"),
    group: { name: "school", labels: t.text("school") },
  };
}

function hsbInput(): MomentsInput {
  const t = new Table("datasets/hsb/data.csv");
  return {
    columns: [
      t.intercept(),
      t.decimal("SES"),
      t.decimal("MEANSES"),
      t.is("Sector", "Catholic"),
      t.is("Sex", "Female"),
      t.is("Minority", "Yes"),
    ],
    response: t.decimal("MathAch"),
    group: { name: "School", labels: t.text("School") },
  };
}

function caschoolsTable(): { t: Table; stratio: ExactColumn; score: ExactColumn } {
  const t = new Table("test/reference/ols/caschools.csv");
  const teachers = t.numbers("teachers");
  const stratio = griddedColumn(
    "stratio",
    t.numbers("students").map((n, i) => n / teachers[i]),
  );
  const read = t.numbers("read");
  const score = griddedColumn(
    "score",
    t.numbers("math").map((math, i) => (math + read[i]) / 2),
  );
  return { t, stratio, score };
}

/** Each reference model by the name of its file, as columns and response of the repository's data. */
export const referenceModels: Record<string, () => MomentsInput> = {
  "exam-ri-null": () => examInput(() => []),
  "exam-ri-lrt": () => examInput((t) => [t.decimal("standLRT")]),
  "exam-ri-covariates": () => examInput((t) => [...cubic(t), t.is("sex", "M"), ...gender(t), ...verbal(t)]),
  "exam-ri-compositional": () =>
    examInput((t) => [
      t.decimal("standLRT"),
      griddedColumn("meanLRT", t.meanBy("standLRT", "school")),
      t.is("sex", "M"),
    ]),
  "exam-ri-within-between": () =>
    examInput((t) => {
      const mean = t.meanBy("standLRT", "school");
      const within = t.numbers("standLRT").map((x, i) => x - mean[i]);
      return [griddedColumn("withinLRT", within), griddedColumn("meanLRT", mean), ...gender(t)];
    }),
  "exam-ri-missing": () => examInput(lrtSex, complete),
  "exam-ri-weighted": () => ({ ...examInput(lrtSex), weights: examWeights(4059) }),
  "chem97-ri": () => chemInput((t) => [t.decimal("gcsecnt"), t.is("gender", "F"), t.decimal("age")]),
  "chem97-compositional": () =>
    chemInput((t) => [
      t.decimal("gcsecnt"),
      griddedColumn("schoolMean", t.meanBy("gcsecnt", "school")),
      t.is("gender", "F"),
    ]),
  "hsb-ri": hsbInput,
  "exam-ols-1": () => examInput((t) => [t.decimal("standLRT")]),
  "exam-ols-many": () =>
    examInput((t) => [t.decimal("standLRT"), t.is("sex", "M"), ...gender(t), t.decimal("schavg"), ...verbal(t)]),
  "exam-ols-cubic": () => examInput((t) => [...cubic(t), t.is("sex", "M")]),
  "exam-ols-missing": () => examInput(lrtSex, complete),
  "exam-ols-weighted": () => ({ ...examInput(lrtSex), weights: examWeights(4059) }),
  "exam-ols-schoolfe": () =>
    examInput((t) => {
      const levels = [...new Set(t.text("school"))].sort((a, b) => Number(a) - Number(b));
      return [...cubic(t), t.is("sex", "M"), ...levels.slice(1).map((level) => t.is("school", level))];
    }),
  "chem97-ols-cubic": () =>
    chemInput((t) => {
      const x = t.decimal("gcsecnt");
      return [x, powerColumn(x, 2), powerColumn(x, 3), t.is("gender", "F"), t.decimal("age")];
    }),
  "caschools-wls": () => {
    const { t, stratio, score } = caschoolsTable();
    return {
      columns: [t.intercept(), stratio, t.decimal("english"), t.decimal("lunch")],
      response: score,
      weights: t.decimal("students"),
    };
  },
  "caschools-ols-many": () => {
    const { t, stratio, score } = caschoolsTable();
    const income = t.decimal("income");
    return {
      columns: [
        t.intercept(),
        stratio,
        t.decimal("english"),
        t.decimal("lunch"),
        t.decimal("calworks"),
        income,
        powerColumn(income, 2),
        t.decimal("expenditure"),
        t.is("grades", "KK-08"),
      ],
      response: score,
    };
  },
};
