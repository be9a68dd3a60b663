import type { Code, CodeParams } from "./codes.ts";

/** Where a fault lies. Every part is optional; a message prints those it has. Rows and lines count from 1 as a person sees them. */
export interface Place {
  readonly file?: string;
  readonly sheet?: string;
  /** Line of a table file as a text editor or spreadsheet numbers it: the header is row 1. */
  readonly row?: number;
  /** Column by its heading. */
  readonly column?: string;
  /** Line and column of a study file or of the command line. */
  readonly line?: number;
  readonly character?: number;
  /** Path of keys inside a study file, e.g. `models.0.outcome`. */
  readonly path?: string;
}

export type Severity = "error" | "warning" | "note";

/** A fault found in data or in a study file: a value, collected with others and shown together. */
export type Issue = {
  [C in Code]: {
    readonly code: C;
    readonly params: CodeParams[C];
    readonly where: Place;
    readonly severity: Severity;
  };
}[Code];

/** Makes an issue with the parameters that its code asks for. */
export function issue<C extends Code>(
  code: C,
  params: CodeParams[C],
  where: Place = {},
  severity: Severity = "error",
): Issue {
  return { code, params, where, severity } as Issue;
}

/**
 * The call can't go on because of what the user gave it (input, study file, command line). Carries one issue or more;
 * the words for them are in `report/words`. The command line answers with exit status 2.
 */
export class ProjectError extends Error {
  readonly issues: readonly Issue[];

  constructor(issues: readonly Issue[]) {
    super(issues.map((one) => one.code).join(", "));
    this.name = "ProjectError";
    this.issues = issues;
  }
}

/** Throws a `ProjectError` with one issue. */
export function fail<C extends Code>(code: C, params: CodeParams[C], where: Place = {}): never {
  throw new ProjectError([issue(code, params, where)]);
}

/** A fault of ours: something that can't be, whatever the input. The command line answers with exit status 1. */
export class Bug extends Error {
  constructor(message: string) {
    super(message);
    this.name = "Bug";
  }
}

/** Asserts what must hold whatever the input. The message is for us, not for users. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Bug(message);
}
