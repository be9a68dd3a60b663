export { runDemo } from "./demo/run-demo.ts";
export { driveEstimator, finishDesign } from "./drive-estimator.ts";
export { type FitOptions, fitTable } from "./fit/fit-table.ts";
export { initStudy, type NewStudy } from "./init/init-study.ts";
export { filesUnder } from "./output/fingerprint.ts";
export { recoverOutput } from "./output/output-folder.ts";
export { checkStudy } from "./run/check-study.ts";
export { type RerenderOptions, rerenderReports } from "./run/rerender-reports.ts";
export { type RunOptions, runStudy } from "./run/run-study.ts";
