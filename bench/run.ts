/**
 * Speed of the random-intercept fit, against hand-written SQL and, where Rscript is found, lme4 in the same run:
 * `npm run bench [-- rows groups]`. Definitions and last figures: docs/performance.md.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";
import type { StoredColumn, StoredTable } from "../src/data/schema/index.ts";
import { openStore, type Store } from "../src/data/store/index.ts";
import { draftDesign } from "../src/model/design/index.ts";
import { fitRandomIntercept, type LinearFit } from "../src/model/estimation/index.ts";
import { parseFormula } from "../src/model/spec/index.ts";
import { driveEstimator, finishDesign } from "../src/pipeline/index.ts";
import { effectsOfGroups } from "../src/value-added/effects/index.ts";
import { type CountyRows, countyRows } from "./county-rows.ts";
import { median, milliseconds, timeRepeatedly } from "./timing.ts";

const repeats = 9;
const rows = Number(process.argv[2] ?? 1_000_000);
const groups = Number(process.argv[3] ?? 5_000);
const print = (line = ""): void => {
  process.stdout.write(`${line}\n`);
};

interface LmeResult {
  readonly seconds: readonly number[];
  readonly criterion: number;
  readonly beta: readonly number[];
  readonly version: string;
  readonly blas: string;
}

const fixed = (name: string, values: Int32Array, exponent: number): StoredColumn => {
  let [min, max] = [values[0], values[0]];
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return {
    kind: "fixed",
    name,
    unit: { base: 10, exponent },
    exact: true,
    min: BigInt(min),
    max: BigInt(max),
    missing: 0,
  };
};

const coded = (name: string, levels: number): StoredColumn => ({
  kind: "coded",
  name,
  levels: Array.from({ length: levels }, (_, k) => String(k)),
  missing: 0,
});

async function load(store: Store, county: CountyRows): Promise<StoredTable> {
  const columns = {
    y: county.y,
    x1: county.x[0],
    x2: county.x[1],
    x3: county.x[2],
    "group#label": county.group,
    f4: county.f4,
    f2: county.f2,
  };
  await store.createTable(
    "data",
    Object.keys(columns).map((name) => ({ name, type: "smallint" as const })),
  );
  const values = Object.fromEntries(
    Object.entries(columns).map(([name, array]) => [name, { kind: "int32" as const, values: array }]),
  );
  await store.insertColumns("data", values, county.rows);
  return {
    name: "data",
    rows: county.rows,
    columns: [
      fixed("y", county.y, -1),
      ...county.x.map((x, k) => fixed(`x${k + 1}`, x, -1)),
      coded("group#label", county.groups),
      coded("f4", 4),
      coded("f2", 2),
    ],
  };
}

/** The same aggregates by hand, as sums of doubles, in the two shapes a person would write. */
async function timeByHand(county: CountyRows) {
  const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
  const connection = await instance.connect();
  await connection.run("CREATE TABLE d (g INTEGER, y DOUBLE, x1 DOUBLE, x2 DOUBLE, x3 DOUBLE)");
  const appender = await connection.createAppender("d");
  for (let i = 0; i < county.rows; i++) {
    appender.appendInteger(county.group[i]);
    for (const column of [county.y, ...county.x]) appender.appendDouble(column[i] / 10);
    appender.endRow();
  }
  appender.closeSync();
  const names = ["y", "x1", "x2", "x3"];
  const sums = names.map((a) => `sum(${a})`);
  const products = names.flatMap((a, k) => names.slice(k).map((b) => `sum(${a}*${b})`));
  const ask = async (sql: string) => (await connection.run(sql)).getColumns();
  const oneQuery = await timeRepeatedly(repeats, () =>
    ask(`SELECT g, count(*), ${[...sums, ...products].join(", ")} FROM d GROUP BY g`),
  );
  const twoQueries = await timeRepeatedly(repeats, async () => {
    await ask(`SELECT g, count(*), ${sums.join(", ")} FROM d GROUP BY g`);
    await ask(`SELECT ${products.join(", ")} FROM d`);
  });
  const average = await timeRepeatedly(repeats, () => ask("SELECT g, avg(y) FROM d GROUP BY g"));
  connection.closeSync();
  instance.closeSync();
  return { oneQuery, twoQueries, average };
}

