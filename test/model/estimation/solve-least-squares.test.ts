import { describe, expect, it } from "vitest";
import { fitLeastSquares, solveLeastSquares } from "../../../src/model/estimation/index.ts";
import { disagreement } from "./agreement.ts";
import {
  decimalColumn,
  griddedColumn,
  interceptColumn,
  momentsFromColumns,
  powerColumn,
} from "./moments-from-columns.ts";
import { simulatedRows } from "./simulated-rows.ts";

const input = simulatedRows({ seed: 2, groups: 12, size: (j) => 4 + j, tau: 0.5, sigma: 1 });
const n = input.response.values.length;

describe("a least-squares fit", () => {
  it("asks for moments once, with or without a group", () => {
    expect(fitLeastSquares({ group: null }).next().value).toEqual({ kind: "moments", group: null });
    expect(fitLeastSquares({ group: "g" }).next().value).toEqual({ kind: "moments", group: "g" });
  });

  it("is a line through three points by hand", () => {
    // x = 0, 1, 2; y = 1, 2, 4: slope 3/2, intercept 5/6, RSS 1/6, R² 27/28, F 27
    const columns = [interceptColumn(3), decimalColumn("x", ["0", "1", "2"])];
    const fit = solveLeastSquares(momentsFromColumns({ columns, response: decimalColumn("y", ["1", "2", "4"]) }));
    expect([...fit.estimate]).toEqual([5 / 6, 1.5]);
    expect(fit.residualVariance).toBe(1 / 6);
    expect(disagreement(fit.stdError, [Math.sqrt(5 / 36), Math.sqrt(1 / 12)], 0)).toBeLessThan(1e-15);
    expect(fit.vcov[1]).toBeCloseTo(-1 / 12, 15);
    expect(fit.leastSquares?.rSquared).toBeCloseTo(27 / 28, 15);
    expect(fit.leastSquares?.adjustedRSquared).toBeCloseTo(26 / 28, 15);
    expect(fit.leastSquares?.fStatistic).toEqual({ value: expect.closeTo(27, 12), df1: 1, df2: 1 });
    // R 4.2.2: logLik(lm(c(1,2,4) ~ c(0,1,2))) = 0.07874203723: −3/2·(log(2π/18) + 1)
    expect(fit.logLik).toBeCloseTo(-1.5 * (Math.log((2 * Math.PI) / 18) + 1), 14);
    expect(fit.aic).toBeCloseTo(-2 * fit.logLik + 6, 14);
    expect(fit.bic).toBeCloseTo(-2 * fit.logLik + 3 * Math.log(3), 14);
  });

  it("takes R² about zero without an intercept, and no F with an intercept alone", () => {
    const through = solveLeastSquares(
      momentsFromColumns({
        columns: [decimalColumn("x", ["1", "2", "3"])],
        response: decimalColumn("y", ["1", "2", "4"]),
      }),
    );
    expect(through.estimate[0]).toBe(17 / 14);
    expect(through.leastSquares?.rSquared).toBeCloseTo(289 / (14 * 21), 14);
    expect(through.leastSquares?.fStatistic?.df1).toBe(1);
    const alone = solveLeastSquares(momentsFromColumns({ columns: [interceptColumn(n)], response: input.response }));
    expect(alone.leastSquares?.fStatistic).toBeNull();
    expect(alone.leastSquares?.rSquared).toBe(0);
  });

  it("has the same coefficients by fixed point and by elimination", () => {
    // Powers to the fifth need elimination (condition above 1e6); scaled orthogonal ones don't.
    const hard = [0, 1, 2, 3, 4, 5].map((k) => (k === 0 ? interceptColumn(n) : powerColumn(input.x, k, `x${k}`)));
    const fit = solveLeastSquares(momentsFromColumns({ columns: hard, response: input.response }));
    const many = [...hard, ...(input.group?.labels.slice(0, 40) ?? []).map((_, i) => dummy(i))];
    const large = solveLeastSquares(momentsFromColumns({ columns: many, response: input.response }));
    expect(many.length).toBeGreaterThan(40);
    expect(large.names.length).toBe(46);
    // A dummy for each of the first 40 rows leaves them out: the same fit on the rest of the rows.
    const rest = (column: (typeof hard)[number]) => ({ ...column, values: column.values.slice(40) });
    const small = solveLeastSquares(momentsFromColumns({ columns: hard.map(rest), response: rest(input.response) }));
    expect(disagreement(large.estimate.slice(0, 6), small.estimate, 0)).toBeLessThan(1e-14);
    expect(disagreement(large.stdError.slice(0, 6), small.stdError, 0)).toBeLessThan(1e-13);
    expect(large.leastSquares?.residualSumOfSquares).toBeCloseTo(small.leastSquares?.residualSumOfSquares ?? 0, 12);
    expect(fit.names.length).toBe(6);
  });

  it("drops a rounded copy as R does, and keeps powers that fall little by little", () => {
    const thirds = input.x.values.map((value) => Number(value) / 3e4);
    const columns = [...input.columns, griddedColumn("copy", thirds)];
    const fit = solveLeastSquares(momentsFromColumns({ columns, response: input.response }));
    expect(fit.aliased).toEqual(["copy"]);
    const years = Array.from({ length: n }, (_, i) => String(2000 + (i % 20)));
    const year = decimalColumn("year", years);
    // On whole years about 2010, year² falls to 1e-5 of its length and year³ to 1e-8: exact sums hold them both.
    const powers = [interceptColumn(n), year, powerColumn(year, 2), powerColumn(year, 3)];
    expect(solveLeastSquares(momentsFromColumns({ columns: powers, response: input.response })).aliased).toEqual([]);
  });

  it("has group means of its residuals that add up to nothing", () => {
    const { group } = solveLeastSquares(momentsFromColumns(input));
    if (group === null) throw new Error("no group");
    expect(group.meanResidual.reduce((sum, r, j) => sum + r * group.counts[j], 0)).toBeCloseTo(0, 11);
    expect([...group.meanColumns.filter((_, i) => i % 2 === 0)]).toEqual(new Array(12).fill(1));
  });
});

function dummy(row: number): ReturnType<typeof interceptColumn> {
  return {
    name: `row${row}`,
    values: Array.from({ length: n }, (_, i) => (i === row ? 1n : 0n)),
    unit: { base: 10, exponent: 0 },
  };
}
