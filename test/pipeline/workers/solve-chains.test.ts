import { expect, test } from "vitest";
import { randomStream } from "../../../src/base/index.ts";
import { sampleNormal } from "../../../src/math/index.ts";
import { prepareQuantiles } from "../../../src/model/estimation/index.ts";
import { solveChains, solveInThreads } from "../../../src/pipeline/workers/index.ts";
import { splineTask } from "../../model/estimation/quantile/spline-task.ts";

test("chains give the same bits in one, two and four threads", async () => {
  const stream = randomStream(3, "threads");
  const values = Array.from({ length: 5000 }, () => sampleNormal(stream));
  const response = values.map((x) => x + 0.5 * sampleNormal(stream));
  const prepared = prepareQuantiles(
    splineTask(response, [{ values, knots: { interior: [-0.8, 0, 0.8], boundary: [-6, 6] } }]),
  );
  const chains = [[0.05, 0.06], [0.3], [0.5, 0.52, 0.54], [0.9], [0.99]];
  const task = { prepared, chains };
  const one = await solveChains(task, 1);
  expect(one.map((fits) => fits.map((fit) => fit.tau))).toEqual(chains);
  expect(await solveInThreads(task, 2)).toEqual(one);
  expect(await solveInThreads(task, 4)).toEqual(one);
});
