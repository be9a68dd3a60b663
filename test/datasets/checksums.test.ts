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
  const checksum = createHash("sha256").update(bytes).digest("hex");
  const isOnly = files.filter((one) => one.folder === folder).length === 1;
  // Where a data set has several files, the checksum stands beside its file's name.
  const beside = isOnly ? "" : `\`${name.replaceAll("\\", "/")}\``;
  const stated = readme.split("\n").filter((line) => line.includes(checksum) && line.includes(beside));
  expect(stated).toHaveLength(1);
});
