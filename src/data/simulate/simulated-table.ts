import type { Localized } from "../../base/index.ts";
import type { AnswerColumn } from "../schema/index.ts";

/** A table of the simulated county, as columns. */
export interface SimulatedTable {
  /** Path below the county's folder, without an ending: `data/schools`. */
  readonly path: string;
  readonly about: Localized;
  /** Columns that make a row unique, in the order in which rows are written. */
  readonly key: readonly string[];
  readonly rows: number;
  readonly columns: readonly SimulatedColumn[];
}

export interface SimulatedColumn {
  readonly name: string;
  /** What it holds, with its unit. */
  readonly meaning: string;
  readonly data: AnswerColumn;
}

/** A column of texts; null is an empty cell. */
export function texts(name: string, meaning: string, values: readonly (string | null)[]): SimulatedColumn {
  return { name, meaning, data: { kind: "text", values } };
}

/** A column of whole numbers. */
export function wholes(name: string, meaning: string, values: ArrayLike<number>): SimulatedColumn {
  return { name, meaning, data: { kind: "int32", values: Int32Array.from(values) } };
}

/** A column of numbers, rounded to `places` decimals; NaN is an empty cell. */
export function numbers(name: string, meaning: string, values: ArrayLike<number>, places: number): SimulatedColumn {
  const scale = 10 ** places;
  const rounded = new Float64Array(values.length);
  const missing = new Uint8Array(values.length);
  let any = false;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) {
      missing[i] = 1;
      any = true;
    } else rounded[i] = Math.round(values[i] * scale) / scale;
  }
  return {
    name,
    meaning,
    data: any ? { kind: "double", values: rounded, missing } : { kind: "double", values: rounded },
  };
}

/** A table from its columns, which are equally long. */
export function tableOf(
  path: string,
  about: Localized,
  key: readonly string[],
  columns: readonly SimulatedColumn[],
): SimulatedTable {
  return { path, about, key, rows: columns[0].data.values.length, columns };
}

/** Makers of columns over the same rows: each takes the column's name, its meaning, and what it holds of a row. */
export interface ColumnMakers<R> {
  text(name: string, meaning: string, of: (row: R) => string | null): SimulatedColumn;
  whole(name: string, meaning: string, of: (row: R) => number): SimulatedColumn;
  number(name: string, meaning: string, places: number, of: (row: R) => number): SimulatedColumn;
}

/** Columns over these rows. */
export function columnsOver<R>(rows: readonly R[]): ColumnMakers<R> {
  return {
    text: (name, meaning, of) => texts(name, meaning, rows.map(of)),
    whole: (name, meaning, of) => wholes(name, meaning, rows.map(of)),
    number: (name, meaning, places, of) => numbers(name, meaning, rows.map(of), places),
  };
}
