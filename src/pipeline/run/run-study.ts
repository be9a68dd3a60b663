import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { canonicalJson, formatYuan } from "../../base/index.ts";
import { storeMarks } from "../../data/intake/index.ts";
import type { Store } from "../../data/store/index.ts";
import { assertFund, awardFund, type FundResult } from "../../policy/index.ts";
import type { BureauReport, RunSummary } from "../../report/index.ts";
import { valueAddedIndex } from "../../value-added/indices/index.ts";
import {
  codeFingerprint,
  type Fingerprints,
  filesUnder,
  fingerprintOf,
  runIdOf,
  sha256,
} from "../output/fingerprint.ts";
import { type OutputFolder, openOutput } from "../output/output-folder.ts";
import { bureauReport, type ComputedIndex, type RunResults } from "./bureau-report.ts";
import { checkSummary } from "./check-study.ts";
import { exportTables } from "./export-tables.ts";
import { type JudgedModel, judgeModel } from "./judge-model.ts";
import { type LoadedStudy, loadStudy } from "./load-study.ts";
import { modelIssues } from "./model-issues.ts";
import { fitStudyModel } from "./model-stage.ts";
import { throwRunFault } from "./run-fault.ts";
import { openRunStore } from "./run-store.ts";
import { linkSchoolPages } from "./school-pages.ts";
import { clearRun, forgetOtherRuns } from "./store-history.ts";
import { storeResults } from "./store-results.ts";
import { writePages } from "./write-pages.ts";

export interface RunOptions {
  /** Results folder. Default: `out` beside the study file. */
  readonly out?: string;
  /** Threads of the database; no result depends on it. Default: the study file's. */
  readonly threads?: number;
  /** Told the name of each stage as it begins. */
  readonly progress?: (stage: string) => void;
}

/** Where a study's results go by default: `out` beside its file. */
export function defaultOut(studyFile: string): string {
  return join(dirname(studyFile), "out");
}

/**
 * The annual job: reads a study's marks, fits its models, divides its funds and writes tables and pages. The results
 * folder changes as a whole at the end, or not at all.
 *
 * @throws ProjectError for a fault of the input; nothing has been written then
 */
export async function runStudy(path: string, options: RunOptions = {}): Promise<RunSummary> {
  const clock = stageClock(options.progress);
  clock.begin("read");
  const loaded = await loadStudy(path, options.threads);
  const fingerprints = fingerprintsOf(loaded);
  const runId = runIdOf(fingerprints);
  const out = options.out ?? defaultOut(loaded.file);
  const output = openOutput(out, loaded.study.id);
  try {
    const { memory, threads } = loaded.study.engine;
    const settings = { memory, threads: options.threads ?? threads };
    const earlier = output.previous === null ? null : { folder: output.previous, shown: out };
    const store = await openRunStore(output.staging, earlier, settings);
    const report = await compute(store, loaded, fingerprints, runId, output, clock).finally(() => store.close());
    clock.begin("pages");
    await writePages(output.staging, report.page);
    writeManifest(output.staging, loaded, fingerprints, runId, report.results);
    writeFileSync(join(output.staging, "timings.json"), canonicalJson(clock.end()));
    output.commit();
    return runSummary(loaded, report.results, fingerprints, runId, out);
  } catch (error) {
    output.discard();
    return throwRunFault(error, loaded.study, out);
  }
}

async function compute(
  store: Store,
  loaded: LoadedStudy,
  prints: Fingerprints,
  runId: string,
  output: OutputFolder,
  clock: StageClock,
): Promise<{ readonly page: BureauReport; readonly results: RunResults }> {
  return store.transaction(async () => {
    clock.begin("store");
    await storeMarks(store, loaded.intake, loaded.study.tests);
    await clearRun(store, runId);
    clock.begin("models");
    const models: JudgedModel[] = [];
    const inPolicy = new Set(loaded.study.policy?.funds.flatMap((fund) => fund.pots.map((pot) => pot.measure.model)));
    for (const spec of loaded.study.models) {
      const fitted = await fitStudyModel(store, loaded, spec, runId);
      const settings = { ...loaded.study.simulation, keepDraws: inPolicy.has(spec.id) };
      models.push(judgeModel(fitted, loaded.intake, settings));
    }
    clock.begin("policy");
    const results = gather(loaded, models);
    const page = linkSchoolPages(bureauReport(results, prints));
    clock.begin("tables");
    await storeResults(store, runId, results, page, prints);
    await forgetOtherRuns(store, runId);
    await exportTables(store, runId, join(output.staging, "tables"));
    await store.publish({ runId });
    return { page, results };
  });
}

