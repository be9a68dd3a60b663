import type { Test } from "../schema/index.ts";
import { type PaperLimits, paperLimits } from "./mark-cell.ts";
import { sortLevels } from "./sort-levels.ts";

/** One paper of the study with the codes of its test and subject. */
export interface IndexedPaper {
  readonly test: number;
  readonly subject: number;
  readonly testId: string;
  readonly subjectId: string;
  readonly limits: PaperLimits;
}

/** The papers of a study, in the order of test and subject code. */
export interface PaperIndex {
  /** Code → id. */
  readonly tests: readonly string[];
  readonly subjects: readonly string[];
  readonly papers: readonly IndexedPaper[];
  /** The id of the test that is called so: by its id, or by its name in either language. */
  testCalled(text: string): string | undefined;
  subjectCalled(test: string, text: string): string | undefined;
  subjectsOf(test: string): readonly string[];
  /** The place in `papers`, or −1. */
  find(test: string, subject: string): number;
}

/** Indexes the papers of all tests. */
export function indexPapers(tests: readonly Test[]): PaperIndex {
  const testIds = sortLevels(tests.map((test) => test.id)).levels;
  const subjectIds = sortLevels([...new Set(tests.flatMap((test) => test.papers.map((one) => one.subject)))]).levels;
  const papers = tests
    .flatMap((test) =>
      test.papers.map((paper) => ({
        test: testIds.indexOf(test.id),
        subject: subjectIds.indexOf(paper.subject),
        testId: test.id,
        subjectId: paper.subject,
        limits: paperLimits(paper),
      })),
    )
    .sort((a, b) => a.test - b.test || a.subject - b.subject);
  const places = new Map(papers.map((one, index) => [`${one.test} ${one.subject}`, index]));
  const testNames = calledMap(tests.map((test) => [test.id, test.name.zh, test.name.en]));
  const subjectNames = new Map(
    tests.map((test) => [test.id, calledMap(test.papers.map((one) => [one.subject, one.name.zh, one.name.en]))]),
  );
  return {
    tests: testIds,
    subjects: subjectIds,
    papers,
    testCalled: (text) => testNames.get(text),
    subjectCalled: (test, text) => subjectNames.get(test)?.get(text),
    subjectsOf: (test) => papers.filter((one) => one.testId === test).map((one) => one.subjectId),
    find: (test, subject) => places.get(`${testIds.indexOf(test)} ${subjectIds.indexOf(subject)}`) ?? -1,
  };
}

/** Ids come before names: a name never hides another's id. */
function calledMap(things: readonly (readonly string[])[]): Map<string, string> {
  const called = new Map<string, string>();
  for (const [id] of things) called.set(id, id);
  for (const [id, ...names] of things) for (const name of names) if (!called.has(name)) called.set(name, id);
  return called;
}
