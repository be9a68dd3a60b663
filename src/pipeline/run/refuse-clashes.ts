import { type Issue, issue, type KeyPath, ProjectError } from "../../base/index.ts";
import { paperColumn } from "../../model/design/index.ts";
import type { Study } from "../study/index.ts";

/** A column that the study's tables get, and where in the study file it is named. */
interface Named {
  readonly name: string;
  readonly path: KeyPath;
  /** Several sources may fill one attribute. */
  readonly attribute: boolean;
}

/**
 * Refuses names that models could not tell apart: papers and attributes stand as columns of one table, in which a paper is
 * called `test.subject` and letters of either case are the same.
 *
 * @throws NAMES_CLASH, STUDY_DUPLICATE
 */
export function refuseClashes(study: Study): void {
  const first = new Map<string, Named>();
  const issues: Issue[] = [];
  for (const named of [...papers(study), ...attributes(study)]) {
    const folded = named.name.toLowerCase();
    const known = first.get(folded);
    if (known === undefined) first.set(folded, named);
    else if (known.name !== named.name) {
      issues.push(issue("NAMES_CLASH", { first: known.name, second: named.name }, study.placeOf(named.path)));
    } else if (!known.attribute || !named.attribute) {
      const kind = named.attribute ? "attribute" : "subject";
      issues.push(issue("STUDY_DUPLICATE", { kind, name: named.name }, study.placeOf(named.path)));
    }
  }
  if (issues.length > 0) throw new ProjectError(issues);
}

function papers({ tests }: Study): Named[] {
  return tests.flatMap((test) =>
    test.papers.map(({ subject }) => ({
      name: paperColumn({ test: test.id, subject }),
      path: ["tests", test.id, "papers", subject],
      attribute: false,
    })),
  );
}

function attributes({ sources, schools }: Study): Named[] {
  const ofSources = sources.flatMap((source, i) =>
    (["studentAttributes", "schoolAttributes"] as const).flatMap((kind) =>
      Object.keys(source[kind]).map((name) => ({ name, path: ["sources", i, kind, name], attribute: true })),
    ),
  );
  const ofRegister = Object.keys(schools?.attributes ?? {});
  return [
    ...ofSources,
    ...ofRegister.map((name) => ({ name, path: ["schools", "attributes", name], attribute: true })),
  ];
}
