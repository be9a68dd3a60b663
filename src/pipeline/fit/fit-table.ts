import { dirname, resolve } from "node:path";
import { fail, type Language } from "../../base/index.ts";
import { type Encoding, readHeadings, readTable } from "../../data/intake/index.ts";
import type { StoredTable } from "../../data/schema/index.ts";
import { type Engine, openStore, type Store } from "../../data/store/index.ts";
import { type Design, draftDesign, splitWideColumns } from "../../model/design/index.ts";
import { fitLeastSquares, fitRandomIntercept, type LinearFit } from "../../model/estimation/index.ts";
import {
  checkVariables,
  type Formula,
  type ModelRoles,
  parseFormula,
  requiredColumns,
} from "../../model/spec/index.ts";
import type { FitDocument } from "../../report/index.ts";
import { effectsOfGroups } from "../../value-added/effects/index.ts";
import { driveEstimator, finishDesign } from "../drive-estimator.ts";
import { suspectFactors } from "./check-factors.ts";
import { checkOut } from "./check-out.ts";
import { fitDocument } from "./fit-document.ts";
import { writeRows } from "./write-rows.ts";

/** One model on one table. */
export interface FitOptions {
  readonly formula: string;
  /** Path as the user wrote it. */
  readonly data: string;
  /** Default "reml". Without a random term the fit is least squares. */
  readonly method?: "reml" | "ml";
  /** Column of precision weights. */
  readonly weights?: string;
  /** Column of frequency counts. */
  readonly counts?: string;
  /** Grouping factor whose effects are given, or "none". Default: the model's own. */
  readonly effects?: string;
  /** File for the rows' expected scores. */
  readonly out?: string;
  readonly draws?: number;
  readonly seed?: number;
  readonly encoding?: Encoding;
  readonly memory?: string;
  readonly threads?: number;
  /** False: floating-point columns are not tested for being decimals. */
  readonly fixedPoint?: boolean;
  readonly timings?: boolean;
  /** Of the messages under `checks`. Default "en". */
  readonly language?: Language;
}

/** Fits a formula to a table file. Nothing is written but `out`. @throws ProjectError for a fault of the input */
export async function fitTable(options: FitOptions): Promise<FitDocument> {
  const formula = parseFormula(options.formula);
  checkEffects(formula, options.effects);
  if (options.out !== undefined) checkOut(options.out, options.data);
  const path = resolve(options.data);
  const store = await openStore({
    path: ":memory:",
    ...(options.memory === undefined ? {} : { memory: options.memory }),
    ...(options.threads === undefined ? {} : { threads: options.threads }),
    allowedDirectories: [dirname(path), ...(options.out === undefined ? [] : [dirname(resolve(options.out))])],
  });
  try {
    return await fitInStore(store, formula, path, options);
  } finally {
    await store.close();
  }
}

async function fitInStore(store: Store, formula: Formula, path: string, options: FitOptions): Promise<FitDocument> {
  const clock = startClock();
  const loaded = await loadTable(store, formula, path, options);
  clock.mark("load");
  const timed = timedEngine(store);
  const roles = rolesOf(options);
  const { design, fit } = await fitModel(timed.engine, formula, loaded.table, roles, options.method ?? "reml");
  clock.mark("fit");
  const effects =
    wantsEffects(formula, options.effects) && fit.group !== null
      ? effectsOfGroups(fit.group, { zero: "raw", draws: options.draws ?? 4000, seed: options.seed ?? 1 })
      : null;
  clock.mark("effects");
  if (options.out !== undefined) await writeRows(store, { design, fit, rowColumn: loaded.rowColumn }, options.out);
  const { load = 0, fit: fitted = 0, effects: drawn = 0 } = clock.seconds;
  const timings = { load, moments: timed.seconds(), fit: fitted, effects: drawn };
  const checks = [...loaded.issues, ...suspectFactors(formula, loaded.table, options.data), ...fit.checks];
  const language = options.language ?? "en";
  const dropped = { ...design.dropped, rejected: loaded.rejected };
  return fitDocument({
    design,
    fit,
    effects,
    checks,
    language,
    dropped,
    ...(options.timings === true ? { timings } : {}),
  });
}

/** Fits a formula to a table of the engine. */
export async function fitModel(
  engine: Engine,
  formula: Formula,
  table: StoredTable,
  roles: ModelRoles,
  method: "reml" | "ml",
): Promise<{ readonly design: Design; readonly fit: LinearFit }> {
  const design = await finishDesign(draftDesign(formula, table, roles), engine);
  const estimator =
    design.group === null
      ? fitLeastSquares({ group: null })
      : fitRandomIntercept({ group: design.group.name, method: method === "ml" ? "ML" : "REML" });
  return { design, fit: await driveEstimator(estimator, design, engine) };
}

async function loadTable(store: Store, formula: Formula, path: string, options: FitOptions) {
  const source = {
    path,
    shown: options.data,
    ...(options.encoding === undefined ? {} : { encoding: options.encoding }),
  };
  const { columns } = await readHeadings(store, source);
  checkVariables(formula, columns, { file: options.data });
  const wanted = requiredColumns(formula, rolesOf(options));
  const intake = await readTable(store, source, wanted, { fixedPoint: options.fixedPoint ?? true });
  return { ...intake, table: await splitInStore(store, intake.table, intake.rowColumn) };
}

/** Puts the parts of wide columns into columns of their own, where that makes their products cheaper. */
async function splitInStore(store: Store, table: StoredTable, rowColumn: string): Promise<StoredTable> {
  const split = splitWideColumns(table, `${table.name} split`, [rowColumn]);
  if (split === null) return table;
  await store.createTableAs(split.table.name, split.query);
  await store.drop(table.name);
  return split.table;
}

function rolesOf(options: FitOptions): ModelRoles {
  return {
    ...(options.weights === undefined ? {} : { weights: options.weights }),
    ...(options.counts === undefined ? {} : { counts: options.counts }),
  };
}

function checkEffects(formula: Formula, effects: string | undefined): void {
  if (effects === undefined || effects === "none" || effects === formula.group?.name) return;
  const oneOf = formula.group === null ? ["none"] : ["none", formula.group.name];
  fail("OPTION_VALUE", { option: "--effects", value: effects, expected: { oneOf } });
}

const wantsEffects = (formula: Formula, effects: string | undefined): boolean =>
  formula.group !== null && effects !== "none";

/** An engine that adds up the time its queries take. */
function timedEngine(engine: Engine): { readonly engine: Engine; seconds(): number } {
  let total = 0;
  const query: Engine["query"] = async (node) => {
    const start = performance.now();
    const answer = await engine.query(node);
    total += performance.now() - start;
    return answer;
  };
  const { dialect, limits } = engine;
  return { engine: { dialect, limits, query, publish: (run) => engine.publish(run) }, seconds: () => total / 1000 };
}

function startClock(): { mark(stage: string): void; readonly seconds: Readonly<Record<string, number>> } {
  const seconds: Record<string, number> = {};
  let last = performance.now();
  return {
    seconds,
    mark(stage) {
      const now = performance.now();
      seconds[stage] = (now - last) / 1000;
      last = now;
    },
  };
}
