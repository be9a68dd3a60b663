#!/usr/bin/env node
// Starts the command line: from the built package if there is one, else from the sources.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const built = join(root, "dist", "cli", "main.js");
if (!existsSync(built)) {
  const { register } = await import("tsx/esm/api");
  register();
}
const entry = existsSync(built) ? built : join(root, "src", "cli", "main.ts");
const { main } = await import(pathToFileURL(entry).href);
process.exitCode = await main(process.argv.slice(2));
