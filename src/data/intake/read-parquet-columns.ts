import { fail, type Issue } from "../../base/index.ts";
import { type BlockView, type FileColumn, isPresent, type Store } from "../store/index.ts";
import { type LabelBuilder, labelBuilder } from "./label-column.ts";
import { numberCell, parseNumberInPlace } from "./number-cell.ts";
import { type NumberBuilder, numberBuilder } from "./number-column.ts";
import { notFiniteIssue, type ReadColumns } from "./read-columns.ts";
import type { TableFile } from "./table-file.ts";
import type { ColumnRole } from "./table-roles.ts";

/** What a Parquet column holds, as far as reading goes. */
type Nature =
  | { readonly kind: "integer"; readonly scale: number }
  | { readonly kind: "double" }
  | { readonly kind: "boolean" }
  /** Texts; `numeric` where the file itself holds numbers too wide to be read otherwise. */
  | { readonly kind: "text"; readonly numeric: boolean };

/**
 * Reads columns of a Parquet file as typed arrays. Integers and decimals are exact; doubles are tested for being decimals
 * unless `fixedPoint` is false; NaN and infinities are missing, with a warning; a text column of role `auto` is labels.
 */
export async function readParquetColumns(
  store: Store,
  file: TableFile,
  described: readonly FileColumn[],
  roles: readonly ColumnRole[],
  fixedPoint: boolean,
): Promise<ReadColumns> {
  const types = new Map(described.map((one) => [one.name, one.type]));
  const natures = roles.map((role) => natureOf(types.get(role.column) ?? ""));
  const requests = roles.map((role, r) => ({
    name: role.column,
    as: natures[r].kind === "text" ? ("text" as const) : ("native" as const),
  }));
  const sinks = roles.map((role, r) => makeSink(role, natures[r], fixedPoint, file.shown));
  let rows = 0;
  await store.readParquet(file.path, requests, (views, count) => {
    for (let c = 0; c < sinks.length; c++) sinks[c].add(views[c], count, rows);
    rows += count;
  });
  if (rows === 0) fail("HEADER_ONLY", { path: file.shown }, { file: file.shown });
  const issues = sinks.flatMap((sink, c): Issue[] => {
    const { count, row } = sink.notFinite;
    return count === 0 ? [] : [notFiniteIssue(file, roles[c].column, count, row)];
  });
  return { columns: sinks.map((sink) => sink.builder.finish()), rows, read: rows, issues };
}

function natureOf(type: string): Nature {
  if (/^(TINYINT|SMALLINT|INTEGER|BIGINT|UTINYINT|USMALLINT|UINTEGER)$/.test(type))
    return { kind: "integer", scale: 0 };
  if (type === "DOUBLE" || type === "FLOAT") return { kind: "double" };
  if (type === "BOOLEAN") return { kind: "boolean" };
  const decimal = /^DECIMAL\((\d+),\s*(\d+)\)$/.exec(type);
  if (decimal !== null && Number(decimal[1]) <= 18) return { kind: "integer", scale: Number(decimal[2]) };
  return { kind: "text", numeric: decimal !== null || /^(UBIGINT|U?HUGEINT)$/.test(type) };
}

interface Sink {
  readonly builder: LabelBuilder | NumberBuilder;
  /** Values that are no finite numbers, and the first one's row as a person counts (the first row is 1). */
  readonly notFinite: { count: number; row: number };
  /** Adds `count` rows, the first of which is row `from` of the file. */
  readonly add: (view: BlockView, count: number, from: number) => void;
}

function makeSink(role: ColumnRole, nature: Nature, fixedPoint: boolean, shown: string): Sink {
  const name = role.as ?? role.column;
  const notFinite = { count: 0, row: 0 };
  const plainText = nature.kind === "boolean" || (nature.kind === "text" && !nature.numeric);
  if (role.role === "label" || (role.role === "auto" && plainText)) {
    const builder = labelBuilder(name);
    return { builder, notFinite, add: (view, count) => addLabels(builder, nature, view, count) };
  }
  const builder = numberBuilder(name, fixedPoint);
  if (nature.kind === "text") {
    return { builder, notFinite, add: (view, count, from) => addTexts(builder, role.column, view, count, from, shown) };
  }
  const scale = nature.kind === "integer" ? nature.scale : 0;
  return { builder, notFinite, add: (view, count, from) => addNumbers(builder, scale, view, count, from, notFinite) };
}

