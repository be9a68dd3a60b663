import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const root = new URL("../../datasets/", import.meta.url);
const folders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

test.each(folders)("datasets/%s states the checksum that its table has", (folder) => {
  const plain = new URL(`${folder}/data.csv`, root);
  const bytes = readFileSync(existsSync(plain) ? plain : new URL(`${folder}/data.csv.gz`, root));
  const readme = readFileSync(new URL(`${folder}/README.md`, root), "utf8");
  expect(readme).toContain(createHash("sha256").update(bytes).digest("hex"));
});
