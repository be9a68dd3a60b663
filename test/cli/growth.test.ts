import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { main } from "../../src/cli/main.ts";
import { captureOutput } from "./captured-output.ts";

let folder: string;
let data: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "zengzhi-growth-cli-"));
  data = join(folder, "marks.csv");
  const rows = Array.from(
    { length: 300 },
    (_, i) => `${String(i).padStart(3, "0")},${(i * 37) % 101},${(i * 53) % 97}\n`,
  );
  writeFileSync(data, `id,last,now\n${rows.join("")}`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const captured = captureOutput();

const grow = (...more: string[]) =>
  main(["growth", "--data", data, "--current", "now", "--priors", "last", "--id", "id", ...more]);

test("answers with one JSON document; ids are text exactly as in the file", async () => {
  expect(await grow("--json")).toBe(0);
  const { students, orders } = JSON.parse(captured.out);
  expect(students[7]).toMatchObject({ id: "007", order: 1 });
  expect(orders).toMatchObject([{ order: 1, cohort: 300, coefficients: 8 }]);
});

test("knots and quantiles are set by options", async () => {
  expect(await grow("--json", "--taus", "10", "--knots", "0.25,0.5,0.75")).toBe(0);
  expect(JSON.parse(captured.out)).toMatchObject({ taus: 10, orders: [{ coefficients: 7 }] });
});

test.each([
  [["--taus", "1"], "OPTION_VALUE"],
  [["--taus", "many"], "OPTION_VALUE"],
  [["--knots", "0.6,0.2"], "OPTION_VALUE"],
  [["--knots", "0.2,,0.4"], "OPTION_VALUE"],
  [["--knots", "0.2,1"], "OPTION_VALUE"],
  [["--priors", "last,last"], "OPTION_VALUE"],
  [["--priors", "lost"], "COLUMN_UNKNOWN"],
  [["--out", "rows.txt"], "OPTION_VALUE"],
  [["--out-groups", "groups.csv"], "OPTION_VALUE"],
  [["--simex", "csem"], "OPTION_LATER"],
])("refuses %j with status 2", async (options, code) => {
  expect(await grow(...options)).toBe(2);
  expect(captured.error).toContain(code);
  expect(captured.out).toBe("");
});
