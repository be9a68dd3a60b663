import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, readdir, stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { fail, nearest } from "../../base/index.ts";
import { detectFormat, type FileFormat, readableFormats } from "./detect-format.ts";

/** Where a table file is and how it is to be read. */
export interface FileSource {
  /** Absolute path. */
  readonly path: string;
  /** The path as the user wrote it: what messages show. */
  readonly shown: string;
  /** Default "auto": UTF-8 if the bytes are valid UTF-8, else GB18030 if they are valid GB18030; a byte-order mark decides. */
  readonly encoding?: Encoding;
}

export type Encoding = "auto" | "utf-8" | "gb18030";

/** A file whose format is known and whose bytes have been hashed. */
export interface TableFile extends FileSource {
  readonly format: FileFormat;
  /** SHA-256 (hex) of the file's bytes as they lie on disk. */
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * Looks at a file: that it is there, what it is, and its fingerprint.
 *
 * @throws FILE_NOT_FOUND with the nearest name in its folder, FILE_EMPTY, FILE_FORMAT_LATER, FILE_FORMAT_UNKNOWN,
 *   FILE_UNREADABLE
 */
export async function openTableFile(source: FileSource): Promise<TableFile> {
  const { path, shown } = source;
  const where = { file: shown };
  const status = await stat(path).catch(() => null);
  if (status === null) {
    const names = await readdir(dirname(path)).catch(() => []);
    const near = nearest(basename(path), names.sort());
    return fail("FILE_NOT_FOUND", near === undefined ? { path: shown } : { path: shown, near }, where);
  }
  if (!status.isFile()) return fail("FILE_UNREADABLE", { path: shown, fault: "notFile", detail: "" }, where);
  if (status.size === 0) return fail("FILE_EMPTY", { path: shown }, where);
  const detected = detectFormat(basename(path), await firstBytes(source));
  if (detected.kind === "later") return fail("FILE_FORMAT_LATER", { path: shown, format: detected.format }, where);
  if (detected.kind === "unknown") return fail("FILE_FORMAT_UNKNOWN", { path: shown, formats: readableFormats }, where);
  return { ...source, format: detected.format, sha256: await fingerprint(path), bytes: status.size };
}

async function firstBytes({ path, shown }: FileSource): Promise<Uint8Array> {
  try {
    const file = await open(path, "r");
    try {
      const { bytesRead, buffer } = await file.read({ buffer: new Uint8Array(4096), position: 0 });
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const fault = code === "EACCES" || code === "EPERM" ? "permission" : "other";
    return fail("FILE_UNREADABLE", { path: shown, fault, detail: code }, { file: shown });
  }
}

/** SHA-256 (hex) of a file's bytes. */
export async function fingerprint(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const block of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(bytesOf(block));
  return hash.digest("hex");
}

/** The bytes of a CSV file, unpacked, in blocks. @throws FILE_UNREADABLE where a packed file is damaged */
export async function* rawBlocks(file: TableFile): AsyncGenerator<Uint8Array> {
  const raw = createReadStream(file.path, { highWaterMark: 1 << 20 });
  if (file.format !== "csv.gz") {
    for await (const block of raw) yield bytesOf(block);
    return;
  }
  const unpacked = createGunzip({ chunkSize: 1 << 18 });
  pipeline(raw, unpacked, () => undefined);
  try {
    for await (const block of unpacked) yield bytesOf(block);
  } catch {
    fail("FILE_UNREADABLE", { path: file.shown, fault: "compression", detail: "" }, { file: file.shown });
  }
}

function bytesOf(block: unknown): Uint8Array {
  if (block instanceof Uint8Array) return block;
  throw new TypeError("a byte stream gives bytes");
}
