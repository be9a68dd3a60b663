import { type Issue, issue } from "../../base/index.ts";
import type { MarksIntake } from "../schema/index.ts";

/**
 * The issue that too many marks were rejected, or null.
 *
 * @param limit share of one, e.g. 0.01: the share itself is still allowed
 */
export function checkRejectedShare(intake: MarksIntake, limit: number): Issue | null {
  const { read, rejected } = intake.marks;
  // Compared as counts: no division can tip a share that is exactly at the limit.
  if (rejected <= limit * read) return null;
  return issue("REJECTED_SHARE", { rejected, read, share: intake.rejectedShare, limit });
}
