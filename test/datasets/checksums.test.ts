import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../../datasets/", import.meta.url));
const folders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/** All files of a data set but its README, and but results (`out`) that somebody made there. */
const files = folders.flatMap((folder) =>
  readdirSync(`${root}${folder}`, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name !== "README.md")
    .map((entry) => ({ folder, name: relative(`${root}${folder}`, `${entry.parentPath}/${entry.name}`) }))
    .filter(({ name }) => !/^out[\\/]/.test(name)),
);

test("every data set has a table", () => {
  expect(new Set(files.map(({ folder }) => folder))).toEqual(new Set(folders));
});

test.each(files)("datasets/$folder states the checksum that $name has", ({ folder, name }) => {
  const bytes = readFileSync(`${root}${folder}/${name}`);
  const readme = readFileSync(`${root}${folder}/README.md`, "utf8");
  const line = readme.split("\n").find((one) => one.includes(createHash("sha256").update(bytes).digest("hex")));
  expect(line).toBeDefined();
  // Where a data set has several files, the checksum stands beside its file's name.
  if (files.filter((one) => one.folder === folder).length > 1)
    expect(line).toContain(`\`${name.replaceAll("\\", "/")}\``);
});
