import { canonicalJson, formatDecimal, invariant, type Localized } from "../../base/index.ts";
import { storeIssues } from "../../data/intake/index.ts";
import type { BlockColumn, Store } from "../../data/store/index.ts";
import { type BureauReport, explainAward } from "../../report/index.ts";
import type { Fingerprints } from "../output/fingerprint.ts";
import { bothWords, type RunResults } from "./bureau-report.ts";
import type { JudgedLevel, JudgedModel } from "./judge-model.ts";
import { nextLedgerEntry } from "./store-history.ts";

/** Writes a run's results into the store's tables. Call it inside the transaction that publishes the run. */
export async function storeResults(
  store: Store,
  runId: string,
  results: RunResults,
  report: BureauReport,
  prints: Fingerprints,
): Promise<void> {
  await storeRun(store, runId, results, report, prints);
  await storeIssues(store, runId, results.issues, bothWords);
  await insertRows(
    store,
    "fit",
    results.models.map((model) => fitRow(runId, model)),
  );
  const names = schoolNames(results);
  for (const model of results.models) {
    for (const level of model.levels) await insertRows(store, "effect", effectRows(runId, model, level, names));
  }
  await insertRows(store, "index_value", indexRows(runId, results, names));
  await insertRows(store, "award", awardRows(runId, results));
}

type Cell = string | number | bigint | boolean | null;
type Row = Readonly<Record<string, Cell>>;

async function storeRun(
  store: Store,
  runId: string,
  { loaded }: RunResults,
  report: BureauReport,
  prints: Fingerprints,
): Promise<void> {
  const row: Row = {
    run_id: runId,
    study: loaded.study.id,
    state: "computed",
    data_fingerprint: prints.data,
    configuration_fingerprint: prints.configuration,
    code_fingerprint: prints.code,
    report: canonicalJson(report, 0),
  };
  await insertRows(store, "run", [row]);
  await insertRows(store, "ledger", [{ entry: await nextLedgerEntry(store), run_id: runId, action: "computed" }]);
}

function schoolNames({ loaded }: RunResults): ReadonlyMap<string, string> {
  const { labels, names } = loaded.intake.schools;
  return new Map(labels.map((id, code) => [id, names[code] ?? id]));
}

function fitRow(runId: string, { spec, fit }: JudgedModel): Row {
  const { names, estimate, stdError, vcov, aliased, theta, residualVariance, interceptVariance, certificate } = fit;
  const result = canonicalJson(
    {
      names,
      estimate: Array.from(estimate),
      stdError: Array.from(stdError),
      vcov: Array.from(vcov),
      aliased,
      theta,
      residualVariance,
      interceptVariance,
      certificate,
    },
    0,
  );
  return {
    run_id: runId,
    model: spec.id,
    method: fit.method,
    observations: fit.observations,
    converged: fit.converged ? 1 : 0,
    singular: fit.singular ? 1 : 0,
    criterion: fit.criterion.value,
    log_lik: fit.logLik,
    result,
  };
}

function effectRows(runId: string, model: JudgedModel, level: JudgedLevel, names: ReadonlyMap<string, string>): Row[] {
  const { effects, due, unmeasured } = level;
  const isSchool = level.id === "school";
  const head = (id: string) => ({
    run_id: runId,
    year: model.year,
    model: model.spec.id,
    level: level.id,
    id,
    name: isSchool ? (names.get(id) ?? id) : id,
  });
  const ranks = effects.rankInterval95;
  const measured = effects.labels.map(
    (id, j): Row => ({
      ...head(id),
      n: effects.n[j],
      coverage: due[j] === 0 ? null : effects.n[j] / due[j],
      unshrunken: effects.unshrunken[j],
      unshrunken_se: effects.unshrunkenStdError[j],
      shrunken: effects.shrunken[j],
      shrunken_se: effects.shrunkenStdError[j],
      ci_low: effects.ci95.low[j],
      ci_high: effects.ci95.high[j],
      rank_low: ranks === null ? null : ranks.low[j],
      rank_high: ranks === null ? null : ranks.high[j],
      reliability: effects.reliability[j],
      probability_above_zero: effects.probabilityAboveZero[j],
    }),
  );
  return [...measured, ...unmeasured.map(({ id }): Row => ({ ...head(id), n: 0, coverage: 0 }))];
}

