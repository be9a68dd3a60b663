import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openOutput, recoverOutput } from "../../../src/pipeline/output/output-folder.ts";

let parent: string;
let out: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "zengzhi-output-"));
  out = join(parent, "out");
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

function writeRun(text: string): void {
  const folder = openOutput(out);
  writeFileSync(join(folder.staging, "index.html"), text);
  writeFileSync(join(folder.staging, "run.json"), JSON.stringify({ files: { "index.html": "…" } }));
  folder.commit();
}

test("shows nothing until it is committed, then the whole", () => {
  const folder = openOutput(out);
  writeFileSync(join(folder.staging, "index.html"), "new");
  expect(existsSync(out)).toBe(false);
  folder.commit();
  expect(readdirSync(out)).toEqual(["index.html"]);
  expect(readdirSync(parent)).toEqual(["out"]);
});

test("replaces an earlier run as a whole and leaves nothing beside it", () => {
  writeRun("first");
  writeFileSync(join(out, "index.html"), "tampered");
  writeRun("second");
  expect(readFileSync(join(out, "index.html"), "utf8")).toBe("second");
  expect(readdirSync(parent)).toEqual(["out"]);
});

test("carries over a file that a person has put beside the results", () => {
  writeRun("first");
  mkdirSync(join(out, "notes"));
  writeFileSync(join(out, "notes", "mine.txt"), "keep");
  writeRun("second");
  expect(readFileSync(join(out, "notes", "mine.txt"), "utf8")).toBe("keep");
});

test("refuses a folder with files that are not a run's", () => {
  mkdirSync(out);
  writeFileSync(join(out, "thesis.docx"), "years of work");
  expect(() => openOutput(out)).toThrow("OUTPUT_EXISTS");
  expect(readdirSync(out)).toEqual(["thesis.docx"]);
});

test("takes an empty folder", () => {
  mkdirSync(out);
  writeRun("first");
  expect(readdirSync(out).sort()).toEqual(["index.html", "run.json"]);
});

test("puts back a folder whose change-over was cut off between the two renames", () => {
  writeRun("first");
  mkdirSync(join(parent, ".out.new"));
  renameSync(out, join(parent, ".out.previous"));
  recoverOutput(out);
  expect(readFileSync(join(out, "index.html"), "utf8")).toBe("first");
  expect(readdirSync(parent)).toEqual(["out"]);
});

test("clears what a killed run has left, and runs on", () => {
  mkdirSync(join(parent, ".out.new"));
  writeFileSync(join(parent, ".out.new", ".owner"), "99999999");
  writeRun("first");
  expect(readdirSync(parent)).toEqual(["out"]);
});

test("does not disturb a run that is still writing", () => {
  mkdirSync(join(parent, ".out.new"));
  writeFileSync(join(parent, ".out.new", ".owner"), String(process.ppid));
  expect(() => openOutput(out)).toThrow("OUTPUT_UNWRITABLE");
  expect(readdirSync(join(parent, ".out.new"))).toEqual([".owner"]);
});

test("discards what is not to be shown", () => {
  writeRun("first");
  const folder = openOutput(out);
  writeFileSync(join(folder.staging, "index.html"), "half");
  folder.discard();
  expect(readFileSync(join(out, "index.html"), "utf8")).toBe("first");
  expect(readdirSync(parent)).toEqual(["out"]);
});
