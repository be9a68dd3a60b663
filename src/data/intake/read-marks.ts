import { compareBytes, fail, type Issue, invariant, issue, ProjectError } from "../../base/index.ts";
import type { InputFile, MarkCounts, MarksFile, MarksIntake, SchoolRegister } from "../schema/index.ts";
import type { Store } from "../store/index.ts";
import { finishScores } from "./finish-scores.ts";
import { type MarkLedger, markLedger } from "./mark-ledger.ts";
import type { MarksReading } from "./marks-reading.ts";
import type { MarksRequest } from "./marks-request.ts";
import { indexPapers } from "./paper-index.ts";
import { openRows, type RowFile } from "./read-rows.ts";
import { rosterBuilder } from "./roster.ts";
import { rowTaker } from "./row-taker.ts";
import { type AttributeNames, layOutSource, type SourceLayout } from "./source-layout.ts";

/**
 * Reads all marks of a study. What can't be used is rejected cell by cell (or row by row, where the student or school is
 * not known) and named with file, row and column; the rest is taken. The same rows in any order give the same codes and
 * scores, but for the trace to file and row and for which of two contradicting attribute values is kept (the first).
 *
 * @throws the faults of files and headers, all sources' together; MARK_CONFLICT, all of them
 */
export async function readMarks(store: Store, request: MarksRequest): Promise<MarksIntake> {
  const papers = indexPapers(request.tests);
  const names = attributeNames(request);
  const layouts = request.sources.map((source) => layOutSource(source, names, papers));
  const { register } = request;
  const registerColumns = register === undefined ? [] : columnsOfRegister(register);
  const [registerFile, ...files] = await openAll([
    () => (register === undefined ? Promise.resolve(null) : openRows(store, register, registerColumns)),
    ...request.sources.map((source, s) => () => openRows(store, source, layouts[s].columns)),
  ]);
  const reading = newReading(names, papers);
  if (register !== undefined && registerFile !== null) await readRegister(reading, register, names, registerFile);
  const results: MarksFile[] = [];
  for (const [s, file] of files.entries()) {
    invariant(file !== null, "every source has its file");
    results.push(await readSource(reading, request, s, layouts[s], file));
  }
  if (reading.conflicts.length > 0) throw new ProjectError(reading.conflicts);
  return finishIntake(reading, results, registerFile?.file ?? null);
}

function newReading(names: AttributeNames, papers: MarksReading["papers"]): MarksReading {
  const students = rosterBuilder(names.student);
  const schools = rosterBuilder(names.school);
  const schoolLabels: string[] = [];
  const ledger: MarkLedger = markLedger(
    papers.papers.length,
    (a, b) => compareBytes(schoolLabels[a], schoolLabels[b]) < 0,
  );
  return {
    papers,
    students,
    schools,
    schoolLabels,
    schoolNames: [],
    closed: false,
    ledger,
    rejected: [],
    issues: [],
    conflicts: [],
  };
}

function attributeNames({ sources, register }: MarksRequest): AttributeNames {
  const student = new Set(sources.flatMap((source) => Object.keys(source.studentAttributes)));
  const school = new Set(sources.flatMap((source) => Object.keys(source.schoolAttributes)));
  for (const name of Object.keys(register?.attributes ?? {})) school.add(name);
  return { student: [...student].sort(compareBytes), school: [...school].sort(compareBytes) };
}

/** Opens all files, so that the faults of all of them are shown together. */
async function openAll(openers: readonly (() => Promise<RowFile | null>)[]): Promise<(RowFile | null)[]> {
  const issues: Issue[] = [];
  const files: (RowFile | null)[] = [];
  for (const open of openers) {
    try {
      files.push(await open());
    } catch (error) {
      if (!(error instanceof ProjectError)) throw error;
      issues.push(...error.issues);
    }
  }
  if (issues.length > 0) throw new ProjectError(issues);
  return files;
}

function columnsOfRegister(register: SchoolRegister): string[] {
  const name = register.name === undefined ? [] : [register.name];
  return [register.id, ...name, ...Object.values(register.attributes)];
}

