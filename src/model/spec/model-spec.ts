import type { Localized } from "../../base/index.ts";

/** A paper by test and subject. */
export interface PaperRef {
  readonly test: string;
  readonly subject: string;
}

/** A checked expected-score model of a study. */
export interface ModelSpec {
  readonly id: string;
  readonly title: Localized;
  /** `linear`: ordinary least squares on all students. `multilevel`: random intercept for each school. */
  readonly method: "linear" | "multilevel";
  readonly outcome: PaperRef;
  /** Prior marks; `degree` 2 or 3 adds powers. */
  readonly priors: readonly (PaperRef & { readonly degree: number })[];
  /** Names of student or school attributes, entered as factors (text) with treatment contrasts. */
  readonly covariates: readonly string[];
  readonly estimation: "reml" | "ml";
  /** School attributes whose values are aggregated to (e.g. authority). */
  readonly levels: readonly string[];
  /** Schools with fewer students are flagged and not awarded. */
  readonly minimumStudents: number;
  /** What stands at zero. */
  readonly zero: "average-student" | "average-school";
  /** A sentence why this model. */
  readonly why: Localized;
}
