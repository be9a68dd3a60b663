import type { Issue } from "../../base/index.ts";
import type { MarkLedger } from "./mark-ledger.ts";
import type { PaperIndex } from "./paper-index.ts";
import type { RosterBuilder } from "./roster.ts";

/** Everything that is gathered while a study's files are read. */
export interface MarksReading {
  readonly papers: PaperIndex;
  readonly students: RosterBuilder;
  readonly schools: RosterBuilder;
  /** By number. */
  readonly schoolLabels: string[];
  readonly schoolNames: (string | undefined)[];
  /** A register was read: other schools are unknown. */
  closed: boolean;
  readonly ledger: MarkLedger;
  readonly rejected: RejectedMark[];
  readonly issues: Issue[];
  readonly conflicts: Issue[];
}

/** A rejected cell of a known student and school, by numbers. */
export interface RejectedMark {
  readonly student: number;
  readonly school: number;
  readonly paper: number;
}
