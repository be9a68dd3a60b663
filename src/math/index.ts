export * from "./linalg/index.ts";
export * from "./optimize/index.ts";
export * from "./spline/index.ts";
export * from "./stats/index.ts";