/** Reads the list of schools; afterwards no other school is taken. */
async function readRegister(
  reading: MarksReading,
  register: SchoolRegister,
  names: AttributeNames,
  file: RowFile,
): Promise<void> {
  const firstAttribute = register.name === undefined ? 1 : 2;
  const attributes = Object.keys(register.attributes).map((name) => names.school.indexOf(name));
  const { issues, schools } = reading;
  await file.read(
    (row) => {
      const id = row.text(0);
      const where = (column: string) => ({ file: register.shown, row: row.row, column });
      if (id === "") {
        issues.push(issue("SCHOOL_MISSING", {}, where(register.id)));
        return;
      }
      const school = schoolNumber(reading, id);
      if (register.name !== undefined) noteName(reading, school, row.text(1), where(register.name));
      for (const [a, attribute] of attributes.entries()) {
        const column = Object.values(register.attributes)[a];
        const found = schools.note(school, attribute, row.text(firstAttribute + a), () => where(column));
        if (found !== null) issues.push(schoolConflict(found));
      }
    },
    (row, found, expected) => issues.push(issue("ROW_WIDTH", { expected, found }, { file: register.shown, row })),
  );
  if (schools.size() === 0) fail("HEADER_ONLY", { path: register.shown }, { file: register.shown });
  reading.closed = true;
}

function noteName(reading: MarksReading, school: number, name: string, where: Issue["where"]): void {
  if (name === "") return;
  const first = reading.schoolNames[school];
  if (first === undefined) reading.schoolNames[school] = name;
  else if (first !== name) {
    const params = { school: reading.schoolLabels[school], attribute: where.column ?? "name", first, second: name };
    reading.issues.push(issue("SCHOOL_CONFLICT", params, where, "warning"));
  }
}

function schoolConflict(found: {
  label: string;
  attribute: string;
  first: string;
  second: string;
  where: Issue["where"];
}) {
  const { label, attribute, first, second, where } = found;
  return issue("SCHOOL_CONFLICT", { school: label, attribute, first, second }, where, "warning");
}

/** The number of a school; a new one where it is new. */
function schoolNumber(reading: MarksReading, id: string): number {
  const number = reading.schools.numberOf(id);
  reading.schoolLabels[number] = id;
  return number;
}

async function readSource(
  reading: MarksReading,
  request: MarksRequest,
  index: number,
  layout: SourceLayout,
  file: RowFile,
): Promise<MarksFile> {
  const source = request.sources[index];
  const taker = rowTaker(reading, source, index, layout, request.sources, (id) => {
    if (!reading.closed) return schoolNumber(reading, id);
    return reading.schools.find(id);
  });
  const rows = await file.read(taker.take, taker.rejectWidth);
  const { columns, changed, rejectedRows } = taker.counts();
  const rejected = rejectedRows;
  return {
    source: source.id,
    file: file.file,
    rows: { read: rows, taken: rows - rejected, changed, rejected },
    marks: addUp(columns),
    columns,
  };
}

function addUp(counts: readonly MarkCounts[]): MarkCounts {
  let [read, taken, rejected] = [0, 0, 0];
  for (const one of counts) {
    read += one.read;
    taken += one.taken;
    rejected += one.rejected;
  }
  return { read, taken, rejected };
}

function finishIntake(reading: MarksReading, files: readonly MarksFile[], registerFile: InputFile | null): MarksIntake {
  const students = reading.students.finish();
  const schools = reading.schools.finish();
  const names: (string | null)[] = new Array(schools.roster.labels.length).fill(null);
  for (const [number, code] of schools.codeOfNumber.entries()) names[code] = reading.schoolNames[number] ?? null;
  const marks = addUp(files.map((one) => one.marks));
  const codes = { student: students.codeOfNumber, school: schools.codeOfNumber };
  return {
    students: students.roster,
    schools: { ...schools.roster, names },
    tests: reading.papers.tests,
    subjects: reading.papers.subjects,
    ...finishScores(reading, codes),
    files,
    registerFile,
    issues: reading.issues,
    marks,
    rejectedShare: marks.read === 0 ? 0 : marks.rejected / marks.read,
  };
}
