import type { FixedColumn, Unit } from "../schema/index.ts";
import { type BlockColumn, storageType } from "../store/index.ts";
import { blockRows, type ColumnBuilder, type FinishedColumn } from "./column-builder.ts";
import { binaryGrid, type DoubleBlock, decimalPlaces, gridRounding } from "./double-grid.ts";
import { doubleOf, type NumberCell, wideOf } from "./number-cell.ts";

/** Collects a numeric column exactly, whatever its number of places. */
export interface NumberBuilder extends ColumnBuilder {
  /** Adds a parsed decimal (`kind` number). */
  addDecimal(cell: NumberCell): void;
  /** Adds an integer · 10^−scale; |integer| < 2⁵³. */
  addWhole(integer: number, scale: number): void;
  addWide(integer: bigint, scale: number): void;
  /** Adds a double as such: whether the column is decimal is found at the end. */
  addDouble(value: number): void;
  addMissing(): void;
}

/** `whole` and `wide`: integers · 10^−scale as doubles below 2⁵³ or as 64-bit integers. `double`: the numbers themselves. */
type Block =
  | { mode: "whole"; scale: number; values: Float64Array; missing: Uint8Array }
  | { mode: "wide"; scale: number; values: BigInt64Array; missing: Uint8Array }
  | { mode: "double"; values: Float64Array; missing: Uint8Array };

const mostScale = 18;
/** Above this many rows, exact integers are kept only if the sum of their squares stays below 2¹²⁶. */
const manyRows = 100_000;
const widest = 2n ** 63n - 1n;

/**
 * Makes a builder. Decimals become integers of the column's own scale, exactly, where that takes at most 63 bits and 18
 * places; otherwise the column goes to the binary grid.
 *
 * @param fixedPoint false: doubles are never tested for being decimals
 */
export function numberBuilder(name: string, fixedPoint: boolean): NumberBuilder {
  const full: Block[] = [];
  let block: Block = newBlock("whole");
  let rows = 0;
  let missing = 0;
  let rounded = false;
  const makeRoom = (): void => {
    if (rows < blockRows) return;
    full.push(block);
    // One block of doubles makes the whole column one.
    block = newBlock(block.mode === "double" ? "double" : "whole");
    rows = 0;
  };
  const addWhole = (integer: number, scale: number): void => {
    makeRoom();
    if (block.mode === "whole") {
      if (scale === block.scale) {
        block.values[rows++] = integer;
        return;
      }
      const scaled = scale < block.scale ? integer * 10 ** (block.scale - scale) : Number.POSITIVE_INFINITY;
      if (Math.abs(scaled) <= Number.MAX_SAFE_INTEGER) {
        block.values[rows++] = scaled;
        return;
      }
    }
    block = withWide(block, rows++, BigInt(integer), scale);
  };
  const addWide = (integer: bigint, scale: number): void => {
    makeRoom();
    block = withWide(block, rows++, integer, scale);
  };
  const addDouble = (value: number): void => {
    makeRoom();
    if (block.mode !== "double") block = asDoubles(block, rows);
    block.values[rows++] = value;
  };
  return {
    addWhole,
    addWide,
    addDouble,
    addDecimal(cell) {
      makeRoom();
      rounded ||= block.mode === "double";
      if (block.mode === "double") addDouble(doubleOf(cell));
      else if (cell.long) addWide(wideOf(cell), cell.scale);
      else addWhole(cell.mantissa, cell.scale);
    },
    addMissing() {
      makeRoom();
      block.missing[rows++] = 1;
      missing++;
    },
    finish: () => finishNumbers({ name, missing }, [...full, cut(block, rows)], rounded, fixedPoint),
  };
}

function newBlock(mode: "whole" | "double"): Block {
  const memory = { values: new Float64Array(blockRows), missing: new Uint8Array(blockRows) };
  return mode === "double" ? { mode, ...memory } : { mode, scale: 0, ...memory };
}

function cut(block: Block, rows: number): Block {
  const missing = block.missing.subarray(0, rows);
  if (block.mode === "wide") return { ...block, values: block.values.subarray(0, rows), missing };
  return { ...block, values: block.values.subarray(0, rows), missing };
}

/** Puts a decimal into a block whose scale or mode must change for it. */
function withWide(block: Block, row: number, integer: bigint, scale: number): Block {
  if (block.mode === "wide" && scale === block.scale) {
    const same = fitting(integer);
    if (same !== null) {
      block.values[row] = same;
      return block;
    }
  }
  if (block.mode !== "double") {
    const common = Math.max(scale, block.scale);
    const scaled = common > mostScale ? null : fitting(integer * 10n ** BigInt(common - scale));
    const rescaled = scaled === null ? null : atScale(block, row, common);
    if (scaled !== null && rescaled !== null) {
      const fitsDouble = rescaled.mode === "whole" && safe(scaled);
      const grown = fitsDouble ? rescaled : asWide(rescaled, row);
      if (grown.mode === "whole") grown.values[row] = Number(scaled);
      else grown.values[row] = scaled;
      return grown;
    }
  }
  const doubles = block.mode === "double" ? block : asDoubles(block, row);
  doubles.values[row] = decimalToDouble(integer, scale);
  return doubles;
}

type IntegerBlock = Exclude<Block, { mode: "double" }>;

