import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
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
  const folder = openOutput(out, "example");
  writeFileSync(join(folder.staging, "index.html"), text);
  writeFileSync(
    join(folder.staging, "run.json"),
    JSON.stringify({ run: "0123456789abcdef", fingerprints: {}, files: { "index.html": "…" } }),
  );
  folder.commit();
}

test("shows nothing until it is committed, then the whole", () => {
  const folder = openOutput(out, "example");
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
  expect(() => openOutput(out, "example")).toThrow("OUTPUT_EXISTS");
  expect(readdirSync(out)).toEqual(["thesis.docx"]);
});

test.skipIf(process.platform === "win32")("makes a folder that others may read, and keeps its rights", () => {
  mkdirSync(join(parent, "plain"));
  writeRun("first");
  const rights = () => statSync(out).mode & 0o7777;
  expect(rights()).toBe(statSync(join(parent, "plain")).mode & 0o7777);
  rmSync(join(parent, "plain"), { recursive: true });
  chmodSync(out, 0o2750);
  writeRun("second");
  expect(rights()).toBe(0o2750);
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
  expect(() => openOutput(out, "example")).toThrow("OUTPUT_BUSY");
  expect(readdirSync(join(parent, ".out.new"))).toEqual([".owner"]);
});

test("discards what is not to be shown", () => {
  writeRun("first");
  const folder = openOutput(out, "example");
  writeFileSync(join(folder.staging, "index.html"), "half");
  folder.discard();
  expect(readFileSync(join(out, "index.html"), "utf8")).toBe("first");
  expect(readdirSync(parent)).toEqual(["out"]);
});

test("carries over a person's file in a folder of ours, and an empty folder; links stay links", () => {
  writeRun("first");
  mkdirSync(join(out, "tables"));
  mkdirSync(join(out, "empty"));
  writeFileSync(join(out, "tables", "my notes.txt"), "keep");
  symlinkSync("tables", join(out, "link"));
  writeRun("second");
  expect(readFileSync(join(out, "tables", "my notes.txt"), "utf8")).toBe("keep");
  expect(readdirSync(join(out, "empty"))).toEqual([]);
  expect(readlinkSync(join(out, "link"))).toBe("tables");
});

test("leaves behind the log of the earlier store, which belongs to that store's bytes", () => {
  writeRun("first");
  writeFileSync(join(out, "store.duckdb.wal"), "changes of another database");
  writeRun("second");
  expect(existsSync(join(out, "store.duckdb.wal"))).toBe(false);
});

test.each([
  ["of another program", '{"name":"another program","files":{}}'],
  ["that can't be read", "not json"],
])("refuses a folder with a run.json %s", (_, content) => {
  mkdirSync(out);
  writeFileSync(join(out, "run.json"), content);
  writeFileSync(join(out, "timings.json"), "theirs");
  expect(() => openOutput(out, "example")).toThrow("OUTPUT_EXISTS");
  expect(readdirSync(out)).toEqual(["run.json", "timings.json"]);
  expect(readdirSync(parent)).toEqual(["out"]);
});

test("writes into the folder that a symbolic link leads to, and leaves the link", () => {
  mkdirSync(join(parent, "real"));
  symlinkSync("real", out);
  writeRun("first");
  writeRun("second");
  expect(lstatSync(out).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(parent, "real", "index.html"), "utf8")).toBe("second");
  expect(readdirSync(parent).sort()).toEqual(["out", "real"]);
});

test("refuses what no folder can be: a link to nothing, a file, the root, a name too long", () => {
  symlinkSync("nothing", out);
  writeFileSync(join(parent, "file"), "");
  expect(() => openOutput(out, "example")).toThrow("OUTPUT_UNWRITABLE");
  expect(() => openOutput(join(parent, "file"), "example")).toThrow("OUTPUT_UNWRITABLE");
  expect(() => openOutput(join(parent, "file", "inside"), "example")).toThrow("OUTPUT_UNWRITABLE");
  expect(() => openOutput("/", "example")).toThrow("OUTPUT_EXISTS");
  expect(() => openOutput(join(parent, "a".repeat(300)), "example")).toThrow("OUTPUT_UNWRITABLE");
  expect(readdirSync(parent).sort()).toEqual(["file", "out"]);
});

test("takes back the folders that it made on the way when nothing is to be shown", () => {
  const folder = openOutput(join(parent, "a", "b", "out"), "example");
  folder.discard();
  expect(readdirSync(parent)).toEqual([]);
});

test("keeps a folder on the way into which somebody has put a file meanwhile", () => {
  const folder = openOutput(join(parent, "a", "b", "out"), "example");
  writeFileSync(join(parent, "a", "mine.txt"), "");
  folder.discard();
  expect(readdirSync(join(parent, "a"))).toEqual(["mine.txt"]);
});

test("lets only one of two runs of one process write a folder", () => {
  const first = openOutput(out, "example");
  expect(() => openOutput(out, "example")).toThrow("OUTPUT_BUSY");
  first.discard();
  openOutput(out, "example").discard();
  expect(readdirSync(parent)).toEqual([]);
});

test("clears the folder of a process that ended before it could claim the place", () => {
  mkdirSync(join(parent, ".out.new-abc123"));
  mkdirSync(join(parent, ".out.new-mine"));
  openOutput(out, "example").discard();
  expect(readdirSync(parent)).toEqual([".out.new-mine"]);
});

test("does not put one study's results in the place of another's", () => {
  const folder = openOutput(out, "example");
  const manifest = { run: "1", study: "example", fingerprints: {}, files: {} };
  writeFileSync(join(folder.staging, "run.json"), JSON.stringify(manifest));
  folder.commit();
  expect(() => openOutput(out, "other")).toThrow("OUTPUT_OTHER_STUDY");
  expect(readdirSync(parent)).toEqual(["out"]);
  openOutput(out, "example").discard();
});
