import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { z } from "zod";
import { canonicalJson, fail } from "../../base/index.ts";
import { coefficientCount, type GrowthModel, growthTaus } from "../../model/growth/index.ts";
import { throwOutputFault } from "../output/output-fault.ts";

/** Stored coefficients and what they were made with. */
export interface StoredModel {
  readonly current: string;
  readonly priors: readonly string[];
  /** Number of quantiles. */
  readonly taus: number;
  /** Shares of the scores at which the knots lie. */
  readonly knots: readonly number[];
  readonly model: GrowthModel;
}

const format = "zengzhi growth coefficients";
const version = 1;

const finite = z.number();
const splineForm = z.strictObject({
  column: z.string(),
  interior: z.array(finite).min(1),
  boundary: z.tuple([finite, finite]),
});
const fileForm = z.strictObject({
  format: z.literal(format),
  version: z.literal(version),
  current: z.string(),
  priors: z.array(z.string()).min(1),
  taus: z.int().min(2),
  knots: z.array(finite).min(1),
  orders: z
    .array(
      z.strictObject({
        order: z.int().min(1),
        cohort: z.int().min(1),
        splines: z.array(splineForm).min(1),
        coefficients: z.array(z.array(finite)),
        median: z.array(finite),
      }),
    )
    .min(1),
});

/** Writes coefficients as canonical JSON, beside and renamed. @throws OUTPUT_UNWRITABLE */
export function writeCoefficients(shown: string, stored: StoredModel): void {
  const { current, priors, taus, knots, model } = stored;
  const orders = model.orders.map(({ order, cohort, splines, coefficients, median }) => ({
    order,
    cohort,
    splines: splines.map((spline, k) => ({ column: priors[k], ...spline })),
    coefficients: coefficients.map((one) => Array.from(one)),
    median: Array.from(median),
  }));
  const path = resolve(shown);
  const part = `${path}.part`;
  try {
    writeFileSync(part, `${canonicalJson({ format, version, current, priors, taus, knots, orders }, 1)}\n`);
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throwOutputFault(error, shown);
  }
}

/**
 * Refuses a place for coefficients that can't be written, before anything is read.
 *
 * @param taken files of the same call, as the user wrote them
 * @throws OUTPUT_UNWRITABLE, OPTION_VALUE
 */
export function checkCoefficients(shown: string, taken: readonly string[]): void {
  const path = resolve(shown);
  if (taken.some((other) => resolve(other) === path)) {
    fail("OPTION_VALUE", { option: "--coefficients", value: shown, expected: { oneOf: ["*.json"] } });
  }
  const folder = dirname(path);
  if (!existsSync(folder)) fail("OUTPUT_UNWRITABLE", { path: shown, fault: "noFolder", reason: folder });
}

/** Reads stored coefficients; null where there is no such file. @throws COEFFICIENTS_UNREADABLE */
export function readCoefficients(shown: string): StoredModel | null {
  const path = resolve(shown);
  if (!existsSync(path)) return null;
  const parsed = fileForm.safeParse(jsonOf(path, shown));
  if (!parsed.success) {
    const [first] = parsed.error.issues;
    return unreadable(shown, `${first.path.join(".")}: ${first.message}`);
  }
  const { current, priors, taus, knots, orders } = parsed.data;
  for (const { order, splines, coefficients, median } of orders) {
    const columns = coefficientCount(splines);
    const rising = splines.every(({ interior, boundary: [low, high] }) =>
      [low, ...interior, high].every((knot, k, all) => k === 0 || knot > all[k - 1]),
    );
    const sizes = splines.length === order && order <= priors.length && coefficients.length === taus;
    const filled = [...coefficients, median].every((one) => one.length === columns);
    if (!rising || !sizes || !filled) unreadable(shown, `orders: ${order}`);
  }
  const model: GrowthModel = {
    taus: growthTaus(taus),
    orders: [...orders]
      .sort((a, b) => a.order - b.order)
      .map(({ order, cohort, splines, coefficients, median }) => ({
        order,
        cohort,
        splines,
        coefficients: coefficients.map((one) => Float64Array.from(one)),
        median: Float64Array.from(median),
      })),
  };
  return { current, priors, taus, knots, model };
}

function jsonOf(path: string, shown: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    return unreadable(shown, error instanceof Error ? error.message : String(error));
  }
}

function unreadable(path: string, detail: string): never {
  return fail("COEFFICIENTS_UNREADABLE", { path, detail });
}
