import { describe, expect, it } from "vitest";
import { ProjectError } from "../../../src/base/index.ts";
import type { DataAnswer } from "../../../src/model/design/index.ts";
import { buildSystem } from "../../../src/model/estimation/build-system.ts";
import { fitRandomIntercept, solveLeastSquares, solveRandomIntercept } from "../../../src/model/estimation/index.ts";
import { criterionAt } from "../../../src/model/estimation/profile-criterion.ts";
import { disagreement } from "./agreement.ts";
import { decimalColumn, interceptColumn, momentsFromColumns, powerColumn } from "./moments-from-columns.ts";
import { reorderRows, shifted, simulatedRows } from "./simulated-rows.ts";

const usual = { seed: 3, groups: 30, size: (j: number) => 5 + (j % 7), tau: 0.4, sigma: 1 };
const flat = { ...usual, seed: 11, tau: 0 };

function codesOf(call: () => unknown): string[] {
  try {
    call();
  } catch (error) {
    if (error instanceof ProjectError) return error.issues.map((one) => one.code);
    throw error;
  }
  return [];
}

describe("the profiled criterion", () => {
  const system = buildSystem(momentsFromColumns(simulatedRows(usual)), [0, 1], null);

  it.each([
    [0.01, true],
    [0.3, true],
    [5, true],
    [0.01, false],
    [0.3, false],
    [5, false],
  ])("has analytic derivatives at psi = %d, REML %s", (psi, reml) => {
    const h = psi * 1e-4;
    const [below, at, above] = [psi - h, psi, psi + h].map((x) => criterionAt(system, x, reml));
    expect(at.slope / ((above.value - below.value) / (2 * h)) - 1).toBeCloseTo(0, 5);
    expect(at.curvature / ((above.slope - below.slope) / (2 * h)) - 1).toBeCloseTo(0, 5);
  });

  it("is the likelihood of the full covariance matrix", () => {
    const input = simulatedRows({ ...usual, groups: 3, size: () => 4 });
    for (const method of ["REML", "ML"] as const) {
      const fit = solveRandomIntercept(momentsFromColumns(input), method);
      const direct = denseDeviance(input, fit.interceptVariance ?? 0, fit.residualVariance, method);
      expect(fit.criterion.value).toBeCloseTo(direct, 9);
    }
  });

  it("is nowhere lower than at the fit", () => {
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const moments = momentsFromColumns(simulatedRows({ ...usual, seed, tau: 0.15 }));
      const fit = solveRandomIntercept(moments, "REML");
      const here = buildSystem(moments, [0, 1], null);
      const best = criterionAt(here, (fit.theta ?? 0) ** 2, true).value;
      for (let theta = 0; theta < 3; theta += 0.01) {
        expect(criterionAt(here, theta * theta, true).value).toBeGreaterThanOrEqual(best - 1e-9);
      }
    }
  });
});

