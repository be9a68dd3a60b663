import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { ProjectError } from "../../../src/base/index.ts";
import { studyText } from "../../../src/pipeline/run/study-text.ts";
import { ownFolder } from "./folders.ts";

const own = ownFolder();
afterAll(() => own.remove());
const path = join(own.path, "study.yaml");

function read(...bytes: (string | Uint8Array)[]): string {
  writeFileSync(path, Buffer.concat(bytes.map((one) => Buffer.from(one))));
  return studyText(path);
}

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ProjectError) return error.issues[0].code;
    throw error;
  }
  return "none";
}

test("reads the encodings in which editors save, and leaves byte-order marks out", () => {
  const text = "study: 学校\r\n";
  expect(read(text)).toBe(text);
  expect(read(Uint8Array.of(0xef, 0xbb, 0xbf), text)).toBe(text);
  expect(read(Uint8Array.of(0xff, 0xfe), Buffer.from(text, "utf16le"))).toBe(text);
  expect(read(Uint8Array.of(0xfe, 0xff), Buffer.from(text, "utf16le").swap16())).toBe(text);
  expect(read("study: ", Uint8Array.of(0xd4, 0xf6, 0xd6, 0xb5), "\r\n")).toBe("study: 增值\r\n");
});

test("refuses what is no text, and says which encodings were tried", () => {
  expect(codeOf(() => read("study: a", Uint8Array.of(0), "b"))).toBe("ENCODING_UNKNOWN");
  expect(codeOf(() => read("study: ", Uint8Array.of(0xff, 0x20, 0x81)))).toBe("ENCODING_UNKNOWN");
});

test("refuses a folder, a file that is gone, and one that is far too large", () => {
  mkdirSync(join(own.path, "folder.yaml"));
  expect(codeOf(() => studyText(join(own.path, "folder.yaml")))).toBe("FILE_UNREADABLE");
  expect(codeOf(() => studyText(join(own.path, "gone.yaml")))).toBe("FILE_UNREADABLE");
  expect(codeOf(() => read("#".repeat(2_000_000)))).toBe("FILE_UNREADABLE");
});
