export type { Clause, FundSpec, PolicySpec, PotSpec } from "./fund-spec.ts";
