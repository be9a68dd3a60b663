/** One record of a CSV file. Valid only inside the callback: the next record uses the same memory. */
export interface CsvRecord {
  readonly bytes: Uint8Array;
  /** Cell c stands in bytes[starts[c] … ends[c] − 1], UTF-8, its quotes already taken off. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly cells: number;
  /** As a spreadsheet numbers it: the header is row 1, a quoted line break stays inside its row, blank lines count. */
  readonly row: number;
}

/** Takes a file block by block. */
export interface CsvTokenizer {
  push(block: Uint8Array): void;
  /** The end of the file. Gives the row at which a quote was opened and never closed, or null. */
  end(): number | null;
}

const quote = 34;
const newline = 10;
const carriageReturn = 13;
/** A record longer than this has an open quote. */
const longestRecord = 1 << 26;

/** A cell needs its inner quotes taken out. */
const plain = 0;
const escaped = 1;

interface State {
  buffer: Uint8Array;
  starts: Int32Array;
  ends: Int32Array;
  flags: Uint8Array;
  cells: number;
  row: number;
}

/**
 * Splits UTF-8 bytes into records and cells (RFC 4180, with any of LF, CRLF and CR as line ends). Text after a closing
 * quote is kept as part of the cell, a quote inside an unquoted cell is a character. Blank lines are counted and skipped.
 */
export function csvTokenizer(delimiter: number, onRecord: (record: CsvRecord) => void): CsvTokenizer {
  const ends = breaks(delimiter);
  const state: State = {
    buffer: new Uint8Array(0),
    starts: new Int32Array(64),
    ends: new Int32Array(64),
    flags: new Uint8Array(64),
    cells: 0,
    row: 1,
  };
  let carry = new Uint8Array(0);
  let wait = 0;
  const take = (block: Uint8Array, final: boolean): void => {
    const joined = new Uint8Array(carry.length + block.length);
    joined.set(carry);
    joined.set(block, carry.length);
    carry = joined;
    if (!final && joined.length < wait) return;
    state.buffer = joined;
    const done = readRecords(state, delimiter, ends, final, onRecord);
    carry = joined.slice(done);
    // A long unfinished record is looked at again only when twice as much of it is there.
    wait = done === 0 ? 2 * joined.length : 0;
  };
  let openRow: number | null = null;
  return {
    push(block) {
      if (openRow !== null) return;
      take(block, false);
      if (carry.length > longestRecord) openRow = state.row;
    },
    end() {
      if (openRow !== null) return openRow;
      take(new Uint8Array(0), true);
      return carry.length > 0 ? state.row : null;
    },
  };
}

/** 1 for the bytes that end an unquoted cell. */
function breaks(delimiter: number): Uint8Array {
  const table = new Uint8Array(256);
  for (const byte of [delimiter, newline, carriageReturn]) table[byte] = 1;
  return table;
}

/** Reads all whole records; gives where the first unfinished one begins. */
function readRecords(
  state: State,
  delimiter: number,
  breakTable: Uint8Array,
  final: boolean,
  onRecord: (record: CsvRecord) => void,
): number {
  const length = state.buffer.length;
  let position = 0;
  while (position < length) {
    const next = readRecord(state, position, delimiter, breakTable, final);
    if (next < 0) return position;
    const blank =
      state.cells === 1 && state.starts[0] === state.ends[0] && next - position <= 2 && isBreak(state, position);
    if (!blank) {
      takeOutQuotes(state);
      onRecord({ bytes: state.buffer, starts: state.starts, ends: state.ends, cells: state.cells, row: state.row });
    }
    state.row++;
    position = next;
  }
  return position;
}

function isBreak(state: State, position: number): boolean {
  const byte = state.buffer[position];
  return byte === newline || byte === carriageReturn;
}

/** Reads the record at `position`; gives where the next begins, or −1 where more bytes are needed. */
function readRecord(state: State, position: number, delimiter: number, breakTable: Uint8Array, final: boolean): number {
  const buffer = state.buffer;
  const length = buffer.length;
  state.cells = 0;
  let at = position;
  for (;;) {
    let start = at;
    let end: number;
    let flag = plain;
    if (at < length && buffer[at] === quote) {
      start = at + 1;
      at = start;
      for (;;) {
        while (at < length && buffer[at] !== quote) at++;
        if (at >= length || (at + 1 >= length && !final)) return -1;
        if (buffer[at + 1] !== quote) break;
        flag = escaped;
        at += 2;
      }
      end = at++;
      if (at < length && breakTable[buffer[at]] === 0) {
        flag = escaped;
        while (at < length && breakTable[buffer[at]] === 0) at++;
        end = at;
      }
    } else {
      while (at < length && breakTable[buffer[at]] === 0) at++;
      end = at;
    }
    if (at >= length && !final) return -1;
    addCell(state, start, end, flag);
    if (at >= length) return length;
    const byte = buffer[at++];
    if (byte === delimiter) continue;
    if (byte === newline) return at;
    if (at >= length) return final ? at : -1;
    return buffer[at] === newline ? at + 1 : at;
  }
}

function addCell(state: State, start: number, end: number, flag: number): void {
  const cell = state.cells++;
  if (cell >= state.starts.length) widen(state);
  state.starts[cell] = start;
  state.ends[cell] = end;
  state.flags[cell] = flag;
}

function widen(state: State): void {
  const size = 2 * state.starts.length;
  const wider = (from: Int32Array) => {
    const to = new Int32Array(size);
    to.set(from);
    return to;
  };
  state.starts = wider(state.starts);
  state.ends = wider(state.ends);
  const flags = new Uint8Array(size);
  flags.set(state.flags);
  state.flags = flags;
}

/** Takes doubled quotes, and a closing quote before further text, out of the cells that have them, in place. */
function takeOutQuotes(state: State): void {
  const { buffer, flags, starts, ends, cells } = state;
  for (let c = 0; c < cells; c++) {
    if (flags[c] === plain) continue;
    let to = starts[c];
    let inside = true;
    for (let from = starts[c]; from < ends[c]; from++) {
      const byte = buffer[from];
      if (inside && byte === quote) {
        if (from + 1 < ends[c] && buffer[from + 1] === quote) from++;
        else {
          inside = false;
          continue;
        }
      }
      buffer[to++] = byte;
    }
    ends[c] = to;
  }
}
