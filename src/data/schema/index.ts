export type { Answer, AnswerColumn } from "./answer.ts";
export {
  type CodedColumn,
  type FixedColumn,
  findColumn,
  fromUnit,
  limbBits,
  type StoredColumn,
  type StoredTable,
  type Unit,
} from "./column.ts";
export {
  type CodedAttribute,
  type InputFile,
  type MarkCounts,
  type MarksFile,
  type MarksIntake,
  type RejectedCells,
  type Roster,
  type ScoreColumns,
  statusCodes,
} from "./marks.ts";
export type {
  LegalKind,
  LongSource,
  MarkStatus,
  Paper,
  SchoolRegister,
  Source,
  StudentKey,
  Test,
  WideSource,
} from "./sources.ts";
export {
  attributeColumn,
  attributeKind,
  studyTables,
  type TableColumn,
  type TableDefinition,
  tables,
} from "./tables.ts";
