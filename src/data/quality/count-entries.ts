import { type MarksIntake, statusCodes } from "../schema/index.ts";

/**
 * What became of the marks of one paper in one school (应考、实考、缺考). `due` are the students of whom the school has
 * any cell for the test, whatever became of it; due = sat + absent + violation + exempt + missing + rejected.
 */
export interface EntryCount {
  /** Codes of the intake. */
  readonly test: number;
  readonly subject: number;
  readonly school: number;
  readonly due: number;
  /** Students with a valid mark. */
  readonly sat: number;
  readonly absent: number;
  readonly violation: number;
  readonly exempt: number;
  /** No mark and no reason, or no cell for this subject. */
  readonly missing: number;
  /** Only rejected cells. */
  readonly rejected: number;
}

/** Counts entries by test, subject and school, in the order of their codes. */
export function countEntries(intake: MarksIntake): EntryCount[] {
  const { scores, rejectedCells } = intake;
  const schools = intake.schools.labels.length;
  const subjects = intake.subjects.length;
  const due = dueStudents(intake);
  const cells = intake.tests.length * subjects * schools;
  const counts = [0, 1, 2, 3, 4].map(() => new Int32Array(cells));
  const rejected = new Int32Array(cells);
  const cell = (test: number, subject: number, school: number) => (test * subjects + subject) * schools + school;
  for (let i = 0; i < scores.rows; i++) {
    counts[scores.status[i]][cell(scores.test[i], scores.subject[i], scores.school[i])]++;
  }
  for (let i = 0; i < rejectedCells.student.length; i++) {
    rejected[cell(rejectedCells.test[i], rejectedCells.subject[i], rejectedCells.school[i])]++;
  }
  const entries: EntryCount[] = [];
  for (let test = 0; test < intake.tests.length; test++) {
    for (let subject = 0; subject < subjects; subject++) {
      if (!isUsed(counts, rejected, cell(test, subject, 0), schools)) continue;
      for (let school = 0; school < schools; school++) {
        const n = due[test * schools + school];
        if (n === 0) continue;
        const at = cell(test, subject, school);
        const of = (status: keyof typeof statusCodes) => counts[statusCodes[status]][at];
        const [sat, absent, violation, exempt] = [of("valid"), of("absent"), of("violation"), of("exempt")];
        const missing = n - sat - absent - violation - exempt - rejected[at];
        entries.push({
          test,
          subject,
          school,
          due: n,
          sat,
          absent,
          violation,
          exempt,
          missing,
          rejected: rejected[at],
        });
      }
    }
  }
  return entries;
}

function isUsed(counts: readonly Int32Array[], rejected: Int32Array, from: number, schools: number): boolean {
  return [...counts, rejected].some((one) => one.subarray(from, from + schools).some((n) => n > 0));
}

/** Students with any cell, by test and school. */
function dueStudents({ scores, rejectedCells, tests, schools }: MarksIntake): Int32Array {
  const width = schools.labels.length;
  const due = new Int32Array(tests.length * width);
  const seen = new Set<number>();
  const note = (student: number, test: number, school: number): void => {
    const pair = test * width + school;
    const key = student * due.length + pair;
    if (seen.has(key)) return;
    seen.add(key);
    due[pair]++;
  };
  for (let i = 0; i < scores.rows; i++) note(scores.student[i], scores.test[i], scores.school[i]);
  for (let i = 0; i < rejectedCells.student.length; i++) {
    note(rejectedCells.student[i], rejectedCells.test[i], rejectedCells.school[i]);
  }
  return due;
}
