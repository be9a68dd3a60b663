import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { tableFromIPC } from "apache-arrow";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ProjectError } from "../../../src/base/index.ts";
import { openStore } from "../../../src/data/store/index.ts";
import { fitTable } from "../../../src/pipeline/index.ts";
import { renderFitSummary } from "../../../src/report/index.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const dataset = (name: string) => join(root, "datasets", name, "data.csv");

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "zengzhi-fit-test-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Five groups of eight rows; `x` of row i may be replaced by a text. */
function writeSample(name: string, row: (i: number) => string = () => ""): string {
  const rows = Array.from({ length: 40 }, (_, i) => {
    const x = ((i * 37) % 41) / 10;
    const y = 2 * x + (i % 5) + ((i * 29) % 17) / 10;
    return `${i % 5},${y.toFixed(1)},${row(i) || x.toFixed(1)},${i % 2 === 0 ? "F" : "M"}\n`;
  });
  const path = join(folder, name);
  writeFileSync(path, `g,y,x,sex\n${rows.join("")}`);
  return path;
}

async function codesOf(call: Promise<unknown>): Promise<string[]> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof ProjectError) return error.issues.map((one) => one.code);
  if (error !== null) throw error;
  return [];
}

function referenceOf(name: string): {
  readonly fixed: { readonly names: string[]; readonly estimate: number[]; readonly se: number[] };
  readonly varianceComponents: {
    readonly residualVariance: number;
    readonly groups: { readonly variance: number[] }[];
  };
  readonly criterion: { readonly value: number; readonly AIC: number; readonly BIC: number };
  readonly randomEffects: { readonly level: string[]; readonly conditionalMode: number[][] }[];
} {
  return JSON.parse(readFileSync(join(root, "test", "reference", "mixed", `${name}.json`), "utf8"));
}

describe("a fit from file to document", () => {
  test.each([
    ["exam", "exam-ri-lrt-reml", "normexam ~ standLRT + (1 | school)"],
    [
      "hsb",
      "hsb-ri-reml",
      'MathAch ~ SES + MEANSES + factor(Sector, ref = "Public") + factor(Sex, ref = "Male") + factor(Minority, ref = "No") + (1 | School)',
    ],
  ])("of %s agrees with lme4", async (data, reference, formula) => {
    const fit = await fitTable({ formula, data: dataset(data), draws: 100 });
    const { fixed, varianceComponents, criterion, randomEffects } = referenceOf(reference);
    fit.coefficients.forEach(({ estimate, stdError }, k) => {
      expect(Math.abs(estimate - fixed.estimate[k]) / fixed.se[k]).toBeLessThan(1e-8);
      expect(stdError / fixed.se[k] - 1).toBeCloseTo(0, 7);
    });
    const [between, residual] = fit.variance.map((one) => one.covariance[0][0]);
    expect(between / varianceComponents.groups[0].variance[0] - 1).toBeCloseTo(0, 7);
    expect(residual / varianceComponents.residualVariance - 1).toBeCloseTo(0, 8);
    expect(fit.criterion.value).toBeCloseTo(criterion.value, 7);
    expect(fit.aic).toBeCloseTo(criterion.AIC, 7);
    expect(fit.bic).toBeCloseTo(criterion.BIC, 7);
    const effects = new Map(Object.values(fit.effects ?? {})[0].map((one) => [one.level, one.terms["(Intercept)"]]));
    const [modes] = randomEffects;
    modes.level.forEach((level, j) => {
      expect(effects.get(String(level))?.shrunken).toBeCloseTo(modes.conditionalMode[j][0], 7);
    });
  });

  test("says its checks in the language asked for", async () => {
    const data = writeSample("language.csv");
    const fit = await fitTable({ formula: "y ~ x + (1 | g)", data, draws: 100, language: "zh" });
    expect(fit.checks.find((one) => one.code === "GROUPS_FEW")?.message).toMatch(/办法/);
  });
});

describe("the rows' file", () => {
  const formula = "y ~ x + sex + (1 | g)";

  test("is the same in every format", async () => {
    const data = writeSample("rows.csv", (i) => (i === 3 ? "NA" : ""));
    const [csv, parquet, arrow] = ["csv", "parquet", "arrow"].map((ending) => join(folder, `out.${ending}`));
    for (const out of [csv, parquet, arrow]) await fitTable({ formula, data, draws: 100, out });
    const [head, ...lines] = readFileSync(csv, "utf8").trim().split("\r\n");
    expect(head).toBe("row,expected,expected_se,residual,fitted");
    expect(lines).toHaveLength(40);
    expect(lines[3]).toBe("4,,,,");
    const fromArrow = tableFromIPC(readFileSync(arrow)).toArray();
    const store = await openStore({ path: ":memory:", allowedDirectories: [folder] });
    const described = await store.describeParquet(parquet);
    await store.close();
    expect(described.map((one) => one.name).join()).toBe(head);
    lines.forEach((line, i) => {
      const row = fromArrow[i].toJSON();
      expect(
        Object.values(row)
          .map((value) => (value === null ? "" : String(Number(value))))
          .join(),
      ).toBe(
        line
          .split(",")
          .map((cell) => (cell === "" ? "" : String(Number(cell))))
          .join(),
      );
    });
  });

  test.each(["y ~ x + I(x^2) + I(x^3)", "y ~ x*sex + I(x^2):sex + (1 | g)"])(
    "has the same standard errors however far from zero a column of %s is",
    async (formula) => {
      const [near, far] = await Promise.all(
        [0, 150].map(async (shift) => {
          const data = writeSample(`shift-${shift}.csv`, (i) => (shift + (((i * 37) % 41) - 20) / 10).toFixed(1));
          const out = join(folder, `shifted-${shift}.csv`);
          await fitTable({ formula, data, draws: 100, out });
          return readFileSync(out, "utf8").trim().split("\r\n").slice(1);
        }),
      );
      near.forEach((line, i) => {
        expect(Number(far[i].split(",")[2]) / Number(line.split(",")[2]) - 1).toBeCloseTo(0, 9);
      });
    },
  );

  test("is never the data, by whatever path", async () => {
    const data = writeSample("kept.csv");
    const link = join(folder, "link.csv");
    symlinkSync(data, link);
    const before = readFileSync(data, "utf8");
    for (const out of [data, join(folder, "..", folder.split("/").at(-1) ?? "", "kept.csv"), link]) {
      expect(await codesOf(fitTable({ formula, data, out }))).toEqual(["OUTPUT_IS_INPUT"]);
    }
    expect(readFileSync(data, "utf8")).toBe(before);
  });

  test("is refused before the fit where it can't be written", async () => {
    const data = join(folder, "no-such-data.csv");
    expect(await codesOf(fitTable({ formula, data, out: join(folder, "none", "o.csv") }))).toEqual([
      "OUTPUT_UNWRITABLE",
    ]);
    expect(await codesOf(fitTable({ formula, data, out: join(folder, "o.txt") }))).toEqual(["OPTION_VALUE"]);
  });
});

