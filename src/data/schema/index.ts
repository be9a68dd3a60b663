export type { Answer, AnswerColumn } from "./answer.ts";
export {
  type CodedColumn,
  type FixedColumn,
  findColumn,
  fromUnit,
  type StoredColumn,
  type StoredTable,
  type Unit,
} from "./column.ts";
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
