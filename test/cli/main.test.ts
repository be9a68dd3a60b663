import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { main } from "../../src/cli/main.ts";
import { edit, ownFolder, templateStudy } from "../pipeline/run/folders.ts";
import { captureOutput } from "./captured-output.ts";

const own = ownFolder();
afterAll(() => own.remove());
const captured = captureOutput();

test("goes on quietly where the reader of its output has gone, and throws other faults of the stream", async () => {
  await main(["check", own.path]);
  const gone = Object.assign(new Error("write EPIPE"), { code: "EPIPE" });
  expect(() => process.stdout.emit("error", gone)).not.toThrow();
  expect(() => process.stdout.emit("error", new Error("broken"))).toThrow("broken");
});

const spoilt = (folder: string) =>
  edit(join(folder, "data", "marks.csv"), (text) => text.replace(/^(S0[1-3],.*),[\d.]+$/gm, "$1,x"));

test("makes a study, checks it and runs it: status 0, nothing on standard error", async () => {
  const folder = join(own.path, "new");
  expect(await main(["init", folder])).toBe(0);
  expect(await main(["check", folder])).toBe(0);
  expect(existsSync(join(folder, "out"))).toBe(false);
  captured.out = "";
  expect(await main(["run", folder, "--json"])).toBe(0);
  expect(JSON.parse(captured.out)).toMatchObject({ study: "example", out: join(folder, "out"), blocked: false });
  expect(existsSync(join(folder, "out", "index.html"))).toBe(true);
  expect(captured.error).toBe("");
});

test("ends with 3 where too many marks were rejected, and still writes, one document on standard output", async () => {
  const folder = templateStudy(own.path, "spoilt");
  spoilt(folder);
  expect(await main(["run", folder, "--json"])).toBe(3);
  expect(JSON.parse(captured.out)).toMatchObject({ blocked: true, blocking: ["REJECTED_SHARE"] });
  expect(existsSync(join(folder, "out", "run.json"))).toBe(true);
  captured.out = "";
  expect(await main(["check", folder, "--json"])).toBe(3);
  expect(JSON.parse(captured.out)).toMatchObject({ blocked: true });
  expect(captured.error).toBe("");
});

test.each([
  ["no such study", ["run", "nowhere"], "FILE_NOT_FOUND"],
  ["a study that is no study", ["check", "data/marks.csv"], "STUDY_VALUE"],
  ["no study at all", ["run"], "USAGE"],
  ["an option that there is not", ["run", ".", "--bogus"], "USAGE"],
  ["a command that there is not", ["runn", "."], "USAGE"],
  ["threads that are no number", ["run", ".", "--threads", "abc"], "OPTION_VALUE"],
  ["no thread", ["run", ".", "--threads", "0"], "OPTION_VALUE"],
  ["half a thread", ["run", ".", "--threads", "1.5"], "OPTION_VALUE"],
  ["an empty results folder's name", ["run", ".", "--out", ""], "USAGE"],
  ["the study's own folder as results", ["run", ".", "--out", "."], "OUTPUT_EXISTS"],
  ["the root as results", ["run", ".", "--out", "/"], "OUTPUT_EXISTS"],
  ["no run to report", ["report", "."], "NO_STORED_RUN"],
  ["a template that there is not", ["init", "new", "--template", "x"], "OPTION_VALUE"],
  ["a folder that is full", ["init", "."], "TARGET_NOT_EMPTY"],
  ["a new study's folder that is a file", ["init", "README.md"], "OUTPUT_UNWRITABLE"],
])("ends with 2 for %s: code and words on standard error, nothing written", async (_, words, code) => {
  const folder = templateStudy(own.path, "refused");
  const before = readdirSync(folder);
  const argv = words.map((word, i) => (i === 1 && word !== "--bogus" ? join(folder, word) : word));
  if (argv.at(-2) === "--out" && argv.at(-1) === ".") argv[argv.length - 1] = folder;
  expect(await main([...argv, "--lang", "en"])).toBe(2);
  expect(captured.out).toBe("");
  expect(captured.error.startsWith(`${code}  `)).toBe(true);
  expect(captured.error.endsWith("\n")).toBe(true);
  expect(captured.error).toContain("\n  mend ");
  expect(readdirSync(folder)).toEqual(before);
});
