import { isUtf8 } from "node:buffer";
import { readFileSync, statSync } from "node:fs";
import { fail, ProjectError } from "../../base/index.ts";

/** A study file is written by hand; anything larger is something else. */
const longest = 1 << 20;

/**
 * The text of a study file: UTF-8, or UTF-16 with a byte-order mark, or GB18030, as editors on Windows save it.
 *
 * @throws FILE_UNREADABLE, ENCODING_UNKNOWN
 */
export function studyText(path: string): string {
  const bytes = readBytes(path);
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  const binary = bytes.includes(0);
  if (!binary && isUtf8(bytes)) return new TextDecoder("utf-8").decode(bytes);
  const text = binary ? null : asGb18030(bytes);
  return text ?? fail("ENCODING_UNKNOWN", { path, tried: ["UTF-8", "GB18030"] }, { file: path });
}

function readBytes(path: string): Buffer {
  try {
    const { size } = statSync(path);
    if (size <= longest) return readFileSync(path);
    return fail("FILE_UNREADABLE", { path, fault: "other", detail: `${size} > ${longest} bytes` }, { file: path });
  } catch (error) {
    if (error instanceof ProjectError) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    const faults = { EISDIR: "notFile", EACCES: "permission", EPERM: "permission", ENOENT: "gone" } as const;
    const known = Object.entries(faults).find(([name]) => name === code)?.[1];
    return fail("FILE_UNREADABLE", { path, fault: known ?? "other", detail: code }, { file: path });
  }
}

function asGb18030(bytes: Buffer): string | null {
  try {
    return new TextDecoder("gb18030", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
