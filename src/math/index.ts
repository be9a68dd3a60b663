export * from "./linalg/index.ts";
export * from "./optimize/index.ts";
export * from "./stats/index.ts";
