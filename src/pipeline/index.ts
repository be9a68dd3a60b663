export { type FitOptions, fitTable } from "./fit/fit-table.ts";
export { filesUnder } from "./output/fingerprint.ts";
export { recoverOutput } from "./output/output-folder.ts";
