import { invariant } from "../../base/index.ts";
import type { FittedGroup } from "./from-estimation.ts";
import type { Aggregation } from "./types.ts";

/** The units that are reported: groups, or weighted means of groups. */
export interface Units {
  readonly name: string;
  readonly labels: readonly string[];
  /** Students in each unit. */
  readonly n: Float64Array;
  /** Unit of each group, or −1. */
  readonly unitOf: Int32Array;
  /** Share of each group in its unit, by students; 1 where the unit is the group. */
  readonly shares: Float64Array;
  readonly aggregated: boolean;
}

export function unitsOf(group: FittedGroup, aggregation: Aggregation | undefined): Units {
  const { counts } = group;
  if (aggregation === undefined) {
    const unitOf = Int32Array.from(counts, (_, j) => j);
    const shares = new Float64Array(counts.length).fill(1);
    return { name: group.name, labels: group.labels, n: counts, unitOf, shares, aggregated: false };
  }
  const { name, labels, unitOf } = aggregation;
  invariant(unitOf.length === counts.length, `aggregation of ${unitOf.length} groups, the fit has ${counts.length}`);
  const n = new Float64Array(labels.length);
  unitOf.forEach((unit, j) => {
    if (unit >= 0) n[unit] += counts[j];
  });
  invariant(
    n.every((students) => students > 0),
    `a unit of ${name} has no group`,
  );
  const shares = counts.map((students, j) => (unitOf[j] < 0 ? 0 : students / n[unitOf[j]]));
  return { name, labels, n, unitOf, shares, aggregated: true };
}
