import type { Expression, SelectNode, SqlType } from "../sql/index.ts";
import type { Answer, AnswerColumn, Engine } from "./engine.ts";

/** How a store is opened. Everything the engine may touch is named here; afterwards its configuration is locked. */
export interface StoreOptions {
  /** Absolute path of the database file, or ":memory:". */
  readonly path: string;
  /** Memory limit as DuckDB takes it. Default "2GB". */
  readonly memory?: string;
  /** Threads. Default 2. No result depends on it. */
  readonly threads?: number;
  /** Folder for what does not fit in memory. Default: a folder of this process, removed on close. */
  readonly tempDirectory?: string;
  /** Folders whose files the engine may read and write (Parquet in and out). Default none. */
  readonly allowedDirectories?: readonly string[];
  /** Default false. */
  readonly readOnly?: boolean;
  /** A query that answers more rows than this is a fault of ours. Default 50,000,000. */
  readonly rowLimit?: number;
}

/** A column of a table that is made. */
export interface ColumnDefinition {
  readonly name: string;
  readonly type: SqlType;
  /** False: NULL is refused. Default true. */
  readonly nullable?: boolean;
}

/**
 * Values for one column of appended rows: those of an answer, or whole numbers below 2⁵³ held as doubles.
 * An integer column of any width takes int32, int64 and whole; the caller has proven that the values fit.
 */
export type BlockColumn =
  | AnswerColumn
  | { readonly kind: "whole"; readonly values: Float64Array; readonly missing?: Uint8Array };

/** Appends rows to one table, block by block. */
export interface TableWriter {
  /** Appends rows `from` … `from + rows − 1` of the columns, which stand in the table's column order. */
  append(columns: readonly BlockColumn[], rows: number, from?: number): void;
  close(): void;
}

/** One column of a block read from a file: values, and a bitmap of those present (null: all). Valid until the next block. */
export type BlockView =
  | { readonly kind: "int32"; readonly values: ArrayLike<number>; readonly present: Uint8Array | null }
  | { readonly kind: "int64"; readonly values: BigInt64Array; readonly present: Uint8Array | null }
  | { readonly kind: "double"; readonly values: ArrayLike<number>; readonly present: Uint8Array | null }
  | { readonly kind: "text"; readonly at: (row: number) => string | null };

/** A Parquet column and its type in the engine's words, e.g. "BIGINT", "DECIMAL(5,2)". */
export interface FileColumn {
  readonly name: string;
  readonly type: string;
}

/** What is wanted of a Parquet column: its integers or doubles, or its text as the engine writes it. */
export interface FileColumnRequest {
  readonly name: string;
  readonly as: "native" | "text";
}

/** The database of a study or of one table: the engine, and what the pipeline needs besides. */
export interface Store extends Engine {
  query(node: SelectNode): Promise<Answer>;
  createTable(name: string, columns: readonly ColumnDefinition[]): Promise<void>;
  /** Opens a table for appending. Nothing else may use the store until the writer is closed. */
  openWriter(name: string): Promise<TableWriter>;
  /** Appends whole columns by name; columns of the table that are not named become NULL. */
  insertColumns(name: string, columns: Readonly<Record<string, BlockColumn>>, rows: number): Promise<void>;
  createTableAs(name: string, node: SelectNode): Promise<void>;
  insertFrom(name: string, node: SelectNode): Promise<void>;
  createView(name: string, node: SelectNode): Promise<void>;
  /** Deletes all rows. */
  clear(name: string): Promise<void>;
  /** Deletes the rows for which the condition holds. */
  deleteWhere(name: string, condition: Expression): Promise<void>;
  /** Drops a table or view, if it exists. */
  drop(name: string): Promise<void>;
  /** Names of all tables and views, in byte order. */
  tables(): Promise<readonly string[]>;
  /** Columns of a table or view in their order. */
  columns(name: string): Promise<readonly FileColumn[]>;
  /** Runs `work` so that all of its changes are seen, or none. Not nested. */
  transaction<T>(work: () => Promise<T>): Promise<T>;
  /** Writes a query's rows to a file and gives their number. Add `orderBy` a unique key for reproducible bytes. */
  exportQuery(node: SelectNode, path: string, format: "csv" | "parquet"): Promise<number>;
  /** SHA-256 (hex) over the table's columns in name order and its rows in key order. */
  tableHash(name: string, keyColumns: readonly string[]): Promise<string>;
  /** The published run, or null where none is. */
  published(): Promise<string | null>;
  describeParquet(path: string): Promise<readonly FileColumn[]>;
  /** Reads columns of a Parquet file in row order, block by block. The store may be written to meanwhile. */
  readParquet(
    path: string,
    columns: readonly FileColumnRequest[],
    onBlock: (columns: readonly BlockView[], rows: number) => void,
  ): Promise<void>;
  /** Writes everything to the file and closes it. */
  close(): Promise<void>;
}
