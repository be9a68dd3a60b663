/**
 * Agreement tables: every reference that is built, through the whole way (file, intake, SQL, estimation, effects):
 * `npm run verify`. Last figures: docs/verification.md. Ends with status 1 if any tolerance is missed.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fitTable } from "../src/pipeline/index.ts";
import type { FitDocument } from "../src/report/index.ts";
import { root, type VerifyCase, verifyCases } from "./verify-cases.ts";

interface Reference {
  readonly n: number;
  readonly aliased?: readonly string[];
  readonly fixed: { readonly estimate: readonly number[]; readonly se: readonly number[] };
  readonly sigma?: number;
  readonly varianceComponents?: {
    readonly residualVariance: number;
    readonly groups: readonly { readonly variance: readonly number[] }[];
  };
  readonly criterion?: { readonly value: number; readonly AIC: number; readonly BIC: number };
  readonly logLik?: number;
  readonly randomEffects?: readonly {
    readonly level: readonly string[];
    readonly conditionalMode: readonly (readonly number[])[];
    readonly conditionalSE: readonly (readonly number[])[];
    readonly comparativeSE?: readonly (readonly number[])[];
  }[];
}

interface CertifiedSet {
  readonly suite: string;
  readonly file: string;
  readonly dataLines: readonly [number, number];
  readonly columns: readonly string[];
  readonly intercept: boolean;
  readonly parameters: readonly string[];
  readonly estimate: readonly number[];
  readonly standardDeviation: readonly number[];
}

const folder = mkdtempSync(join(tmpdir(), "zengzhi-verify-"));
let missed = 0;

const print = (line = ""): void => {
  process.stdout.write(`${line}\n`);
};

/** Greatest |a − b| ÷ max(|b|, scale). */
function disagreement(
  actual: readonly number[],
  expected: readonly number[],
  scale: readonly number[] | number,
): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  const each = actual.map((a, i) => {
    const s = typeof scale === "number" ? scale : scale[i];
    return Math.abs(a - expected[i]) / Math.max(Math.abs(expected[i]), s, Number.MIN_VALUE);
  });
  return each.reduce((worst, one) => (Number.isNaN(one) ? Number.NaN : Math.max(worst, one)), 0);
}

function show(value: number | null, tolerance: number): string {
  if (value === null) return "–".padStart(8);
  const isMissed = !(value <= tolerance);
  if (isMissed) missed++;
  return `${value.toExponential(1).padStart(8)}${isMissed ? "!" : ""}`;
}

async function verifyFit(one: VerifyCase): Promise<void> {
  const file = join(root, "test", "reference", `${one.reference}.json`);
  if (!existsSync(file)) return;
  const reference: Reference = JSON.parse(readFileSync(file, "utf8"));
  const fit = await fitTable({
    formula: one.formula,
    data: one.table(folder),
    method: one.method,
    draws: 0,
    ...(one.weights === undefined ? {} : { weights: one.weights }),
  });
  const { fixed } = reference;
  const isMixed = reference.varianceComponents !== undefined;
  const tolerance = isMixed ? 1e-8 : 1e-10;
  const coefficients = disagreement(
    fit.coefficients.map((c) => c.estimate),
    fixed.estimate,
    fixed.se,
  );
  const errors = disagreement(
    fit.coefficients.map((c) => c.stdError),
    fixed.se,
    0,
  );
  const variances = isMixed ? varianceDisagreement(fit, reference) : residualDisagreement(fit, reference);
  const criterion = isMixed
    ? disagreement([fit.criterion.value ?? Number.NaN], [reference.criterion?.value ?? Number.NaN], 1)
    : disagreement([fit.logLik ?? Number.NaN], [reference.logLik ?? Number.NaN], 1);
  const [modes, conditional, comparative] = effectsDisagreement(fit, reference);
  if (fit.observations !== reference.n) missed++;
  print(
    [
      one.reference.padEnd(36),
      show(coefficients, tolerance),
      show(errors, isMixed ? 1e-6 : tolerance),
      show(variances, tolerance),
      show(criterion, 1e-9),
      show(modes, tolerance),
      show(conditional, 1e-6),
      show(comparative, 1e-6),
    ].join(" "),
  );
}

function varianceDisagreement(fit: FitDocument, { varianceComponents }: Reference): number {
  if (varianceComponents === undefined) return Number.NaN;
  const own = fit.variance.map((one) => one.covariance[0][0]);
  const { residualVariance, groups } = varianceComponents;
  return disagreement(own, [groups[0].variance[0], residualVariance], residualVariance);
}

