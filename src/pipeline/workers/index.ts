export { type ChainTask, solveChains, solveInThreads } from "./solve-chains.ts";
