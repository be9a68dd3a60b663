import { type Issue, issue } from "../../base/index.ts";
import type { MarksIntake } from "../schema/index.ts";

/** Marks of one paper (in one school): whether they are all the same. */
interface Sameness {
  n: number;
  first: bigint;
  same: boolean;
}

/**
 * Warnings where all valid marks of a paper are equal, and where all of a school are (in papers whose marks differ
 * elsewhere): nothing can be learnt from them, and mostly an export went wrong.
 *
 * @param minimum a school with fewer marks is not looked at; default 10
 */
export function checkEqualMarks(intake: MarksIntake, minimum = 10): Issue[] {
  const { scores, tests, subjects, schools } = intake;
  const width = schools.labels.length;
  const papers = samenesses(tests.length * subjects.length);
  const inSchools = samenesses(papers.length * width);
  for (let i = 0; i < scores.rows; i++) {
    if (scores.missing[i] === 1) continue;
    const paper = scores.test[i] * subjects.length + scores.subject[i];
    note(papers[paper], scores.mark[i]);
    note(inSchools[paper * width + scores.school[i]], scores.mark[i]);
  }
  return papers.flatMap((paper, p): Issue[] => {
    const test = tests[Math.floor(p / subjects.length)];
    const subject = subjects[p % subjects.length];
    if (paper.n >= 2 && paper.same) return [issue("MARKS_ALL_EQUAL", { test, subject }, {}, "warning")];
    return schools.labels.flatMap((school, s): Issue[] => {
      const { n, same } = inSchools[p * width + s];
      if (n < minimum || !same) return [];
      return [issue("MARKS_ALL_EQUAL_IN_SCHOOL", { test, subject, school, n }, {}, "warning")];
    });
  });
}

function samenesses(n: number): Sameness[] {
  return Array.from({ length: n }, () => ({ n: 0, first: 0n, same: true }));
}

function note(sameness: Sameness, mark: bigint): void {
  if (sameness.n++ === 0) sameness.first = mark;
  else if (mark !== sameness.first) sameness.same = false;
}