/** Indices and funds from the judged models, and the issues of everything. */
function gather(loaded: LoadedStudy, models: readonly JudgedModel[]): RunResults {
  const { study } = loaded;
  const factsOf = new Map(models.map((model) => [model.spec.id, model.facts]));
  const indices = study.indices.flatMap((spec): ComputedIndex[] => {
    const model = models.find((one) => one.spec.id === spec.model);
    if (model === undefined || model.outcome.sd === 0) return [];
    const { effects, unmeasured } = model.levels[0];
    const inputs = [
      ...effects.labels.map((id, j) => ({ id, value: effects.shrunken[j], stdError: effects.shrunkenStdError[j] })),
      ...unmeasured.map(({ id }) => ({ id, value: null, stdError: null })),
    ];
    return [{ spec, values: valueAddedIndex(spec, inputs, model.outcome.sd) }];
  });
  const funds = (study.policy?.funds ?? []).map((fund): FundResult => {
    const result = awardFund(fund, factsOf);
    assertFund(result);
    return result;
  });
  const issues = [
    ...loaded.issues,
    ...models.flatMap((model) => modelIssues(model, study.quality.minimumCoverage, model.spec.id)),
    ...funds.flatMap((fund) => fund.pots.flatMap((pot) => pot.issues)),
  ];
  return { loaded, models, indices, funds, issues };
}

function fingerprintsOf({ study, intake }: LoadedStudy): Fingerprints {
  const inputs = Object.fromEntries(intake.files.map(({ source, file }) => [source, file.sha256]));
  const register = intake.registerFile === null ? {} : { "register of schools": intake.registerFile.sha256 };
  return {
    data: fingerprintOf({ ...inputs, ...register }),
    configuration: sha256(study.canonical),
    code: codeFingerprint(),
  };
}

/** `run.json`: what the results stand on and what was written, without clock or place. */
function writeManifest(
  staging: string,
  { study, intake, resultsMarked }: LoadedStudy,
  prints: Fingerprints,
  run: string,
  results: RunResults,
): void {
  const files = filesUnder(staging)
    .map((path) => ({ path, name: relative(staging, path).replaceAll("\\", "/") }))
    .filter(({ name }) => name !== ".owner");
  const manifest = {
    run,
    study: study.id,
    schoolYear: study.schoolYear,
    mode: study.policy?.mode ?? "conforming",
    fingerprints: prints,
    inputs: intake.files.map(({ source, file, rows, marks }) => ({
      source,
      file: file.shown,
      sha256: file.sha256,
      rows,
      marks,
    })),
    counts: {
      schools: intake.schools.labels.length,
      students: intake.students.labels.length,
      marks: intake.marks,
      issues: results.issues.length,
    },
    resultsMarked,
    models: results.models.map(({ spec, fit }) => ({
      id: spec.id,
      observations: fit.observations,
      converged: fit.converged,
      singular: fit.singular,
      checks: fit.checks.map((check) => ({ code: check.code, level: check.severity })),
    })),
    simulation: study.simulation,
    // The store's own bytes depend on the engine's layout; its tables don't.
    files: Object.fromEntries(
      files.map(({ path, name }) => [name, name.endsWith(".duckdb") ? "see its tables" : sha256(readFileSync(path))]),
    ),
  };
  mkdirSync(staging, { recursive: true });
  writeFileSync(join(staging, "run.json"), `${canonicalJson(manifest)}\n`);
}

function runSummary(
  loaded: LoadedStudy,
  results: RunResults,
  fingerprints: Fingerprints,
  run: string,
  out: string,
): RunSummary {
  const models = results.models.map(({ spec, fit, levels }) => {
    const { ci95, labels, n } = levels[0].effects;
    // As on the pages: a school with too few students is not judged.
    const isJudged = (j: number) => n[j] >= Math.max(spec.minimumStudents, 2);
    const count = (isSo: (j: number) => boolean) => labels.filter((_, j) => isJudged(j) && isSo(j)).length;
    return {
      id: spec.id,
      title: spec.title,
      observations: fit.observations,
      schools: labels.length,
      above: count((j) => ci95.low[j] > 0),
      below: count((j) => ci95.high[j] < 0),
    };
  });
  const funds = results.funds.map(({ fund, amount, pots }) => {
    const left = pots.reduce((sum, pot) => sum + pot.remainder.amount, 0n);
    return {
      name: fund.name,
      amount: formatYuan(amount),
      awarded: formatYuan(amount - left),
      remainder: formatYuan(left),
    };
  });
  return {
    ...checkSummary(loaded, results.issues),
    run,
    title: loaded.study.title,
    out,
    page: join(out, "index.html"),
    fingerprints,
    models,
    funds,
  };
}

interface StageClock {
  begin(stage: string): void;
  end(): { readonly seconds: Readonly<Record<string, number>>; readonly peakMemoryMb: number };
}

/** Times the stages for `timings.json`, the one file that differs between two runs. */
function stageClock(progress: ((stage: string) => void) | undefined): StageClock {
  const seconds: Record<string, number> = {};
  let [stage, start] = ["", performance.now()];
  const close = () => {
    if (stage !== "") seconds[stage] = (performance.now() - start) / 1000;
  };
  return {
    begin(next) {
      close();
      [stage, start] = [next, performance.now()];
      progress?.(next);
    },
    end() {
      close();
      return { seconds, peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024) };
    },
  };
}
