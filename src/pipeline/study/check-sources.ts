import { dirname, isAbsolute, join } from "node:path";
import type { SchoolRegister, Source, StudentKey } from "../../data/schema/index.ts";
import { type Checking, checkPaper, checkReference, checkUnique } from "./checking.ts";
import type { StudyFile } from "./study-schema.ts";

type SourceFile = StudyFile["sources"][number];

/**
 * The study's sources with their paths joined to the study file's folder; reports ids that occur twice, marks of unknown papers,
 * papers that two columns of one file claim, and attributes that are both the student's and the school's.
 */
export function checkSources(checking: Checking, studyFile: string): Source[] {
  const { sources } = checking.file;
  checkUnique(
    checking,
    "source",
    sources.map(({ id }, i) => ({ name: id, path: ["sources", i, "id"] })),
  );
  sources.forEach((source, i) => {
    if (source.layout === "wide") checkWideMarks(checking, source, i);
    else checkLongConstants(checking, source, i);
  });
  checkAttributeOwners(checking);
  return sources.map((source) => toSource(source, studyFile));
}

/** The study's register of schools, or null. */
export function toRegister(file: StudyFile, studyFile: string): SchoolRegister | null {
  if (file.schools === undefined) return null;
  const { id, name, encoding, attributes, file: shown } = file.schools;
  const base = { path: beside(studyFile, shown), shown, encoding, id, attributes };
  return name === undefined ? base : { ...base, name };
}

function checkWideMarks(checking: Checking, source: Extract<SourceFile, { layout: "wide" }>, i: number): void {
  source.marks.forEach((mark, m) => {
    checkPaper(checking, mark, ["sources", i, "marks", m]);
  });
  checkUnique(
    checking,
    "mark",
    source.marks.map(({ test, subject }, m) => ({ name: `${test} · ${subject}`, path: ["sources", i, "marks", m] })),
  );
}

function checkLongConstants(checking: Checking, source: Extract<SourceFile, { layout: "long" }>, i: number): void {
  const { tests } = checking.file;
  const { test, subject } = source;
  if ("constant" in test) {
    const path = ["sources", i, "test", "constant"];
    if (!checkReference(checking, "test", test.constant, Object.keys(tests), path)) return;
  }
  if ("constant" in subject) {
    const papers = "constant" in test ? [tests[test.constant]] : Object.values(tests);
    const known = [...new Set(papers.flatMap((one) => Object.keys(one.papers)))];
    checkReference(checking, "subject", subject.constant, known, ["sources", i, "subject", "constant"]);
  }
}

/** A name can't mean an attribute of students in one place and of schools in another. */
function checkAttributeOwners(checking: Checking): void {
  const { sources, schools } = checking.file;
  const ofStudents = new Set(sources.flatMap((source) => Object.keys(source.studentAttributes)));
  const report = (name: string, path: readonly (string | number)[]): void => {
    if (ofStudents.has(name)) checking.report("STUDY_DUPLICATE", { kind: "attribute", name }, path);
  };
  sources.forEach((source, i) => {
    for (const name of Object.keys(source.schoolAttributes)) report(name, ["sources", i, "schoolAttributes", name]);
  });
  for (const name of Object.keys(schools?.attributes ?? {})) report(name, ["schools", "attributes", name]);
}

/** The column of a reference that may be a bare heading. */
function columnOf(reference: string | { readonly column: string }): { readonly column: string } {
  return typeof reference === "string" ? { column: reference } : { column: reference.column };
}

function studentKey(key: SourceFile["student"]): StudentKey {
  if (typeof key === "string") return { column: key };
  if ("eachRow" in key) return { eachRow: true };
  return key.within === undefined ? { column: key.column } : { column: key.column, within: key.within };
}

function toSource(source: SourceFile, studyFile: string): Source {
  const { id, file, encoding, studentAttributes, schoolAttributes, statuses } = source;
  const base = {
    id,
    path: beside(studyFile, file),
    shown: file,
    encoding,
    student: studentKey(source.student),
    school: columnOf(source.school),
    studentAttributes,
    schoolAttributes,
    statuses,
  };
  if (source.layout === "wide") return { ...base, layout: "wide", marks: source.marks };
  const long = {
    ...base,
    layout: "long",
    test: source.test,
    subject: source.subject,
    mark: columnOf(source.mark),
  } as const;
  return source.status === undefined ? long : { ...long, status: columnOf(source.status) };
}

/** A path of the study file, from the study file's own folder. */
function beside(studyFile: string, path: string): string {
  return isAbsolute(path) ? path : join(dirname(studyFile), path);
}