const residualDisagreement = (fit: FitDocument, { sigma = Number.NaN }: Reference): number =>
  disagreement([Math.sqrt(fit.variance[0].covariance[0][0])], [sigma], 0);

function effectsDisagreement(fit: FitDocument, reference: Reference): (number | null)[] {
  const theirs = reference.randomEffects?.at(0);
  const ours = Object.values(fit.effects ?? {}).at(0);
  if (theirs === undefined || ours === undefined) return [null, null, null];
  const byLevel = new Map(ours.map((entry) => [entry.level, entry.terms["(Intercept)"]]));
  const term = (level: string) => {
    const found = byLevel.get(level);
    if (found === undefined) throw new Error(`no effect of level ${level}`);
    return found;
  };
  const sd = Math.sqrt(reference.varianceComponents?.groups[0].variance[0] ?? 0);
  const first = (rows: readonly (readonly number[])[]) => rows.map((row) => row[0]);
  const levels = theirs.level.map(String);
  return [
    disagreement(
      levels.map((level) => term(level).shrunken),
      first(theirs.conditionalMode),
      sd,
    ),
    disagreement(
      levels.map((level) => term(level).conditionalStdError),
      first(theirs.conditionalSE),
      0,
    ),
    theirs.comparativeSE === undefined
      ? null
      : disagreement(
          levels.map((level) => term(level).shrunkenStdError),
          first(theirs.comparativeSE),
          0,
        ),
  ];
}

/** NIST's linear sets from their decimal text. */
async function verifyNist(name: string, set: CertifiedSet): Promise<void> {
  const [from, to] = set.dataLines;
  const lines = readFileSync(join(root, "test", "reference", "nist", set.file), "utf8")
    .split("\n")
    .slice(from - 1, to);
  const names = set.columns.length === 2 ? ["y", "x"] : set.columns.map((_, k) => (k === 0 ? "y" : `x${k}`));
  const path = join(folder, `${name}.csv`);
  writeFileSync(path, [names.join(","), ...lines.map((line) => line.trim().split(/\s+/).join(","))].join("\n"));
  const wanted = set.parameters.length - (set.intercept ? 1 : 0);
  const power = (k: number) => (k === 0 ? "x" : `I(x^${k + 1})`);
  const terms = Array.from({ length: wanted }, (_, k) => (set.columns.length === 2 ? power(k) : `x${k + 1}`));
  const fit = await fitTable({ formula: `y ~ ${set.intercept ? "" : "0 + "}${terms.join(" + ")}`, data: path });
  const digits = (actual: number, certified: number): number => {
    if (certified === 0) return Math.abs(actual) <= 1e-13 ? 15 : 0;
    return actual === certified ? 15 : Math.min(15, -Math.log10(Math.abs(actual - certified) / Math.abs(certified)));
  };
  const least = (values: readonly number[], certified: readonly number[]) =>
    values.length === certified.length ? Math.min(...values.map((value, k) => digits(value, certified[k]))) : 0;
  const estimates = least(
    fit.coefficients.map((c) => c.estimate),
    set.estimate,
  );
  const deviations = least(
    fit.coefficients.map((c) => c.stdError),
    set.standardDeviation,
  );
  if (estimates < 13 || deviations < 13) missed++;
  print(`${name.padEnd(36)} ${estimates.toFixed(1).padStart(8)} ${deviations.toFixed(1).padStart(8)}`);
}

try {
  print("Greatest difference from R (lme4 polished, lm), relative to max(|value|, scale); ! marks a missed tolerance");
  print(
    ["".padEnd(36), "coeff.", "std.err.", "variance", "criterion", "modes", "cond.SE", "comp.SE"]
      .map((head, k) => (k === 0 ? head : head.padStart(8)))
      .join(" "),
  );
  for (const one of verifyCases) await verifyFit(one);
  print();
  print("Correct digits, NIST Statistical Reference Datasets, linear regression (15 is the most counted; 13 is asked)");
  print(["".padEnd(36), "estimate".padStart(8), "std.dev.".padStart(8)].join(" "));
  const certified: Record<string, CertifiedSet> = JSON.parse(
    readFileSync(join(root, "test", "reference", "nist", "certified.json"), "utf8"),
  );
  for (const [name, set] of Object.entries(certified)) {
    if (set.suite === "linear regression") await verifyNist(name, set);
  }
  print();
  print(missed === 0 ? "every tolerance is met" : `${missed} tolerances are missed`);
  process.exitCode = missed === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
