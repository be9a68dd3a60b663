import type { SchoolRegister, Source, Test } from "../schema/index.ts";

/** What `readMarks` reads: checked parts of a study. */
export interface MarksRequest {
  readonly sources: readonly Source[];
  /** Where given, marks of schools that are not in it are rejected. */
  readonly register?: SchoolRegister;
  readonly tests: readonly Test[];
}
