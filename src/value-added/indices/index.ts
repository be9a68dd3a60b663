export type { IndexSpec } from "./index-spec.ts";
