import type { SelectNode } from "../../data/sql/index.ts";
import type { Design } from "./design.ts";
import { planDistinctRows, planMoments } from "./moment-plan.ts";
import type { DataRequest } from "./request.ts";

/** The queries that answer a request, to be run in order; `lift` takes their answers. */
export interface Plan {
  readonly queries: readonly SelectNode[];
}

/** Lowers an estimator's request to queries. */
export function lower(design: Design, request: DataRequest): Plan {
  if (request.kind === "distinctRows") return { queries: [planDistinctRows(design, request.columns, request.limit)] };
  return { queries: planMoments(design, request.group !== null).queries };
}
