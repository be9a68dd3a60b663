import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the package: sources and build both lie one level below it. */
export const packageRoot = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