function runLme4(county: CountyRows, factors: readonly string[]): LmeResult | null {
  if (spawnSync("Rscript", ["--version"]).error !== undefined) return null;
  const folder = mkdtempSync(join(tmpdir(), "zengzhi-bench-"));
  try {
    const doubles = { y: county.y, x1: county.x[0], x2: county.x[1], x3: county.x[2] };
    for (const [name, values] of Object.entries(doubles)) {
      writeFileSync(join(folder, `${name}.f64`), new Uint8Array(Float64Array.from(values, (v) => v / 10).buffer));
    }
    for (const [name, values] of Object.entries({ group: county.group, f4: county.f4, f2: county.f2 })) {
      writeFileSync(join(folder, `${name}.i32`), new Uint8Array(values.slice().buffer));
    }
    const script = fileURLToPath(new URL("lme4.R", import.meta.url));
    const result = spawnSync("Rscript", [script, folder, "3", "3", ...factors], { encoding: "utf8" });
    if (result.status !== 0) throw new Error(`lme4 failed: ${result.stderr}`);
    const parsed: LmeResult = JSON.parse(result.stdout);
    return parsed;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** No ratio is printed before both sides have given the same answer. */
function assertEqualAnswers(fit: LinearFit, lme: LmeResult): void {
  const close = (a: number, b: number, scale: number) => Math.abs(a - b) <= 1e-6 * Math.max(Math.abs(b), scale);
  const equal =
    close(fit.criterion.value, lme.criterion, 1) &&
    lme.beta.every((beta, k) => close(fit.estimate[k], beta, fit.stdError[k]));
  if (!equal) throw new Error(`answers differ: ${fit.criterion.value} ${fit.estimate} / ${lme.criterion} ${lme.beta}`);
}

async function benchFormula(store: Store, table: StoredTable, county: CountyRows, factors: readonly string[]) {
  const right = ["x1", "x2", "x3", ...factors, "(1 | group)"].join(" + ");
  const design = await finishDesign(draftDesign(parseFormula(`y ~ ${right}`), table), store);
  const fitOnce = () => driveEstimator(fitRandomIntercept({ group: "group", method: "REML" }), design, store);
  const seconds = await timeRepeatedly(repeats, fitOnce);
  const fit = await fitOnce();
  print(`y ~ ${right}`);
  print(`  moments to estimates with standard errors  ${milliseconds(seconds)}`);
  const lme = runLme4(county, factors);
  if (lme === null) print("  lme4: no Rscript on this machine, not compared");
  else {
    assertEqualAnswers(fit, lme);
    const theirs = [...lme.seconds].sort((a, b) => a - b);
    print(`  lme4 (calc.derivs = FALSE)                 ${milliseconds(theirs)}   ${lme.version}, ${lme.blas}`);
    print(`  equal answers; ratio                       ${(median(theirs) / median(seconds)).toFixed(0)} ×`);
  }
  return { fit, seconds };
}

async function main(): Promise<void> {
  print(
    `${rows} rows, 3 predictors, ${groups} groups; Node ${process.version}, ${cpus().length} × ${cpus()[0].model}; database with 2 threads`,
  );
  const county = countyRows(rows, groups, 20240901);
  const store = await openStore({ path: ":memory:", threads: 2, memory: "4GB" });
  const table = await load(store, county);
  const plain = await benchFormula(store, table, county, []);
  const hand = await timeByHand(county);
  print("  the same 15 aggregates by hand, as double sums");
  print(
    `    in one query by group                    ${milliseconds(hand.oneQuery)}   ${(median(plain.seconds) / median(hand.oneQuery)).toFixed(2)} × of it`,
  );
  print(
    `    sums by group, products pooled           ${milliseconds(hand.twoQueries)}   ${(median(plain.seconds) / median(hand.twoQueries)).toFixed(2)} × of it`,
  );
  print(
    `  one GROUP BY average                       ${milliseconds(hand.average)}   ${(median(plain.seconds) / median(hand.average)).toFixed(2)} × of it`,
  );
  await benchFormula(store, table, county, ["f4", "f2"]);
  const { group } = plain.fit;
  if (group !== null) {
    const draws = await timeRepeatedly(1, async () => effectsOfGroups(group, { zero: "raw", draws: 4000, seed: 1 }));
    print(`effects of ${groups} groups with 4,000 posterior draws  ${milliseconds(draws)}`);
  }
  await store.close();
  print(`peak resident memory of this process ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
}

await main();
