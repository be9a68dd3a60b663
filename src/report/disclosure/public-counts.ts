import type { CountRow } from "../types.ts";

/** Fewest students behind a published number. Below it neither number nor mean leaves the bureau. */
export const minimumPublic = 10;

/** What of one paper may be published: totals over the whole area. Null: not published. */
export interface PublicCount {
  readonly row: CountRow;
  readonly sat: number | null;
  readonly mean: number | null;
}

/**
 * Totals of each paper that may leave: number of students who sat and their mean. No row names a school, and absences,
 * breaches and exemptions are left out altogether, because their cells are small.
 */
export function publicCounts(counts: readonly CountRow[]): readonly PublicCount[] {
  return counts.map((row) => {
    const enough = row.sat >= minimumPublic;
    return { row, sat: enough ? row.sat : null, mean: enough ? row.mean : null };
  });
}
