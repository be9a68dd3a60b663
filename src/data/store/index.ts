export { createSchema } from "./create-schema.ts";
export { isPresent } from "./duckdb-vectors.ts";
export type { Answer, AnswerColumn, Engine, EngineLimits, PublishedRun } from "./engine.ts";
export { openStore } from "./open-store.ts";
export { storageType } from "./storage-type.ts";
export type {
  BlockColumn,
  BlockView,
  ColumnDefinition,
  FileColumn,
  FileColumnRequest,
  Store,
  StoreOptions,
  TableWriter,
} from "./types.ts";
