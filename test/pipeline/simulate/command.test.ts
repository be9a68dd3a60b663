import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { main } from "../../../src/cli/main.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "zengzhi-simulate-command-"));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the command line; gives its status and what it wrote. */
async function run(...words: string[]): Promise<{ status: number; out: string; error: string }> {
  let [out, error] = ["", ""];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    error += String(text);
    return true;
  });
  const status = await main(["simulate", "--lang", "en", "--out", join(folder, "county"), ...words]);
  return { status, out, error };
}

it.each([
  [["--schools", "11"], "--schools", "12"],
  [["--schools", "20", "--students", "199"], "--students", "200"],
  [["--schools", "20", "--students", "20001"], "--students", "20000"],
  [["--seed", "-1"], "--seed", "0"],
  [["--format", "xlsx"], "--format", "parquet"],
])("refuses %j, names %s and the limit %s, and writes nothing", async (words, option, limit) => {
  const { status, out, error } = await run(...words);
  expect(status).toBe(2);
  expect(out).toBe("");
  expect(error).toContain(option);
  expect(error).toContain(limit);
  expect(existsSync(join(folder, "county"))).toBe(false);
});

it("answers with one JSON document and refuses to write a second time", async () => {
  const words = ["--schools", "12", "--students", "120", "--format", "parquet", "--json"];
  const first = await run(...words);
  expect(first.status).toBe(0);
  expect(first.error).toBe("");
  expect(JSON.parse(first.out)).toMatchObject({ schools: 12, tables: 49 });
  const second = await run(...words);
  expect(second.status).toBe(2);
  expect(second.error).toContain("county");
});
