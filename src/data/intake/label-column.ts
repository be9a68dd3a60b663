import { invariant } from "../../base/index.ts";
import { blockRows, type ColumnBuilder, type FinishedColumn, integerBlocks } from "./column-builder.ts";
import { cellText } from "./number-cell.ts";
import { sortLevels } from "./sort-levels.ts";

/** Collects a text column as codes; labels are kept exactly as they stand in the file. */
export interface LabelBuilder extends ColumnBuilder {
  /** Adds the label that stands in these UTF-8 bytes. */
  addBytes(bytes: Uint8Array, start: number, end: number): void;
  addText(label: string): void;
  /** Adds the label of an integer below 2⁵³ without making its text again. */
  addInteger(value: number): void;
  addWideInteger(value: bigint): void;
  addMissing(): void;
}

/** Makes a builder; `name` is the name in the store. */
export function labelBuilder(name: string): LabelBuilder {
  const labels: string[] = [];
  const byText = new Map<string, number>();
  const byNumber = new Map<number, number>();
  const byWide = new Map<bigint, number>();
  const interner = byteInterner((bytes, start, end) => codeOf(cellText(bytes, start, end)));
  const codes = codeBlocks();
  let lastNumber = Number.NaN;
  let lastCode = -1;
  function codeOf(label: string): number {
    const known = byText.get(label);
    if (known !== undefined) return known;
    const code = labels.length;
    labels.push(label);
    byText.set(label, code);
    return code;
  }
  return {
    addBytes: (bytes, start, end) => codes.add(interner(bytes, start, end)),
    addText: (label) => codes.add(codeOf(label)),
    addInteger(value) {
      if (value !== lastNumber) {
        let code = byNumber.get(value);
        if (code === undefined) {
          code = codeOf(String(value));
          byNumber.set(value, code);
        }
        lastNumber = value;
        lastCode = code;
      }
      codes.add(lastCode);
    },
    addWideInteger(value) {
      let code = byWide.get(value);
      if (code === undefined) {
        code = codeOf(value.toString());
        byWide.set(value, code);
      }
      codes.add(code);
    },
    addMissing: () => codes.add(-1),
    finish: () => finishLabels(name, labels, codes),
  };
}

function finishLabels(name: string, labels: readonly string[], codes: CodeBlocks): FinishedColumn {
  const { levels, place } = sortLevels(labels);
  let missing = 0;
  for (const block of codes.blocks()) {
    for (let i = 0; i < block.length; i++) {
      if (block[i] < 0) missing++;
      else block[i] = place[block[i]];
    }
  }
  return {
    stored: { kind: "coded", name, levels, missing },
    ...integerBlocks(codes.blocks(), 0n, BigInt(Math.max(0, levels.length - 1))),
  };
}

interface CodeBlocks {
  add(code: number): void;
  blocks(): readonly Int32Array[];
}

/** Codes in blocks of `blockRows`; −1 is missing. */
function codeBlocks(): CodeBlocks {
  const full: Int32Array[] = [];
  let current = new Int32Array(blockRows);
  let rows = 0;
  return {
    add(code) {
      if (rows === blockRows) {
        full.push(current);
        current = new Int32Array(blockRows);
        rows = 0;
      }
      current[rows++] = code;
    },
    blocks: () => [...full, current.subarray(0, rows)],
  };
}

/** Gives equal byte strings equal codes; `first` is asked once for each distinct one. Open addressing, FNV-1a hash. */
function byteInterner(
  first: (bytes: Uint8Array, start: number, end: number) => number,
): (bytes: Uint8Array, start: number, end: number) => number {
  let slots = new Int32Array(1024).fill(-1);
  let pool = new Uint8Array(1 << 14);
  let used = 0;
  let offsets = new Int32Array(512);
  let hashes = new Int32Array(512);
  let codes = new Int32Array(512);
  let entries = 0;
  let last = -1;
  const equals = (entry: number, bytes: Uint8Array, start: number, length: number): boolean => {
    const offset = offsets[entry];
    if ((entry + 1 < entries ? offsets[entry + 1] : used) - offset !== length) return false;
    for (let i = 0; i < length; i++) if (pool[offset + i] !== bytes[start + i]) return false;
    return true;
  };
  const insert = (slot: number, hash: number, bytes: Uint8Array, start: number, end: number): number => {
    if (entries === offsets.length) {
      offsets = doubled(offsets);
      hashes = doubled(hashes);
      codes = doubled(codes);
    }
    while (used + end - start > pool.length) {
      const wider = new Uint8Array(2 * pool.length);
      wider.set(pool);
      pool = wider;
    }
    pool.set(bytes.subarray(start, end), used);
    offsets[entries] = used;
    hashes[entries] = hash;
    codes[entries] = first(bytes, start, end);
    slots[slot] = entries;
    used += end - start;
    invariant(used < 2 ** 31, "the distinct labels of one column fit 2 GB");
    return entries++;
  };
  const rehash = (): void => {
    slots = new Int32Array(2 * slots.length).fill(-1);
    const mask = slots.length - 1;
    for (let entry = 0; entry < entries; entry++) {
      let slot = hashes[entry] & mask;
      while (slots[slot] >= 0) slot = (slot + 1) & mask;
      slots[slot] = entry;
    }
  };
  return (bytes, start, end) => {
    const length = end - start;
    if (last >= 0 && equals(last, bytes, start, length)) return codes[last];
    let hash = -2128831035;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i], 16777619);
    hash ^= hash >>> 15;
    const mask = slots.length - 1;
    let slot = hash & mask;
    while (slots[slot] >= 0) {
      const entry = slots[slot];
      if (hashes[entry] === hash && equals(entry, bytes, start, length)) {
        last = entry;
        return codes[entry];
      }
      slot = (slot + 1) & mask;
    }
    last = insert(slot, hash, bytes, start, end);
    if (2 * entries > slots.length) rehash();
    return codes[last];
  };
}

function doubled(from: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const to = new Int32Array(2 * from.length);
  to.set(from);
  return to;
}