describe("a random-intercept fit", () => {
  it("asks for moments by its group and gives the fit", () => {
    const steps = fitRandomIntercept({ group: "g", method: "ML" });
    expect(steps.next().value).toEqual({ kind: "moments", group: "g" });
    const answer: DataAnswer = momentsFromColumns(simulatedRows(usual));
    const end = steps.next(answer);
    expect(end.done).toBe(true);
    expect(end.value).toEqual(solveRandomIntercept(answer, "ML"));
  });

  it("carries a first-order certificate inside", () => {
    const { certificate, converged, singular } = solveRandomIntercept(momentsFromColumns(simulatedRows(usual)), "REML");
    if (certificate === null) throw new Error("no certificate");
    expect(Math.abs(certificate.gradient)).toBeLessThanOrEqual(certificate.tolerance);
    expect(certificate.curvature).toBeGreaterThan(0);
    expect(certificate.boundarySlope).toBeNull();
    expect([converged, singular]).toEqual([true, false]);
  });

  it("stays at zero variance where the slope in the variance is not negative, and is then least squares", () => {
    const moments = momentsFromColumns(simulatedRows(flat));
    const fit = solveRandomIntercept(moments, "REML");
    expect(fit.theta).toBe(0);
    expect(fit.singular).toBe(true);
    expect(fit.converged).toBe(true);
    expect(fit.certificate?.boundarySlope).toBeGreaterThanOrEqual(0);
    expect(fit.checks.map((check) => check.code)).toContain("FIT_SINGULAR");
    const ols = solveLeastSquares(moments);
    expect(disagreement(fit.estimate, ols.estimate, ols.stdError)).toBeLessThan(1e-12);
    expect(disagreement(fit.stdError, ols.stdError, 0)).toBeLessThan(1e-12);
  });

  it("gives the same bits in any order of rows and groups", () => {
    const input = simulatedRows(usual);
    const n = input.response.values.length;
    const order = Array.from({ length: n }, (_, i) => (i * 37 + 11) % n);
    expect(new Set(order).size).toBe(n);
    const one = solveRandomIntercept(momentsFromColumns(input), "REML");
    const other = solveRandomIntercept(momentsFromColumns(reorderRows(input, order)), "REML");
    expect({ ...other, group: null }).toEqual({ ...one, group: null });
  });

  it("does not depend on where marks begin", () => {
    const input = simulatedRows(usual);
    const far = {
      ...input,
      columns: [input.columns[0], shifted(input.x, 50_000)],
      response: shifted(input.response, -9000),
    };
    const one = solveRandomIntercept(momentsFromColumns(input), "REML");
    const other = solveRandomIntercept(momentsFromColumns(far), "REML");
    expect(disagreement([other.estimate[1], other.stdError[1]], [one.estimate[1], one.stdError[1]], 0)).toBeLessThan(
      1e-12,
    );
    expect(other.theta).toBeCloseTo(one.theta ?? 0, 12);
    expect(other.criterion.value).toBeCloseTo(one.criterion.value, 9);
    expect(disagreement(other.group?.meanResidual ?? [], one.group?.meanResidual ?? [], 1)).toBeLessThan(1e-11);
    expect(disagreement(other.group?.meanRoots ?? [], one.group?.meanRoots ?? [], 1)).toBeLessThan(1e-11);
  });

  it("keeps ten digits with powers of marks near 600", () => {
    const input = simulatedRows({ ...usual, mean: 600, sd: 40, slope: 0.01 });
    const centred = shifted(input.x, -600);
    const cubic = (x: typeof centred) => [input.columns[0], x, powerColumn(x, 2), powerColumn(x, 3)];
    const hard = solveRandomIntercept(momentsFromColumns({ ...input, columns: cubic(input.x) }), "REML");
    const easy = solveRandomIntercept(momentsFromColumns({ ...input, columns: cubic(centred) }), "REML");
    expect(hard.checks.map((check) => check.code)).toContain("FIT_ILL_CONDITIONED");
    expect(easy.checks.map((check) => check.code)).not.toContain("FIT_ILL_CONDITIONED");
    expect(disagreement([hard.estimate[3], hard.stdError[3]], [easy.estimate[3], easy.stdError[3]], 0)).toBeLessThan(
      1e-10,
    );
    expect(hard.theta).toBeCloseTo(easy.theta ?? 0, 11);
    expect(hard.criterion.value).toBeCloseTo(easy.criterion.value, 8);
    expect(disagreement(hard.group?.meanResidual ?? [], easy.group?.meanResidual ?? [], 0.1)).toBeLessThan(1e-10);
    const length = (roots: Float64Array | undefined, j: number): number =>
      Math.hypot(...(roots ?? []).slice(4 * j, 4 * j + 4));
    for (let j = 0; j < 30; j++) {
      expect(length(hard.group?.meanRoots, j) / length(easy.group?.meanRoots, j)).toBeCloseTo(1, 10);
    }
    const slope = (b: Float64Array, x: number): number => b[1] + 2 * b[2] * x + 3 * b[3] * x * x;
    expect(slope(hard.estimate, 610)).toBeCloseTo(slope(easy.estimate, 10), 10);
  });

  it("takes weights as lme4: twice the weights double the residual variance only", () => {
    const input = simulatedRows(usual);
    const n = input.response.values.length;
    const weights = (w: string) => decimalColumn("w", new Array<string>(n).fill(w));
    const [plain, ones, twos] = [
      input,
      { ...input, weights: weights("1.0") },
      { ...input, weights: weights("2.0") },
    ].map((one) => solveRandomIntercept(momentsFromColumns(one), "REML"));
    expect(disagreement(ones.estimate, plain.estimate, 1)).toBeLessThan(1e-14);
    expect(ones.criterion.value).toBeCloseTo(plain.criterion.value, 10);
    expect(disagreement(twos.estimate, plain.estimate, 1)).toBeLessThan(1e-12);
    expect(twos.residualVariance / plain.residualVariance).toBeCloseTo(2, 11);
    expect(twos.interceptVariance).toBeCloseTo(plain.interceptVariance ?? 0, 11);
    expect(twos.criterion.value).toBeCloseTo(plain.criterion.value, 9);
  });

  it("leaves out dependent columns and names them", () => {
    const input = simulatedRows(usual);
    const values = input.x.values;
    const columns = [
      ...input.columns,
      { ...input.x, name: "twice", values: values.map((x) => 2n * x + 7n) },
      { ...input.x, name: "none", values: values.map(() => 0n) },
      // x with an error in the thirteenth decimal, far below the share 1e-7 that R asks for
      {
        name: "almost",
        unit: { base: 10 as const, exponent: -13 },
        values: values.map((x, i) => x * 10n ** 9n + BigInt(i % 5)),
      },
    ];
    const fit = solveRandomIntercept(momentsFromColumns({ ...input, columns }), "REML");
    expect(fit.aliased).toEqual(["twice", "none", "almost"]);
    expect(fit.names).toEqual(["(Intercept)", "x"]);
    const plain = solveRandomIntercept(momentsFromColumns(input), "REML");
    expect([...fit.estimate]).toEqual([...plain.estimate]);
    expect(fit.checks.map((check) => check.code)).toContain("FIT_ALIASED");
  });

  it("fits without an intercept", () => {
    const input = simulatedRows(usual);
    const fit = solveRandomIntercept(momentsFromColumns({ ...input, columns: [input.x] }), "REML");
    expect(fit.names).toEqual(["x"]);
    const direct = denseDeviance(
      { ...input, columns: [input.x] },
      fit.interceptVariance ?? 0,
      fit.residualVariance,
      "REML",
    );
    expect(fit.criterion.value).toBeCloseTo(direct, 8);
  });

  it("is followed to the optimum however much larger the groups' differences are", () => {
    const moderate = simulatedRows({ ...usual, tau: 1, sigma: 1 });
    const labels = moderate.group?.labels ?? [];
    // Ten million times the differences between groups, the same within them.
    const response = {
      ...moderate.response,
      values: moderate.response.values.map((y, i) => y * 1n + BigInt(Number(labels[i].slice(1)) ** 2) * 10n ** 16n),
    };
    for (const method of ["REML", "ML"] as const) {
      const [near, far] = [moderate, { ...moderate, response }].map((input) =>
        solveRandomIntercept(momentsFromColumns(input), method),
      );
      expect(far.converged).toBe(true);
      expect((far.interceptVariance ?? 0) / far.residualVariance).toBeGreaterThan(1e12);
      expect(far.residualVariance / near.residualVariance - 1).toBeCloseTo(0, 1);
      expect(far.checks.map((one) => one.code)).not.toContain("FIT_PERFECT");
    }
  });

  it("has the digits of a residual that is a trillionth of the slope's part", () => {
    const moderate = simulatedRows({ ...usual, tau: 0.3, sigma: 1 });
    const [, x] = moderate.columns;
    const steep = {
      ...moderate,
      response: { ...moderate.response, values: moderate.response.values.map((y, i) => y + x.values[i] * 10n ** 9n) },
    };
    const [near, far] = [moderate, steep].map((input) => solveRandomIntercept(momentsFromColumns(input), "REML"));
    expect(far.residualVariance / near.residualVariance - 1).toBeCloseTo(0, 12);
    expect((far.interceptVariance ?? 0) / (near.interceptVariance ?? 1) - 1).toBeCloseTo(0, 10);
    expect(far.stdError[1] / near.stdError[1] - 1).toBeCloseTo(0, 12);
  });

  it("is none where nothing is left within groups, however steep the slope", () => {
    const input = simulatedRows(usual);
    const [, x] = input.columns;
    const labels = input.group?.labels ?? [];
    const values = x.values.map((value, i) => 12345n * value + BigInt(Number(labels[i].slice(1)) ** 2) * 1000n);
    const fit = solveRandomIntercept(momentsFromColumns({ ...input, response: { ...input.response, values } }), "REML");
    expect([fit.converged, fit.checks.map((one) => one.code).includes("FIT_PERFECT")]).toEqual([false, true]);
  });

  it("keeps a group's constant column out of the within-group products exactly", () => {
    const input = simulatedRows(usual);
    const third = input.group?.labels.map((label) => String(Number(label.slice(1)) / 8)) ?? [];
    const columns = [...input.columns, decimalColumn("level", third)];
    const system = buildSystem(momentsFromColumns({ ...input, columns }), [0, 1, 2], null);
    expect(system.within[5]).toBe(0);
  });
});

