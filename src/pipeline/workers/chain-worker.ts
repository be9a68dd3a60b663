import { parentPort, workerData } from "node:worker_threads";
import { solveQuantileChain } from "../../model/estimation/index.ts";
import type { ChainTask } from "./solve-chains.ts";

const { prepared, chains }: ChainTask = workerData;
parentPort?.postMessage(chains.map((chain) => solveQuantileChain(prepared, chain)));
