import type { Code, Issue } from "../../base/index.ts";
import type { CheckSummary } from "../../report/index.ts";
import { bothWords } from "./bureau-report.ts";
import { type LoadedStudy, loadStudy } from "./load-study.ts";

/** Validates a study file, its data and its rules; writes nothing. @throws ProjectError with every fault found */
export async function checkStudy(path: string): Promise<CheckSummary> {
  const loaded = await loadStudy(path);
  return checkSummary(loaded, loaded.issues);
}

/** Too many rejected marks always block; other codes where the study says so. */
const alwaysBlocking: Code = "REJECTED_SHARE";

/** What intake and checks found, for people and scripts. */
export function checkSummary({ study, intake, entries }: LoadedStudy, issues: readonly Issue[]): CheckSummary {
  const isBlocking = (code: Code) => code === alwaysBlocking || study.quality.blocking.includes(code);
  const blocking = [...new Set(issues.map((one) => one.code).filter(isBlocking))].sort();
  return {
    study: study.id,
    schoolYear: study.schoolYear,
    schools: intake.schools.labels.length,
    students: intake.students.labels.length,
    sources: intake.files.map(({ file, marks }) => ({
      file: file.shown,
      read: marks.read,
      taken: marks.taken,
      rejected: marks.rejected,
    })),
    papers: study.tests.flatMap((test) =>
      test.papers.map(({ subject }) => {
        const [testCode, subjectCode] = [intake.tests.indexOf(test.id), intake.subjects.indexOf(subject)];
        const own = entries.filter((one) => one.test === testCode && one.subject === subjectCode);
        const total = (of: "due" | "sat" | "absent") => own.reduce((sum, one) => sum + one[of], 0);
        return { test: test.id, subject, due: total("due"), sat: total("sat"), absent: total("absent") };
      }),
    ),
    issues: issues.map((one) => ({ ...one, level: one.severity, message: bothWords(one) })),
    blocking,
    blocked: blocking.length > 0,
  };
}