describe("data that a random intercept can't be fitted to", () => {
  const input = simulatedRows(usual);
  const n = input.response.values.length;
  const grouped = (labels: string[]) => momentsFromColumns({ ...input, group: { name: "g", labels } });

  it("refuses one group", () => {
    expect(codesOf(() => solveRandomIntercept(grouped(new Array(n).fill("a")), "REML"))).toEqual(["GROUP_ONE_LEVEL"]);
  });

  it("refuses one row in every group", () => {
    const labels = Array.from({ length: n }, (_, i) => String(i));
    expect(codesOf(() => solveRandomIntercept(grouped(labels), "REML"))).toEqual(["GROUP_SINGLETONS"]);
  });

  it("refuses a group whose differences the other columns hold", () => {
    const labels = input.group?.labels.map((label) => (Number(label.slice(1)) % 3 === 0 ? "a" : "b")) ?? [];
    const first = input.group?.labels.map((label) => (Number(label.slice(1)) % 6 === 0 ? "1" : "0")) ?? [];
    const third = labels.map((label) => (label === "a" ? "0.3" : "0.1"));
    for (const [columns, refused] of [
      [[decimalColumn("part", first), decimalColumn("level", third)], true],
      [[decimalColumn("level", third)], true],
      [[decimalColumn("part", first)], false],
      [
        [
          decimalColumn(
            "large",
            labels.map((label, i) => `${label === "a" ? 1 : 2}000000.${i % 7}`),
          ),
        ],
        false,
      ],
    ] as const) {
      const moments = momentsFromColumns({
        ...input,
        columns: [...input.columns, ...columns],
        group: { name: "g", labels },
      });
      for (const method of ["REML", "ML"] as const) {
        expect(codesOf(() => solveRandomIntercept(moments, method))).toEqual(refused ? ["GROUP_ABSORBED"] : []);
      }
    }
  });

  it("refuses no more rows than coefficients", () => {
    const few = reorderRows({ ...input, group: { name: "g", labels: [..."abab".repeat(n)].slice(0, n) } }, [0, 1, 2]);
    const columns = [...few.columns, powerColumn(few.columns[1], 2)];
    expect(codesOf(() => solveRandomIntercept(momentsFromColumns({ ...few, columns }), "REML"))).toEqual([
      "TOO_FEW_ROWS",
    ]);
    expect(codesOf(() => solveLeastSquares(momentsFromColumns({ ...few, columns })))).toEqual(["TOO_FEW_ROWS"]);
  });

  it.each(["7", "0"])("flags a response of one value (%s) and gives no NaN", (value) => {
    const response = decimalColumn("y", new Array<string>(n).fill(value));
    for (const fit of [
      solveRandomIntercept(momentsFromColumns({ ...input, response }), "REML"),
      solveLeastSquares(momentsFromColumns({ ...input, response })),
    ]) {
      expect(fit.checks.map((check) => check.code)).toContain("RESPONSE_CONSTANT");
      expect([...fit.estimate]).toEqual([Number(value), 0]);
      expect([...fit.stdError]).toEqual([0, 0]);
      expect(fit.residualVariance).toBe(0);
      expect(fit.logLik).toBe(Number.POSITIVE_INFINITY);
      expect([...(fit.group?.meanResidual ?? [])].every((x) => x === 0)).toBe(true);
    }
  });

  it("flags groups without any variation inside, and gives no NaN", () => {
    const values = input.group?.labels.map((label) => BigInt((Number(label.slice(1)) * 7) % 11)) ?? [];
    const response = { name: "y", values, unit: { base: 10 as const, exponent: 0 } };
    const fit = solveRandomIntercept(momentsFromColumns({ ...input, columns: [interceptColumn(n)], response }), "REML");
    expect(fit.checks.map((check) => check.code)).toContain("FIT_PERFECT");
    expect(fit.converged).toBe(false);
    for (const numbers of [fit.estimate, fit.stdError, [fit.interceptVariance ?? Number.NaN]]) {
      expect([...numbers].every(Number.isFinite)).toBe(true);
    }
  });
});