function indexRows(runId: string, { indices, models }: RunResults, names: ReadonlyMap<string, string>): Row[] {
  return indices.flatMap(({ spec, values }) => {
    const year = models.find((model) => model.spec.id === spec.model)?.year ?? "";
    return values.map(({ id, value, stdError, rank }): Row => {
      const name = names.get(id) ?? id;
      return { run_id: runId, year, index: spec.id, id, name, value, se: stdError, rank };
    });
  });
}

function awardRows(runId: string, { loaded, funds }: RunResults): Row[] {
  const { policy, languages } = loaded.study;
  if (policy === null) return [];
  return funds.flatMap(({ fund, pots }) =>
    pots.flatMap(({ pot, awards, remainder }) => {
      const { document, article } = pot.clause;
      const common = {
        run_id: runId,
        school_year: policy.schoolYear,
        class_of: policy.classOf,
        fiscal_year: policy.fiscalYear,
        mode: policy.mode,
        fund: fund.id,
        pot: pot.id,
        rule: `proportional-${pot.measure.kind === "head" ? "head" : "expected-gain"}`,
        clause: [document, article].filter((part) => part !== "").join(" "),
      };
      const paid = awards.map(
        (award): Row => ({
          ...common,
          recipient_type: "school",
          recipient_id: award.id,
          recipient_name: award.name,
          amount_fen: award.amount ?? 0n,
          measure: award.points === null ? null : formatDecimal(award.points),
          share: award.share,
          explanation: explainAward(award.explanation, languages[0]),
          probability: award.probability,
        }),
      );
      const left: Row = {
        ...common,
        recipient_type: "remainder",
        recipient_id: "",
        recipient_name: remainderName[languages[0]],
        amount_fen: remainder.amount,
        explanation: remainder.reason === "none" ? null : remainderReasons[remainder.reason][languages[0]],
      };
      return [...paid, left];
    }),
  );
}

const remainderName: Localized = { zh: "结余", en: "Remainder" };
const remainderReasons = {
  allZero: { zh: "各校计量均为零，整项结余", en: "Every measure is zero; the whole pot remains" },
  noRecipient: { zh: "没有符合条件的学校，整项结余", en: "No school is eligible; the whole pot remains" },
} as const satisfies Record<string, Localized>;

/** Inserts rows given as records; the columns are those that any of them names. */
async function insertRows(store: Store, name: string, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const types = new Map((await store.columns(name)).map((one) => [one.name, one.type]));
  const blocks = Object.fromEntries(
    columns.map((column) => {
      const type = types.get(column);
      invariant(type !== undefined, `table ${name} has a column ${column}`);
      return [
        column,
        blockOf(
          type,
          rows.map((row) => row[column] ?? null),
        ),
      ];
    }),
  );
  await store.insertColumns(name, blocks, rows.length);
}

function blockOf(type: string, cells: readonly Cell[]): BlockColumn {
  if (type === "VARCHAR") return { kind: "text", values: cells.map((cell) => (cell === null ? null : String(cell))) };
  const isMissing = (cell: Cell) => cell === null || (typeof cell === "number" && !Number.isFinite(cell));
  const missing = Uint8Array.from(cells, (cell) => (isMissing(cell) ? 1 : 0));
  if (type === "DOUBLE") {
    return {
      kind: "double",
      values: Float64Array.from(cells, (cell) => (isMissing(cell) ? 0 : Number(cell))),
      missing,
    };
  }
  if (type === "BIGINT") {
    const values = BigInt64Array.from(cells, (cell) => (isMissing(cell) ? 0n : BigInt(cell ?? 0)));
    return { kind: "int64", values, missing };
  }
  return { kind: "int32", values: Int32Array.from(cells, (cell) => (isMissing(cell) ? 0 : Number(cell))), missing };
}
