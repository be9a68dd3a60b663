import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { canonicalJson, fail } from "../../base/index.ts";
import {
  type County,
  type CountyParameters,
  defaultParameters,
  type SimulatedTable,
  simulateCounty,
  stagePlans,
} from "../../data/simulate/index.ts";
import { column, table } from "../../data/sql/index.ts";
import { openStore, type Store } from "../../data/store/index.ts";
import { sha256 } from "../output/fingerprint.ts";
import { countyReadme } from "./county-readme.ts";
import { countyStudy } from "./county-study.ts";

export type CountyFormat = "csv" | "parquet";

export interface SimulateOptions {
  readonly schools: number;
  readonly students: number;
  readonly seed: number;
  /** A folder that is new or empty. */
  readonly out: string;
  /** Default both. The study reads Parquet where it is written. */
  readonly formats?: readonly CountyFormat[];
}

/** A file that was written. */
export interface WrittenTable {
  readonly table: Omit<SimulatedTable, "columns"> & { readonly columns: readonly { name: string; meaning: string }[] };
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
}

/** What was simulated, and where it stands. Paths begin with the folder as the user wrote it. */
export interface SimulatedCounty {
  readonly out: string;
  readonly study: string;
  readonly schools: number;
  readonly cohorts: readonly { readonly stage: string; readonly classOf: number; readonly students: number }[];
  readonly tables: number;
}

/** `zengzhi simulate`: a county with known truth, written into a new or empty folder. @throws TARGET_NOT_EMPTY, OUTPUT_UNWRITABLE */
export async function simulateInto({
  schools,
  students,
  seed,
  out,
  formats,
}: SimulateOptions): Promise<SimulatedCounty> {
  const parameters = { ...defaultParameters, schools, students, seed };
  return writeCounty(parameters, out, formats ?? ["parquet", "csv"]);
}

/** Writes a county of any parameters. The folder appears whole or not at all; equal parameters give equal bytes. */
export async function writeCounty(
  parameters: CountyParameters,
  out: string,
  formats: readonly CountyFormat[],
): Promise<SimulatedCounty> {
  const target = resolve(out);
  if (existsSync(target) && !isEmptyFolder(target)) fail("TARGET_NOT_EMPTY", { path: out });
  const staging = join(dirname(target), `.${basename(target)}.new-${process.pid}`);
  try {
    mkdirSync(staging, { recursive: true });
  } catch (error) {
    fail("OUTPUT_UNWRITABLE", { path: out, reason: error instanceof Error ? error.message : String(error) });
  }
  try {
    const county = simulateCounty(parameters);
    const written = await writeTables(county, staging, formats);
    writeFileSync(join(staging, "truth", "parameters.json"), `${canonicalJson(truthOf(county))}\n`);
    writeFileSync(join(staging, "study.yaml"), countyStudy(county, formats[0]));
    writeFileSync(join(staging, "README.md"), countyReadme(county, written, otherFiles(staging), formats));
    if (existsSync(target)) rmdirSync(target);
    renameSync(staging, target);
    return summaryOf(county, out, written.length);
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    // The system's own refusals (no space, no permission) carry a code; anything else is a fault of ours.
    if (!(error instanceof Error) || !("code" in error)) throw error;
    return fail("OUTPUT_UNWRITABLE", { path: out, reason: error.message });
  }
}

function isEmptyFolder(path: string): boolean {
  try {
    return readdirSync(path).length === 0;
  } catch {
    return false;
  }
}

async function writeTables(county: County, folder: string, formats: readonly CountyFormat[]): Promise<WrittenTable[]> {
  for (const part of ["data/marks", "truth/census"]) mkdirSync(join(folder, part), { recursive: true });
  const store = await openStore({ path: ":memory:", allowedDirectories: [folder] });
  const written: WrittenTable[] = [];
  try {
    for (const one of county.tables()) {
      const files = await writeTable(store, one, folder, formats);
      const columns = one.columns.map(({ name, meaning }) => ({ name, meaning }));
      written.push({ table: { ...one, columns }, files });
    }
  } finally {
    await store.close();
  }
  return written;
}

const types = { int32: "integer", int64: "bigint", double: "double", text: "text" } as const;

async function writeTable(
  store: Store,
  { path, key, columns, rows }: SimulatedTable,
  folder: string,
  formats: readonly CountyFormat[],
): Promise<WrittenTable["files"]> {
  const name = "simulated";
  await store.createTable(
    name,
    columns.map((one) => ({ name: one.name, type: types[one.data.kind] })),
  );
  await store.insertColumns(name, Object.fromEntries(columns.map((one) => [one.name, one.data])), rows);
  const files: { name: string; sha256: string }[] = [];
  for (const format of formats) {
    const file = `${path}.${format}`;
    await store.exportQuery(
      {
        kind: "select",
        columns: columns.map((one) => ({ as: one.name, expression: column(one.name) })),
        from: table(name),
        orderBy: key.map((one) => column(one)),
      },
      join(folder, file),
      format,
    );
    files.push({ name: file, sha256: sha256(readFileSync(join(folder, file))) });
  }
  await store.drop(name);
  return files;
}

function otherFiles(folder: string): { name: string; sha256: string }[] {
  return ["truth/parameters.json", "study.yaml"].map((name) => ({
    name,
    sha256: sha256(readFileSync(join(folder, name))),
  }));
}

/** Everything from which the county was made, and how many came of it. */
function truthOf({ parameters, cohorts }: County): object {
  return {
    note: "模拟数据 · simulated data; see README.md",
    parameters,
    stages: stagePlans,
    cohorts: cohorts.map(({ plan, classOf, ids }) => ({ stage: plan.stage, classOf, students: ids.length })),
  };
}

function summaryOf({ parameters, cohorts }: County, out: string, tables: number): SimulatedCounty {
  return {
    out,
    study: join(out, "study.yaml"),
    schools: parameters.schools,
    cohorts: cohorts.map(({ plan, classOf, ids }) => ({ stage: plan.stage, classOf, students: ids.length })),
    tables,
  };
}
