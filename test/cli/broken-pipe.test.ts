import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const bin = fileURLToPath(new URL("../../bin/zengzhi.mjs", import.meta.url));

test("a reader that stops early, as head does, is no fault", async () => {
  const folder = mkdtempSync(join(tmpdir(), "zengzhi-pipe-test-"));
  const rows = Array.from({ length: 2000 }, (_, i) => `${i >> 1},${(i * 29) % 17},${(i * 37) % 41}\n`);
  writeFileSync(join(folder, "data.csv"), `g,y,x\n${rows.join("")}`);
  try {
    const words = ["fit", "y ~ x + (1 | g)", "--data", join(folder, "data.csv"), "--draws", "100", "--json"];
    const child = spawn(process.execPath, [bin, ...words], { stdio: ["ignore", "pipe", "pipe"] });
    let errors = "";
    child.stderr.on("data", (data) => {
      errors += String(data);
    });
    child.stdout.once("data", () => child.stdout.destroy());
    const status = await new Promise((done) => child.once("close", done));
    expect({ status, errors }).toEqual({ status: 0, errors: "" });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 30_000);