/** −2 log-likelihood of y ~ N(Xβ, σ²I + τ²ZZ') from the n×n matrices themselves, in doubles. */
function denseDeviance(
  input: Parameters<typeof momentsFromColumns>[0],
  tau2: number,
  sigma2: number,
  method: "REML" | "ML",
): number {
  const numbers = (column: (typeof input.columns)[number]): number[] =>
    column.values.map((value) => Number(value) * 10 ** column.unit.exponent);
  const columns = input.columns.map(numbers);
  const y = numbers(input.response);
  const labels = input.group?.labels ?? [];
  const n = y.length;
  const V = y.map((_, i) => y.map((_, k) => (i === k ? sigma2 : 0) + (labels[i] === labels[k] ? tau2 : 0)));
  const { logDeterminant, solve } = gauss(V);
  const inverse = columns.map(solve);
  const XVX = columns.map((a) => inverse.map((b) => inner(a, b)));
  const information = gauss(XVX);
  const beta = information.solve(inverse.map((b) => inner(b, y)));
  const residual = y.map((value, i) => value - beta.reduce((sum, b, a) => sum + b * columns[a][i], 0));
  const p = columns.length;
  const df = method === "REML" ? n - p : n;
  const extra = method === "REML" ? information.logDeterminant : 0;
  return df * Math.log(2 * Math.PI) + logDeterminant + extra + inner(residual, solve(residual));
}

function inner(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x, i) => sum + x * b[i], 0);
}

/** Elimination without pivoting, for positive definite matrices. */
function gauss(matrix: number[][]): { logDeterminant: number; solve: (b: readonly number[]) => number[] } {
  const n = matrix.length;
  const lu = matrix.map((row) => [...row]);
  for (let k = 0; k < n; k++) {
    for (let i = k + 1; i < n; i++) {
      lu[i][k] /= lu[k][k];
      for (let j = k + 1; j < n; j++) lu[i][j] -= lu[i][k] * lu[k][j];
    }
  }
  const solve = (b: readonly number[]): number[] => {
    const x = [...b];
    for (let i = 0; i < n; i++) for (let k = 0; k < i; k++) x[i] -= lu[i][k] * x[k];
    for (let i = n - 1; i >= 0; i--) {
      for (let k = i + 1; k < n; k++) x[i] -= lu[i][k] * x[k];
      x[i] /= lu[i][i];
    }
    return x;
  };
  return { logDeterminant: lu.reduce((sum, row, i) => sum + Math.log(row[i]), 0), solve };
}