describe("values that are no plain numbers", () => {
  test("infinity is missing and said so, not a level", async () => {
    const data = writeSample("infinite.csv", (i) => ["Inf", "-inf", "NaN", "1e999", "Infinity"][i - 7] ?? "");
    const fit = await fitTable({ formula: "y ~ x", data });
    expect(fit.coefficients.map((one) => one.term)).toEqual(["(Intercept)", "x"]);
    expect(fit.dropped.missing).toBe(5);
    expect(fit.checks.map((one) => one.code)).toEqual(["VALUE_NOT_FINITE"]);
  });

  test("a stray text that turns marks into levels is pointed out, and factor() is not", async () => {
    const data = writeSample("stray.csv", (i) => (i === 7 ? "absent" : i > 20 ? "1.0" : ""));
    const plain = await fitTable({ formula: "y ~ x", data });
    expect(plain.checks.find((one) => one.code === "FACTOR_OF_NUMBERS")?.message).toContain('"absent"');
    const meant = await fitTable({ formula: "y ~ factor(x)", data });
    expect(meant.checks.map((one) => one.code)).not.toContain("FACTOR_OF_NUMBERS");
  });

  test.each(["1e200", "1e-200"])("sizes of %s are refused by name", async (size) => {
    const data = writeSample(`size-${size}.csv`, (i) => `${1 + ((i * 7) % 5)}${size.slice(1)}`);
    expect(await codesOf(fitTable({ formula: "y ~ x", data }))).toEqual(["SIZE_OUT_OF_RANGE"]);
    expect(await codesOf(fitTable({ formula: "y ~ x + (1 | g)", data }))).toEqual(["SIZE_OUT_OF_RANGE"]);
  });
});

test("a perfect fit has null for what is unbounded, and is flagged", async () => {
  const data = join(folder, "perfect.csv");
  writeFileSync(data, `g,y,x\n${Array.from({ length: 20 }, (_, i) => `${i % 4},${2 * i + 1},${i}\n`).join("")}`);
  for (const formula of ["y ~ x", "y ~ x + (1 | g)"]) {
    const fit = await fitTable({ formula, data, draws: 100 });
    expect(fit.checks.map((one) => one.code)).toContain("FIT_PERFECT");
    expect([fit.criterion.value, fit.logLik, fit.aic, fit.bic]).toEqual([null, null, null, null]);
    expect(renderFitSummary(fit, "en")).not.toMatch(/NaN|Infinity|null|undefined/);
  }
});

test("rows that none can be used of are told by column and weight", async () => {
  const data = writeSample("empty.csv", () => "NA");
  const error = await fitTable({ formula: "y ~ x", data }).catch((reason: unknown) => reason);
  expect(error instanceof ProjectError && error.issues[0].params).toMatchObject({ dropped: 40, empty: ["x"] });
});

describe("frequency counts", () => {
  /** The same rows written once with their counts, and written out. */
  function writeCounted(): { readonly counted: string; readonly expanded: string } {
    const rows = readFileSync(writeSample("uncounted.csv"), "utf8").trimEnd().split("\n");
    const count = (i: number) => (i * 7) % 4;
    const [counted, expanded] = [join(folder, "counted.csv"), join(folder, "expanded.csv")];
    const lines = rows.slice(1);
    writeFileSync(counted, [`${rows[0]},n`, ...lines.map((line, i) => `${line},${count(i)}`)].join("\n"));
    writeFileSync(expanded, [rows[0], ...lines.flatMap((line, i) => Array(count(i)).fill(line))].join("\n"));
    return { counted, expanded };
  }

  test.each(["y ~ x + sex", "y ~ x + sex + (1 | g)"])("give what the rows written out give: %s", async (formula) => {
    const { counted, expanded } = writeCounted();
    const short = await fitTable({ formula, data: counted, counts: "n" });
    const long = await fitTable({ formula, data: expanded });
    expect(short.observations).toBe(long.observations);
    expect(short.coefficients).toEqual(long.coefficients);
    expect(short.criterion).toEqual(long.criterion);
    expect(short.bic).toBe(long.bic);
    expect(short.variance).toEqual(long.variance);
    expect(short.effects).toEqual(long.effects);
  });
});
