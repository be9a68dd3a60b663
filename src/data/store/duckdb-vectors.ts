import { type DuckDBDataChunk, type DuckDBType, DuckDBTypeId, type DuckDBVector } from "@duckdb/node-api";
import { invariant } from "../../base/index.ts";
import type { BlockColumn, BlockView } from "./types.ts";

/**
 * The one place that reaches into the engine's vectors. Their raw memory is private in the package's types, and is by an
 * order of magnitude the fastest way in and out; each access checks that what it takes is what it thinks it is.
 */

type Integers = Int8Array | Int16Array | Int32Array | Uint8Array | Uint16Array | Uint32Array;

interface RawVector {
  readonly items?: unknown;
  readonly dataView?: unknown;
  readonly validity?: { data: BigUint64Array | null };
}

/** Gives one column of a chunk without copying it. The values at missing rows are garbage. */
export function readVector(chunk: DuckDBDataChunk, index: number): BlockView {
  const vector = chunk.getColumnVector(index);
  const type = vector.type;
  switch (type.typeId) {
    case DuckDBTypeId.BOOLEAN:
      return { kind: "int32", values: viewedItems(vector, Uint8Array), present: presence(vector) };
    case DuckDBTypeId.TINYINT:
    case DuckDBTypeId.SMALLINT:
    case DuckDBTypeId.INTEGER:
    case DuckDBTypeId.UTINYINT:
    case DuckDBTypeId.USMALLINT:
      return { kind: "int32", values: smallItems(vector), present: presence(vector) };
    case DuckDBTypeId.UINTEGER:
      return { kind: "double", values: smallItems(vector), present: presence(vector) };
    case DuckDBTypeId.BIGINT:
      return { kind: "int64", values: wideItems(vector), present: presence(vector) };
    case DuckDBTypeId.FLOAT:
    case DuckDBTypeId.DOUBLE:
      return { kind: "double", values: doubleItems(vector), present: presence(vector) };
    case DuckDBTypeId.DECIMAL:
      return decimalItems(vector, type);
    case DuckDBTypeId.VARCHAR:
      return { kind: "text", at: (row) => textItem(vector.getItem(row)) };
    case DuckDBTypeId.HUGEINT:
    case DuckDBTypeId.UHUGEINT:
    case DuckDBTypeId.UBIGINT:
      return { kind: "text", at: (row) => textItem(vector.getItem(row)) };
    default:
      throw new TypeError(`no reader for the type ${type.toString()}`);
  }
}

/** Writes rows `from` … of a column into a fresh vector of the chunk. */
export function writeVector(
  chunk: DuckDBDataChunk,
  index: number,
  column: BlockColumn,
  from: number,
  rows: number,
): void {
  const vector = chunk.getColumnVector(index);
  if (column.kind === "text") {
    invariant(vector.type.typeId === DuckDBTypeId.VARCHAR, "a text column goes to a text column");
    // A text of the store is what the file holds; lone surrogates can't be written as UTF-8 and are made U+FFFD by intake.
    const strings = vector as unknown as { setItem(row: number, value: string | null): void; flush(): void };
    for (let i = 0; i < rows; i++) strings.setItem(i, column.values[from + i]);
    strings.flush();
    return;
  }
  const { items, validity } = raw(vector);
  if (items instanceof BigInt64Array) copyWide(items, column, from, rows);
  else if (items instanceof Int32Array || items instanceof Int16Array) copyNarrow(items, column, from, rows);
  else if (items instanceof Float64Array) copyDouble(items, column, from, rows);
  else throw new TypeError(`no writer for the type ${vector.type.toString()}`);
  invariant(validity !== undefined, "a vector has a validity mask");
  if (column.missing !== undefined) validity.data = presentBits(column.missing, from, rows);
  (vector as unknown as { flush(): void }).flush();
}

/** Whether a row of a block is present. */
export function isPresent(present: Uint8Array | null, row: number): boolean {
  return present === null || ((present[row >> 3] >> (row & 7)) & 1) === 1;
}

function raw(vector: DuckDBVector): RawVector {
  return vector as unknown as RawVector;
}