function addNumbers(
  builder: NumberBuilder,
  scale: number,
  view: BlockView,
  count: number,
  from: number,
  notFinite: { count: number; row: number },
): void {
  if (view.kind === "text") return;
  if (view.kind === "int64") {
    addWideIntegers(builder, scale, view.values, view.present, count);
    return;
  }
  const { values, present } = view;
  const whole = view.kind === "int32";
  for (let i = 0; i < count; i++) {
    if (!isPresent(present, i)) builder.addMissing();
    else if (whole) builder.addWhole(values[i], scale);
    else if (Number.isFinite(values[i])) builder.addDouble(values[i]);
    else {
      builder.addMissing();
      if (notFinite.count++ === 0) notFinite.row = from + i + 1;
    }
  }
}

/** 64-bit integers, by halves where they are below 2⁵³: no bigint is made for those. */
function addWideIntegers(
  builder: NumberBuilder,
  scale: number,
  values: BigInt64Array,
  present: Uint8Array | null,
  count: number,
): void {
  const halves = new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
  for (let i = 0; i < count; i++) {
    const high = halves[2 * i + 1];
    if (!isPresent(present, i)) builder.addMissing();
    else if (high < 2 ** 20 && high >= -(2 ** 20)) builder.addWhole(high * 4294967296 + (halves[2 * i] >>> 0), scale);
    else builder.addWide(values[i], scale);
  }
}

function addLabels(builder: LabelBuilder, nature: Nature, view: BlockView, count: number): void {
  if (view.kind === "text") {
    for (let i = 0; i < count; i++) {
      const label = view.at(i);
      if (label === null || label === "" || label === "NA") builder.addMissing();
      else builder.addText(label);
    }
    return;
  }
  const { present } = view;
  const scale = nature.kind === "integer" ? nature.scale : 0;
  for (let i = 0; i < count; i++) {
    const value: number | bigint = view.values[i];
    if (!isPresent(present, i)) builder.addMissing();
    else if (nature.kind === "boolean") builder.addText(value === 0 ? "FALSE" : "TRUE");
    else if (scale > 0) builder.addText(decimalText(BigInt(value), scale));
    else if (typeof value === "bigint") addWideLabel(builder, value);
    else if (Number.isFinite(value)) builder.addInteger(value + 0);
    else builder.addMissing();
  }
}

function addWideLabel(builder: LabelBuilder, value: bigint): void {
  const number = Number(value);
  if (Number.isSafeInteger(number)) builder.addInteger(number);
  else builder.addWideInteger(value);
}

/** A DECIMAL as its file writes it: with all of its places. */
function decimalText(integer: bigint, scale: number): string {
  const digits = (integer < 0n ? -integer : integer).toString().padStart(scale + 1, "0");
  return `${integer < 0n ? "-" : ""}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

const encoder = new TextEncoder();
const parsed = numberCell();

function addTexts(
  builder: NumberBuilder,
  column: string,
  view: BlockView,
  count: number,
  from: number,
  shown: string,
): void {
  if (view.kind !== "text") return;
  for (let i = 0; i < count; i++) {
    const value: string = view.at(i) ?? "";
    const bytes = encoder.encode(value);
    parseNumberInPlace(bytes, 0, bytes.length, parsed);
    if (parsed.kind === "number") builder.addDecimal(parsed);
    else if (parsed.kind !== "other") builder.addMissing();
    else {
      const row = from + i + 1;
      fail("VARIABLE_NOT_NUMERIC", { name: column, value, row }, { file: shown, row, column });
    }
  }
}
