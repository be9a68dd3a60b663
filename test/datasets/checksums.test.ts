import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const root = new URL("../../datasets/", import.meta.url);
const folders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

test.each(folders)("datasets/%s states the checksum that its table has", (folder) => {
  const bytes = readFileSync(new URL(`${folder}/data.csv`, root));
  const readme = readFileSync(new URL(`${folder}/README.md`, root), "utf8");
  expect(readme).toContain(createHash("sha256").update(bytes).digest("hex"));
});
