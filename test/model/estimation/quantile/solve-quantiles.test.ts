import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomStream } from "../../../../src/base/index.ts";
import { codeValues, sampleNormal } from "../../../../src/math/index.ts";
import { prepareQuantiles, type QuantileFit, solveQuantileChain } from "../../../../src/model/estimation/index.ts";
import { disagreement } from "../agreement.ts";
import { checkLoss, fittedValue, plainTask, splineTask } from "./spline-task.ts";

const share = fc.integer({ min: 1, max: 99 }).map((percent) => percent / 100 + 0.003);
const points = fc.array(fc.tuple(fc.integer({ min: -6, max: 6 }), fc.integer({ min: -9, max: 9 })), {
  minLength: 3,
  maxLength: 12,
});

function fitOf(response: readonly number[], columns: readonly (readonly number[])[], tau: number): QuantileFit {
  return solveQuantileChain(prepareQuantiles(plainTask(response, columns)), [tau])[0];
}

/** The least check loss over all lines through two points of different x: one of them is optimal. */
function leastLoss(xs: readonly number[], ys: readonly number[], tau: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < xs.length; i++) {
    for (let j = 0; j < i; j++) {
      if (xs[i] === xs[j]) continue;
      const slope = (ys[i] - ys[j]) / (xs[i] - xs[j]);
      const line = Float64Array.of(ys[i] - slope * xs[i], slope);
      least = Math.min(least, checkLoss(plainTask(ys, [xs]), line, tau));
    }
  }
  return least;
}

