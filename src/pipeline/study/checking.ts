import {
  type Code,
  type CodeParams,
  type Issue,
  issue,
  type KeyPath,
  type Localized,
  type LocatedYaml,
  nearest,
  type StudyThing,
} from "../../base/index.ts";
import type { StudyFile } from "./study-schema.ts";

/** What the checks of a study's meaning share: the parsed file, places, and the faults found so far. */
export interface Checking {
  readonly file: StudyFile;
  /** Adds a fault at a value. */
  report<C extends Code>(code: C, params: CodeParams[C], path: KeyPath): void;
  /** Adds a warning at a value. */
  warn<C extends Code>(code: C, params: CodeParams[C], path: KeyPath): void;
  readonly issues: readonly Issue[];
}

/** A checking without faults yet. */
export function startChecking(file: StudyFile, yaml: LocatedYaml): Checking {
  const issues: Issue[] = [];
  return {
    file,
    issues,
    report: (code, params, path) => issues.push(issue(code, params, yaml.placeOf(path))),
    warn: (code, params, path) => issues.push(issue(code, params, yaml.placeOf(path), "warning")),
  };
}

/** Reports a name that is not among the known ones, with the near one. True where it is known. */
export function checkReference(
  checking: Checking,
  kind: StudyThing,
  name: string,
  known: readonly string[],
  path: KeyPath,
): boolean {
  if (known.includes(name)) return true;
  const near = nearest(name, known);
  checking.report("STUDY_REFERENCE", near === undefined ? { kind, name, known } : { kind, name, near, known }, path);
  return false;
}

/** Reports each name that stands before in the list too. */
export function checkUnique(
  checking: Checking,
  kind: StudyThing,
  entries: readonly { readonly name: string; readonly path: KeyPath }[],
): void {
  const seen = new Set<string>();
  for (const { name, path } of entries) {
    if (seen.has(name)) checking.report("STUDY_DUPLICATE", { kind, name }, path);
    seen.add(name);
  }
}

/** Reports a test or subject that the study does not have. True where both are known. */
export function checkPaper(
  checking: Checking,
  { test, subject }: { readonly test: string; readonly subject: string },
  path: KeyPath,
): boolean {
  const { tests } = checking.file;
  if (!checkReference(checking, "test", test, Object.keys(tests), [...path, "test"])) return false;
  return checkReference(checking, "subject", subject, Object.keys(tests[test].papers), [...path, "subject"]);
}

/** One text for both languages where only one was given. */
export function bothLanguages(text: string | Localized): Localized {
  return typeof text === "string" ? { zh: text, en: text } : { zh: text.zh, en: text.en };
}
