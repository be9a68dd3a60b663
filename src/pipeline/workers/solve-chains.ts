import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { Bug } from "../../base/index.ts";
import { type PreparedQuantiles, type QuantileFit, solveQuantileChain } from "../../model/estimation/index.ts";

/** What a worker is given, once. */
export interface ChainTask {
  readonly prepared: PreparedQuantiles;
  readonly chains: readonly (readonly number[])[];
}

/** Below this many cells (rows × columns × taus) starting threads costs more than they save. */
const cellsWorthThreads = 3e8;

/**
 * Solves chains of quantile regressions, in threads where that pays. Each chain starts from nothing but the data, and the
 * chains are put back in their order: the number of threads changes no bit of the result.
 */
export async function solveChains(task: ChainTask, threads: number): Promise<QuantileFit[][]> {
  const { prepared, chains } = task;
  const { rows, columns } = prepared.data.design;
  const cells = rows * columns * chains.reduce((sum, chain) => sum + chain.length, 0);
  const workers = cells < cellsWorthThreads ? 1 : Math.min(threads, chains.length);
  if (workers <= 1) return chains.map((chain) => solveQuantileChain(prepared, chain));
  return solveInThreads(task, workers);
}

/** The same, always in `workers` threads. Thread w takes chains w, w + workers, … */
export async function solveInThreads({ prepared, chains }: ChainTask, workers: number): Promise<QuantileFit[][]> {
  const parts = await Promise.all(
    Array.from({ length: workers }, (_, w) =>
      inThread({ prepared, chains: chains.filter((_, c) => c % workers === w) }),
    ),
  );
  return chains.map((_, c) => parts[c % workers][Math.floor(c / workers)]);
}

function inThread(task: ChainTask): Promise<QuantileFit[][]> {
  return new Promise((resolve, reject) => {
    const worker = startWorker(task);
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Bug(`a thread ended with status ${code}`)));
  });
}

/** From the built package a thread is started as it is; from the sources it first takes the loader for TypeScript. */
function startWorker(workerData: ChainTask): Worker {
  if (!import.meta.url.endsWith(".ts"))
    return new Worker(new URL("./chain-worker.js", import.meta.url), { workerData });
  const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx/esm/api")).href.replace(/\.cjs$/, ".mjs");
  const entry = new URL("./chain-worker.ts", import.meta.url).href;
  const start = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(entry)}); })`;
  return new Worker(start, { eval: true, execArgv: [], workerData });
}
