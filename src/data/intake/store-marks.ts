import type { Issue, Localized } from "../../base/index.ts";
import type { CodedAttribute, MarksIntake, Roster } from "../schema/index.ts";
import { attributeColumn, attributeKind, studyTables, type Test } from "../schema/index.ts";
import { type BlockColumn, createSchema, type Store } from "../store/index.ts";
import { paperLimits } from "./mark-cell.ts";

const texts = (values: readonly (string | null)[]): BlockColumn => ({ kind: "text", values });
const integers = (values: Int32Array): BlockColumn => ({ kind: "int32", values });
const counting = (n: number): BlockColumn => integers(Int32Array.from({ length: n }, (_, i) => i));

/**
 * Writes an intake into the tables of a study: school, student, identity, dictionary, file, test, paper, score. Makes the
 * tables that are not there and replaces the rows of these. Call it inside a transaction.
 */
export async function storeMarks(store: Store, intake: MarksIntake, tests: readonly Test[]): Promise<void> {
  const names = (roster: Roster) => roster.attributes.map((one) => one.name);
  const filled = ["school", "student", "identity", "dictionary", "file", "test", "paper", "score"];
  const definitions = studyTables({ student: names(intake.students), school: names(intake.schools) });
  // The columns of school and student follow the study's attributes.
  for (const name of filled) await store.drop(name);
  await createSchema(store, definitions);
  await storeRosters(store, intake);
  await storeDictionary(store, intake);
  await storeFiles(store, intake);
  await storeTests(store, intake, tests);
  await storeScores(store, intake);
}

async function storeRosters(store: Store, { students, schools }: MarksIntake): Promise<void> {
  const attributes = (roster: Roster) =>
    Object.fromEntries(roster.attributes.map((one) => [attributeColumn(one.name), codesColumn(one)]));
  const schoolColumns = { school: counting(schools.labels.length), school_id: texts(schools.labels) };
  await store.insertColumns(
    "school",
    { ...schoolColumns, name: texts(schools.names), ...attributes(schools) },
    schools.labels.length,
  );
  const n = students.labels.length;
  await store.insertColumns("student", { student: counting(n), ...attributes(students) }, n);
  await store.insertColumns("identity", { student: counting(n), source_number: texts(students.labels) }, n);
}

function codesColumn({ codes }: CodedAttribute): BlockColumn {
  const missing = Uint8Array.from(codes, (code) => (code < 0 ? 1 : 0));
  const values = codes.map((code) => Math.max(0, code));
  return missing.includes(1) ? { kind: "int32", values, missing } : { kind: "int32", values };
}

async function storeDictionary(store: Store, intake: MarksIntake): Promise<void> {
  const kinds: [string, readonly string[]][] = [
    ["school", intake.schools.labels],
    ["subject", intake.subjects],
    ["test", intake.tests],
    ...intake.schools.attributes.map((one): [string, readonly string[]] => [
      attributeKind("school", one.name),
      one.levels,
    ]),
    ...intake.students.attributes.map((one): [string, readonly string[]] => [
      attributeKind("student", one.name),
      one.levels,
    ]),
  ];
  for (const [kind, labels] of kinds) {
    const columns = { kind: texts(labels.map(() => kind)), code: counting(labels.length), label: texts(labels) };
    await store.insertColumns("dictionary", columns, labels.length);
  }
}

async function storeFiles(store: Store, { files }: MarksIntake): Promise<void> {
  const columns = {
    file: counting(files.length),
    source: texts(files.map((one) => one.source)),
    path: texts(files.map((one) => one.file.shown)),
    sha256: texts(files.map((one) => one.file.sha256)),
    rows: integers(Int32Array.from(files, (one) => one.rows.read)),
  };
  await store.insertColumns("file", columns, files.length);
}

async function storeTests(store: Store, intake: MarksIntake, tests: readonly Test[]): Promise<void> {
  const sorted = [...tests].sort((a, b) => intake.tests.indexOf(a.id) - intake.tests.indexOf(b.id));
  const columns = {
    test: counting(sorted.length),
    test_id: texts(sorted.map((one) => one.id)),
    name_zh: texts(sorted.map((one) => one.name.zh)),
    name_en: texts(sorted.map((one) => one.name.en)),
    kind: texts(sorted.map((one) => one.kind)),
    legal_kind: texts(sorted.map((one) => one.legalKind)),
    school_year: texts(sorted.map((one) => one.schoolYear)),
    date: texts(sorted.map((one) => one.date ?? null)),
  };
  await store.insertColumns("test", columns, sorted.length);
  const papers = sorted
    .flatMap((test, code) =>
      test.papers.map((paper) => ({ code, subject: intake.subjects.indexOf(paper.subject), paper })),
    )
    .sort((a, b) => a.code - b.code || a.subject - b.subject);
  const scaled = (limit: "low" | "high") =>
    ({
      kind: "int64",
      values: BigInt64Array.from(papers, ({ paper }) => BigInt(paperLimits(paper)[limit])),
    }) as const;
  const paperColumns = {
    test: integers(Int32Array.from(papers, (one) => one.code)),
    subject: integers(Int32Array.from(papers, (one) => one.subject)),
    name_zh: texts(papers.map((one) => one.paper.name.zh)),
    name_en: texts(papers.map((one) => one.paper.name.en)),
    scale: texts(papers.map((one) => one.paper.scale)),
    unit_zh: texts(papers.map((one) => one.paper.unit.zh)),
    unit_en: texts(papers.map((one) => one.paper.unit.en)),
    decimals: integers(Int32Array.from(papers, (one) => one.paper.decimals)),
    low: scaled("low"),
    high: scaled("high"),
  };
  await store.insertColumns("paper", paperColumns, papers.length);
}

async function storeScores(store: Store, { scores }: MarksIntake): Promise<void> {
  const { rows, student, school, test, subject, mark, missing, status, file, sourceRow } = scores;
  const columns = {
    student: integers(student),
    school: integers(school),
    test: integers(test),
    subject: integers(subject),
    mark: { kind: "int64", values: mark, missing } as const,
    status: integers(status),
    file: integers(file),
    source_row: integers(sourceRow),
  };
  await store.insertColumns("score", columns, rows);
}

/**
 * Appends issues of a run to the store's table of issues, numbered from `first`.
 *
 * @param words the messages in both languages; the words are not this room's
 */
export async function storeIssues(
  store: Store,
  runId: string,
  issues: readonly Issue[],
  words: (issue: Issue) => Localized,
  first = 0,
): Promise<void> {
  const messages = issues.map(words);
  const columns = {
    run_id: texts(issues.map(() => runId)),
    number: integers(Int32Array.from(issues, (_, i) => first + i)),
    severity: texts(issues.map((one) => one.severity)),
    code: texts(issues.map((one) => one.code)),
    file: texts(issues.map((one) => one.where.file ?? null)),
    sheet: texts(issues.map((one) => one.where.sheet ?? null)),
    source_row: {
      kind: "int32",
      values: Int32Array.from(issues, (one) => one.where.row ?? 0),
      missing: Uint8Array.from(issues, (one) => (one.where.row === undefined ? 1 : 0)),
    } as const,
    source_column: texts(issues.map((one) => one.where.column ?? null)),
    params: texts(issues.map((one) => JSON.stringify(one.params))),
    message_zh: texts(messages.map((one) => one.zh)),
    message_en: texts(messages.map((one) => one.en)),
  };
  await store.insertColumns("issue", columns, issues.length);
}