describe("a quantile regression", () => {
  test("has the least check loss of all vertices, ties and repeated rows among the data", () => {
    fc.assert(
      fc.property(points, share, (rows, tau) => {
        const [xs, ys] = [rows.map((row) => row[0]), rows.map((row) => row[1])];
        fc.pre(new Set(xs).size > 1);
        const fit = fitOf(ys, [xs], tau);
        expect(fit.objective).toBeCloseTo(leastLoss(xs, ys, tau), 9);
        expect(fit.gap).toBeLessThan(1e-10);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test("fulfils the subgradient condition", () => {
    fc.assert(
      fc.property(points, share, (rows, tau) => {
        const [xs, ys] = [rows.map((row) => row[0]), rows.map((row) => row[1])];
        fc.pre(new Set(xs).size > 1);
        const task = plainTask(ys, [xs]);
        const { coefficients } = fitOf(ys, [xs], tau);
        // Along each of several directions the one-sided derivative of the loss is not negative.
        for (const direction of [
          [1, 0],
          [0, 1],
          [1, 1],
          [1, -1],
          [3, -1],
          [-1, 4],
        ]) {
          for (const sign of [1, -1]) {
            let slope = 0;
            ys.forEach((y, i) => {
              const move = sign * fittedValue(task, Float64Array.from(direction), i);
              const residual = y - fittedValue(task, coefficients, i);
              const falls = Math.abs(residual) < 1e-9 ? move > 0 : residual < 0;
              slope += -move * (falls ? tau - 1 : tau);
            });
            expect(slope).toBeGreaterThan(-1e-9);
          }
        }
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  test("with a constant alone is a quantile, and is not unique where a range of values is as good", () => {
    const ys = [1, 4, 2, 8, 5, 7];
    expect(fitOf(ys, [], 0.3)).toMatchObject({ coefficients: Float64Array.of(2), unique: true });
    const half = fitOf(ys, [], 0.5);
    expect(half.unique).toBe(false);
    expect([4, 5]).toContain(half.coefficients[0]);
  });

  test("gives a column that others determine the coefficient zero", () => {
    const xs = [1, 2, 3, 4, 5, 6, 7];
    const ys = [2, 1, 4, 3, 7, 5, 8];
    const task = plainTask(ys, [xs, xs.map((x) => 3 - 2 * x)]);
    const prepared = prepareQuantiles(task);
    expect(prepared.aliased).toEqual([2]);
    const [fit] = solveQuantileChain(prepared, [0.4]);
    expect(fit.coefficients[2]).toBe(0);
    expect(fit.objective).toBeCloseTo(leastLoss(xs, ys, 0.4), 12);
  });

  test("takes columns of any size", () => {
    const xs = [1, 2, 3, 4, 5, 6, 7];
    const ys = [2, 1, 4, 3, 7, 5, 8];
    const tiny = fitOf(ys, [xs.map((x) => x * 1e-9)], 0.4);
    const plain = fitOf(ys, [xs], 0.4);
    expect(tiny.objective).toBeCloseTo(plain.objective, 12);
    expect(tiny.coefficients[1] * 1e-9).toBeCloseTo(plain.coefficients[1], 12);
  });

  test("is proven where it fits all rows to rounding", () => {
    const xs = Array.from({ length: 60 }, (_, i) => ((i * 37) % 41) / 7);
    const fit = fitOf(
      xs.map((x) => 0.1 + 0.3 * x),
      [xs],
      0.3,
    );
    expect(fit.gap).toBe(0);
    expect(fit.coefficients[1]).toBeCloseTo(0.3, 12);
  });

  test("fits a constant response without a loss", () => {
    expect(fitOf([3, 3, 3, 3, 3], [[1, 2, 3, 4, 5]], 0.25)).toMatchObject({ objective: 0, gap: 0 });
  });
});

const knots = { interior: [-0.8, -0.2, 0.3, 0.9], boundary: [-6, 6] } as const;

/** Two correlated predictors and a response with skewed errors; `unit` makes ties. */
function simulated(rows: number, unit: number) {
  const stream = randomStream(7, "quantiles");
  const draw = (): number => sampleNormal(stream);
  const [first, second, response]: number[][] = [[], [], []];
  for (let i = 0; i < rows; i++) {
    const ability = draw();
    const x = 0.9 * ability + 0.4 * draw();
    const z = 0.8 * ability + 0.6 * draw();
    first.push(Math.round(x / unit) * unit);
    second.push(Math.round(z / unit) * unit);
    response.push(Math.round((ability + 0.3 * Math.exp(draw() / 2)) / unit) * unit);
  }
  return { first, second, response };
}

const taus = [0.005, 0.015, 0.1, 0.11, 0.5, 0.9, 0.985, 0.995];

function fitSplines({ first, second, response }: ReturnType<typeof simulated>, order = [0, 1]): QuantileFit[] {
  const predictors = [first, second].map((values) => ({ values, knots }));
  return solveQuantileChain(
    prepareQuantiles(
      splineTask(
        response,
        order.map((k) => predictors[k]),
      ),
    ),
    taus,
  );
}

describe("quantile regressions on more rows than are searched at once", () => {
  const data = simulated(12_000, 0.01);
  const fits = fitSplines(data);

  test("are proven on all rows", () => {
    for (const fit of fits) expect(fit.gap).toBeLessThan(1e-12);
  });

  test("are the same to the bit whatever the order of rows", () => {
    const reversed = (values: readonly number[]): number[] => [...values].reverse();
    const other = fitSplines({
      first: reversed(data.first),
      second: reversed(data.second),
      response: reversed(data.response),
    });
    expect(other).toEqual(fits);
  });

  test("follow a change of the response's origin and unit", () => {
    const moved = fitSplines({ ...data, response: data.response.map((y) => 50 + 8 * y) });
    moved.forEach((fit, k) => {
      const expected = fits[k].coefficients.map((b, column) => 8 * b + (column === 0 ? 50 : 0));
      expect(disagreement(fit.coefficients, expected, 1)).toBeLessThan(1e-9);
      expect(fit.objective / (8 * fits[k].objective)).toBeCloseTo(1, 11);
    });
  });

  test("mirror when the response does: tau becomes 1 − tau", () => {
    const mirrored = fitSplines({ ...data, response: data.response.map((y) => -y) });
    taus.forEach((tau, k) => {
      const partner = mirrored[taus.findIndex((other) => Math.abs(other - (1 - tau)) < 1e-12)];
      if (partner === undefined) return;
      expect(partner.objective / fits[k].objective).toBeCloseTo(1, 11);
    });
  });

  test("don't depend on the other taus of their chain where the optimum is unique", () => {
    const predictors = [data.first, data.second].map((values) => ({ values, knots }));
    const prepared = prepareQuantiles(splineTask(data.response, predictors));
    const alone = solveQuantileChain(prepared, [0.9])[0];
    expect(alone.unique).toBe(true);
    expect(disagreement(alone.coefficients, fits[5].coefficients, 1)).toBeLessThan(1e-12);
  });

  test("leave the right share of rows below", () => {
    const task = splineTask(
      data.response,
      [data.first, data.second].map((values) => ({ values, knots })),
    );
    fits.forEach((fit, k) => {
      let below = 0;
      let on = 0;
      data.response.forEach((y, i) => {
        const residual = y - fittedValue(task, fit.coefficients, i);
        if (Math.abs(residual) < 1e-9) on++;
        else if (residual < 0) below++;
      });
      expect(below).toBeLessThanOrEqual(12_000 * taus[k]);
      expect(below + on).toBeGreaterThanOrEqual(12_000 * taus[k]);
    });
  });
});

describe("heavily tied data", () => {
  test("are solved with proof", () => {
    for (const fit of fitSplines(simulated(5000, 0.5))) expect(fit.gap).toBeLessThan(1e-10);
  });
});

describe("codes of values", () => {
  test("are ranks among the distinct values", () => {
    expect(codeValues(Float64Array.of(3, -1, 3, 0, -0))).toEqual({
      levels: Float64Array.of(-1, 0, 3),
      codes: Int32Array.of(2, 0, 2, 1, 1),
    });
  });
});
