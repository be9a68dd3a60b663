import { isUtf8 } from "node:buffer";
import { fail } from "../../base/index.ts";
import { rawBlocks, type TableFile } from "./table-file.ts";

/** The encoding of a text file, and the bytes of its byte-order mark. */
export interface FoundEncoding {
  readonly name: "utf-8" | "gb18030" | "utf-16le" | "utf-16be";
  readonly mark: number;
}

/**
 * Finds how a file's text is encoded. A byte-order mark decides; else UTF-8 if all bytes are valid UTF-8; else GB18030
 * (which contains GBK and GB2312) if all are valid GB18030. The two can hardly be taken for one another beyond a few
 * characters (学校 alone in GBK is valid UTF-8 for ѧУ); a source can state its encoding. Bytes that no text has are refused
 * in any.
 *
 * @throws ENCODING_UNKNOWN
 */
export async function findEncoding(file: TableFile): Promise<FoundEncoding> {
  const wanted = file.encoding ?? "auto";
  const tried = wanted === "auto" ? ["UTF-8", "GB18030"] : [wanted.toUpperCase()];
  const look = await lookForUtf8(file);
  if (look.mark !== null) return look.mark;
  if (!look.binary && wanted !== "gb18030" && look.utf8) return { name: "utf-8", mark: 0 };
  if (!look.binary && wanted !== "utf-8" && (await isGb18030(file))) return { name: "gb18030", mark: 0 };
  return fail("ENCODING_UNKNOWN", { path: file.shown, tried }, { file: file.shown });
}

interface Look {
  readonly mark: FoundEncoding | null;
  readonly utf8: boolean;
  /** Holds control bytes as no text does. */
  readonly binary: boolean;
}

async function lookForUtf8(file: TableFile): Promise<Look> {
  const utf8 = utf8Check();
  let mark: FoundEncoding | null = null;
  let binary = false;
  let first = true;
  for await (const block of rawBlocks(file)) {
    if (first) {
      mark = byteOrderMark(block);
      binary = mark === null && isBinary(block.subarray(0, 65536));
      first = false;
      if (binary || mark?.name === "utf-16le" || mark?.name === "utf-16be") break;
    }
    utf8.push(block);
    if (!utf8.fine()) break;
  }
  if (mark?.name === "utf-8" && !utf8.end()) mark = null;
  return { mark, utf8: utf8.end(), binary };
}

async function isGb18030(file: TableFile): Promise<boolean> {
  const decoder = new TextDecoder("gb18030", { fatal: true });
  try {
    for await (const block of rawBlocks(file)) decoder.decode(block, { stream: true });
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

function byteOrderMark(block: Uint8Array): FoundEncoding | null {
  if (block[0] === 0xef && block[1] === 0xbb && block[2] === 0xbf) return { name: "utf-8", mark: 3 };
  if (block[0] === 0xff && block[1] === 0xfe) return { name: "utf-16le", mark: 2 };
  if (block[0] === 0xfe && block[1] === 0xff) return { name: "utf-16be", mark: 2 };
  return null;
}

/** More than eight control bytes, and more than one in a hundred: a stray one is the cell's own affair. */
function isBinary(head: Uint8Array): boolean {
  let controls = 0;
  for (const byte of head) if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) controls++;
  return controls > 8 && controls > head.length / 100;
}

/** Checks UTF-8 block by block; a character cut by a block's end is finished in the next. */
function utf8Check() {
  let fine = true;
  let carry = new Uint8Array(0);
  return {
    push(block: Uint8Array): void {
      if (!fine) return;
      const joined = carry.length === 0 ? block : Buffer.concat([carry, block]);
      const whole = joined.length - openBytes(joined);
      fine = isUtf8(joined.subarray(0, whole));
      carry = new Uint8Array(joined.subarray(whole));
    },
    fine: () => fine,
    end: () => fine && carry.length === 0,
  };
}

/** How many bytes at the end begin a character that is not finished: 0 … 3. */
function openBytes(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back];
    if (byte < 0x80) return 0;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return length > back ? back : 0;
  }
  return 0;
}

/** The file's text as UTF-8 bytes in blocks, without a byte-order mark. */
export async function* utf8Blocks(file: TableFile, encoding: FoundEncoding): AsyncGenerator<Uint8Array> {
  let skip = encoding.mark;
  if (encoding.name === "utf-8") {
    for await (const block of rawBlocks(file)) {
      yield skip === 0 ? block : block.subarray(skip);
      skip = 0;
    }
    return;
  }
  const decoder = new TextDecoder(encoding.name, { ignoreBOM: true });
  const encoder = new TextEncoder();
  for await (const block of rawBlocks(file)) {
    yield encoder.encode(decoder.decode(skip === 0 ? block : block.subarray(skip), { stream: true }));
    skip = 0;
  }
  const rest = decoder.decode();
  if (rest !== "") yield encoder.encode(rest);
}
