import { cpSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { fail, nearest } from "../../base/index.ts";
import { filesUnder } from "../output/fingerprint.ts";
import { throwOutputFault } from "../output/output-fault.ts";
import { packageRoot } from "../package-root.ts";

/** A study that was made. Paths begin with the folder as the user wrote it. */
export interface NewStudy {
  readonly directory: string;
  readonly study: string;
  readonly files: readonly string[];
}

/** Copies a template into a folder that is new or empty. @throws OPTION_VALUE, TARGET_NOT_EMPTY, OUTPUT_UNWRITABLE */
export function initStudy(directory: string, template: string): NewStudy {
  const templates = join(packageRoot, "models", "templates");
  const known = readdirSync(templates).sort();
  if (!known.includes(template)) {
    const near = nearest(template, known);
    const params = { option: "--template", value: template, expected: { oneOf: known } };
    fail("OPTION_VALUE", near === undefined ? params : { ...params, near });
  }
  const source = join(templates, template);
  try {
    if (existsSync(directory) && readdirSync(directory).length > 0) fail("TARGET_NOT_EMPTY", { path: directory });
    mkdirSync(directory, { recursive: true });
    cpSync(source, directory, { recursive: true, errorOnExist: true, force: false });
  } catch (error) {
    throwOutputFault(error, directory);
  }
  const files = filesUnder(source).map((path) => join(directory, relative(source, path)));
  return { directory, study: join(directory, "study.yaml"), files };
}