/** The same numbers at a scale that is not smaller; null where they no longer fit 63 bits. */
function atScale(block: IntegerBlock, rows: number, scale: number): IntegerBlock | null {
  if (scale === block.scale) return block;
  if (block.mode === "whole") {
    const factor = 10 ** (scale - block.scale);
    const values = block.values.map((value) => value * factor);
    if (values.every((value) => Math.abs(value) <= Number.MAX_SAFE_INTEGER)) return { ...block, scale, values };
  }
  const { missing } = block;
  const factor = 10n ** BigInt(scale - block.scale);
  const wide = asWide(block, rows);
  const values = new BigInt64Array(wide.values.length);
  for (let i = 0; i < rows; i++) {
    const scaled = fitting(wide.values[i] * factor);
    if (scaled === null) return null;
    values[i] = scaled;
  }
  return { mode: "wide", scale, values, missing };
}

function asWide(block: IntegerBlock, rows: number): Extract<Block, { mode: "wide" }> {
  if (block.mode === "wide") return block;
  const values = new BigInt64Array(block.values.length);
  for (let i = 0; i < rows; i++) values[i] = BigInt(block.values[i]);
  return { mode: "wide", scale: block.scale, values, missing: block.missing };
}

function asDoubles(block: Block, rows: number): Extract<Block, { mode: "double" }> {
  if (block.mode === "double") return block;
  const values = new Float64Array(block.values.length);
  for (let i = 0; i < rows; i++) {
    const value = block.values[i];
    values[i] =
      typeof value === "number" && block.scale <= 22 ? value / 10 ** block.scale : decimalToDouble(value, block.scale);
  }
  return { mode: "double", values, missing: block.missing };
}

/** The double nearest to integer · 10^−scale. */
function decimalToDouble(integer: bigint | number, scale: number): number {
  return Number(`${integer}e-${scale}`);
}

function fitting(integer: bigint): bigint | null {
  return integer <= widest && integer >= -widest ? integer : null;
}

function safe(integer: bigint): boolean {
  return integer <= BigInt(Number.MAX_SAFE_INTEGER) && integer >= -BigInt(Number.MAX_SAFE_INTEGER);
}

function finishNumbers(
  column: { readonly name: string; readonly missing: number },
  blocks: readonly Block[],
  rounded: boolean,
  fixedPoint: boolean,
): FinishedColumn {
  const rows = blocks.reduce((sum, block) => sum + block.values.length, 0);
  const stored = { kind: "fixed", ...column } as const;
  const fromDoubles = blocks.some((block) => block.mode === "double");
  const integers = fromDoubles ? null : integerForm(blocks, rows);
  if (integers !== null) return finished({ ...stored, unit: integers.unit, exact: true }, integers.blocks);
  const doubles = blocks.map((block) => asDoubles(block, block.values.length));
  const places = fixedPoint && fromDoubles ? decimalPlaces(doubles) : null;
  if (places !== null) {
    const unit: Unit = { base: 10, exponent: places === 0 ? 0 : -places };
    return finished(
      { ...stored, unit, exact: true },
      mapped(doubles, (value) => Math.round(value * 10 ** places) + 0),
    );
  }
  const grid = binaryGrid(doubles);
  // Decimals that did not fit were rounded to doubles; doubles of the source, and integers beside them, were not.
  const exact = grid.exact && !rounded && blocks.every((block) => block.mode === "double");
  return finished({ ...stored, unit: grid.unit, exact }, mapped(doubles, gridRounding(grid.unit.exponent)));
}

/** All blocks as integers of one decimal unit; null where one holds doubles or 63 bits are not enough. */
function integerForm(blocks: readonly Block[], rows: number): { unit: Unit; blocks: IntegerBlock[] } | null {
  const whole: IntegerBlock[] = [];
  for (const block of blocks) {
    if (block.mode === "double") return null;
    whole.push(block);
  }
  const scale = Math.max(0, ...whole.map((block) => block.scale));
  const scaled: IntegerBlock[] = [];
  for (const block of whole) {
    const one = atScale(block, block.values.length, scale);
    if (one === null) return null;
    scaled.push(one);
  }
  const [min, max] = limits(scaled);
  const largest = max > -min ? max : -min;
  if (rows > manyRows && largest * largest * BigInt(rows) >= 2n ** 126n) return null;
  return { unit: { base: 10, exponent: scale === 0 ? 0 : -scale }, blocks: scaled };
}

function mapped(blocks: readonly DoubleBlock[], map: (value: number) => number): IntegerBlock[] {
  return blocks.map(({ values, missing }) => ({
    mode: "whole",
    scale: 0,
    values: values.map((value, i) => (missing[i] === 1 ? 0 : map(value))),
    missing,
  }));
}

function limits(blocks: readonly IntegerBlock[]): [bigint, bigint] {
  let min: bigint | null = null;
  let max: bigint | null = null;
  for (const block of blocks) {
    const [low, high] = blockLimits(block);
    if (low === null || high === null) continue;
    if (min === null || low < min) min = low;
    if (max === null || high > max) max = high;
  }
  return [min ?? 0n, max ?? 0n];
}

function blockLimits({ values, missing }: IntegerBlock): [bigint | null, bigint | null] {
  let low: number | bigint | null = null;
  let high: number | bigint | null = null;
  for (let i = 0; i < values.length; i++) {
    if (missing[i] === 1) continue;
    const value = values[i];
    if (low === null || value < low) low = value;
    if (high === null || value > high) high = value;
  }
  return low === null || high === null ? [null, null] : [BigInt(low), BigInt(high)];
}

function finished(stored: Omit<FixedColumn, "min" | "max">, blocks: readonly IntegerBlock[]): FinishedColumn {
  const [min, max] = limits(blocks);
  return {
    stored: { ...stored, min, max },
    type: storageType(min, max),
    blocks: blocks.map(({ values, missing }): BlockColumn => {
      const absent = missing.includes(1) ? { missing } : {};
      return values instanceof BigInt64Array
        ? { kind: "int64", values, ...absent }
        : { kind: "whole", values, ...absent };
    }),
  };
}
