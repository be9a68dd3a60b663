import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runDemo } from "../../../src/pipeline/demo/run-demo.ts";
import { issuesOf, ownFolder } from "../run/folders.ts";

const own = ownFolder();
afterAll(() => own.remove());

test("refuses a folder in which somebody's own page would be written over", async () => {
  const folder = join(own.path, "site");
  mkdirSync(folder);
  writeFileSync(join(folder, "index.html"), "my site");
  expect((await issuesOf(runDemo(folder))).map((one) => one.code)).toEqual(["OUTPUT_EXISTS"]);
  expect(readFileSync(join(folder, "index.html"), "utf8")).toBe("my site");
});
