export { findRoot, type ValueAndSlope } from "./find-root.ts";
