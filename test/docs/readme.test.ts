import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { fitTable } from "../../src/pipeline/index.ts";
import { renderFitSummary } from "../../src/report/index.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const readme = readFileSync(`${root}README.md`, "utf8");

describe("the README is true", () => {
  test("its example prints what stands below it", async () => {
    const [, formula, data] = /zengzhi fit "([^"]+)" --data (\S+)/.exec(readme) ?? [];
    const [, shown] = /<!-- example: fit -->\s*```text\n([\s\S]*?)```/.exec(readme) ?? [];
    const fit = await fitTable({ formula, data: `${root}${data}`, draws: 4000, seed: 1 });
    expect(renderFitSummary(fit, "en").trimEnd()).toBe(shown?.trimEnd());
  });

  test("its map of folders is the tree", () => {
    const listed = [...readme.matchAll(/^\| `(src\/[a-z-]+|[.a-z]+)` \|/gm)].map((match) => match[1]);
    const rooms = readdirSync(`${root}src`, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const folders = readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .filter((name) => !["node_modules", ".git", "dist", "out", "coverage", "src"].includes(name));
    expect(listed.sort()).toEqual([...rooms.map((entry) => `src/${entry.name}`), ...folders].sort());
  });

  test("every page it names is there", () => {
    const named = [...readme.matchAll(/`((?:docs|datasets|models)\/[\w./-]+)`/g)].map((match) => match[1]);
    expect(named.filter((path) => !existsSync(`${root}${path}`))).toEqual([]);
    expect(named.length).toBeGreaterThan(4);
  });
});