function presence(vector: DuckDBVector): Uint8Array | null {
  const { validity } = raw(vector);
  invariant(validity !== undefined && "data" in validity, "a vector has a validity mask");
  const data = validity.data;
  if (data === null) return null;
  invariant(data instanceof BigUint64Array, "a validity mask has 64-bit words");
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

function smallItems(vector: DuckDBVector): Integers {
  const { items } = raw(vector);
  invariant(ArrayBuffer.isView(items) && !(items instanceof DataView), "an integer vector has typed items");
  return items as Integers;
}

function wideItems(vector: DuckDBVector): BigInt64Array {
  const { items } = raw(vector);
  invariant(items instanceof BigInt64Array, "a BIGINT vector has 64-bit items");
  return items;
}

function doubleItems(vector: DuckDBVector): Float64Array | Float32Array {
  const { items } = raw(vector);
  invariant(items instanceof Float64Array || items instanceof Float32Array, "a DOUBLE vector has floating items");
  return items;
}

function viewedItems<T>(vector: DuckDBVector, make: new (buffer: ArrayBufferLike, at: number, n: number) => T): T {
  const { dataView } = raw(vector);
  invariant(dataView instanceof DataView && dataView.byteLength === vector.itemCount, "one byte an item");
  return new make(dataView.buffer, dataView.byteOffset, vector.itemCount);
}

/** Scaled integers of a DECIMAL of at most 18 digits; wider ones come as text by request. */
function decimalItems(vector: DuckDBVector, type: DuckDBType): BlockView {
  const { dataView } = raw(vector);
  invariant(dataView instanceof DataView, `a ${type.toString()} vector has a data view`);
  const { buffer, byteOffset, byteLength } = dataView;
  const rows = vector.itemCount;
  const present = presence(vector);
  const width = rows === 0 ? 8 : byteLength / rows;
  if (width === 2) return { kind: "int32", values: new Int16Array(buffer, byteOffset, rows), present };
  if (width === 4) return { kind: "int32", values: new Int32Array(buffer, byteOffset, rows), present };
  invariant(width === 8, "a DECIMAL wider than 18 digits is read as text");
  return { kind: "int64", values: new BigInt64Array(buffer, byteOffset, rows), present };
}

function textItem(item: unknown): string | null {
  if (item === null || typeof item === "string") return item;
  invariant(typeof item === "bigint", "a wide integer is a bigint");
  return item.toString();
}

type NumericColumn = Exclude<BlockColumn, { kind: "text" }>;

function copyNarrow(items: Int32Array | Int16Array, column: NumericColumn, from: number, rows: number): void {
  if (column.kind === "int64") {
    for (let i = 0; i < rows; i++) items[i] = Number(column.values[from + i]);
  } else {
    items.set(column.values.subarray(from, from + rows));
  }
}

function copyWide(items: BigInt64Array, column: NumericColumn, from: number, rows: number): void {
  if (column.kind === "int64") {
    items.set(column.values.subarray(from, from + rows));
    return;
  }
  invariant(column.kind !== "double", "an integer column takes no doubles");
  // Two 32-bit halves: ten times as fast as BigInt(x). Little-endian, as every platform the engine runs on.
  const halves = new Int32Array(items.buffer, items.byteOffset, 2 * items.length);
  for (let i = 0; i < rows; i++) {
    const value = column.values[from + i];
    halves[2 * i] = value % 4294967296;
    halves[2 * i + 1] = Math.floor(value / 4294967296);
  }
}

function copyDouble(items: Float64Array, column: NumericColumn, from: number, rows: number): void {
  invariant(column.kind === "double" || column.kind === "int32", "a DOUBLE column takes doubles");
  items.set(column.values.subarray(from, from + rows));
}

function presentBits(missing: Uint8Array, from: number, rows: number): BigUint64Array | null {
  let any = false;
  const bytes = new Uint8Array(Math.ceil(rows / 64) * 8).fill(255);
  for (let i = 0; i < rows; i++) {
    if (missing[from + i] === 0) continue;
    any = true;
    bytes[i >> 3] &= ~(1 << (i & 7));
  }
  return any ? new BigUint64Array(bytes.buffer) : null;
}
