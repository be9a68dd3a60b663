import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ProjectError } from "../../../src/base/index.ts";
import { filesUnder, runStudy, simulateInto } from "../../../src/pipeline/index.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "zengzhi-simulate-test-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function bytesOf(directory: string): Record<string, string> {
  return Object.fromEntries(
    filesUnder(directory)
      .map((path) => ({ path, name: relative(directory, path).replaceAll("\\", "/") }))
      .filter(({ name }) => !name.startsWith("out/"))
      .map(({ path, name }) => [name, createHash("sha256").update(readFileSync(path)).digest("hex")]),
  );
}

describe("zengzhi simulate", () => {
  it("writes the same bytes for the same seed and others for another, and its README has their checksums", async () => {
    const options = { schools: 12, students: 600, seed: 7 };
    await simulateInto({ ...options, out: join(folder, "a") });
    await simulateInto({ ...options, out: join(folder, "b") });
    await simulateInto({ ...options, seed: 8, out: join(folder, "c") });
    const [a, b, c] = ["a", "b", "c"].map((name) => bytesOf(join(folder, name)));
    expect(a).toEqual(b);
    expect(Object.keys(c)).toEqual(Object.keys(a));
    expect(c["data/marks/junior-monitor-2025.parquet"]).not.toBe(a["data/marks/junior-monitor-2025.parquet"]);
    const readme = readFileSync(join(folder, "a", "README.md"), "utf8");
    for (const [name, sum] of Object.entries(a)) {
      if (name !== "README.md") expect(readme).toMatch(new RegExp(`\`${name}\`.*\`${sum}\``));
    }
    expect(readme).toContain("模拟数据");
    expect(readme).toContain("simulated");
  });

  it("makes a study that runs at once, on CSV as on Parquet, with the same values", async () => {
    const options = { schools: 20, students: 2000, seed: 3 };
    const made = await simulateInto({ ...options, formats: ["csv"], out: join(folder, "csv") });
    await simulateInto({ ...options, formats: ["parquet"], out: join(folder, "parquet") });
    expect(made.cohorts).toHaveLength(9);
    const effects = async (name: string): Promise<string> => {
      const summary = await runStudy(join(folder, name));
      expect(summary.models).toHaveLength(6);
      return readFileSync(join(folder, name, "out", "tables", "effects.csv"), "utf8");
    };
    expect(await effects("csv")).toBe(await effects("parquet"));
  });

  it("takes an empty folder and refuses one that holds anything, which stays as it was", async () => {
    const options = { schools: 12, students: 120, seed: 1 };
    mkdirSync(join(folder, "empty"));
    await simulateInto({ ...options, out: join(folder, "empty") });
    mkdirSync(join(folder, "full"));
    writeFileSync(join(folder, "full", "mine.txt"), "mine");
    const refused = simulateInto({ ...options, out: join(folder, "full") });
    await expect(refused).rejects.toThrow(ProjectError);
    await expect(refused).rejects.toThrow("TARGET_NOT_EMPTY");
    expect(filesUnder(join(folder, "full"))).toEqual([join(folder, "full", "mine.txt")]);
  });

  it("has made the shipped county", async () => {
    const shipped = fileURLToPath(new URL("../../../datasets/county", import.meta.url));
    await simulateInto({
      schools: 60,
      students: 6000,
      seed: 20240901,
      formats: ["parquet"],
      out: join(folder, "county"),
    });
    expect(bytesOf(join(folder, "county"))).toEqual(bytesOf(shipped));
  });
});
