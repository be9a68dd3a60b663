import type { z } from "zod";
import { type Expectation, type Issue, issue, type LocatedYaml, nearest } from "../../base/index.ts";

type SchemaIssue = z.core.$ZodIssue;

/** Turns the schema's complaints into issues with line and character, in the order of the text. */
export function schemaIssues(complaints: readonly SchemaIssue[], yaml: LocatedYaml): Issue[] {
  const issues = complaints.flatMap((one) => issuesOf(one, [], yaml));
  // A value may break two rules of its leaf (form, then size): it is one fault.
  const once = new Map(issues.map((one) => [JSON.stringify([one.code, one.params, one.where]), one]));
  return inTextOrder([...once.values()]);
}

/** Orders issues by line, then character. */
export function inTextOrder(issues: readonly Issue[]): Issue[] {
  return [...issues].sort(
    (a, b) => (a.where.line ?? 0) - (b.where.line ?? 0) || (a.where.character ?? 0) - (b.where.character ?? 0),
  );
}

type Path = readonly (string | number)[];

function issuesOf(complaint: SchemaIssue, above: Path, yaml: LocatedYaml): Issue[] {
  const path = [...above, ...complaint.path.map((step) => (typeof step === "number" ? step : String(step)))];
  if (complaint.code === "unrecognized_keys")
    return complaint.keys.map((key) => unknownKey(key, path, complaint, yaml));
  if (complaint.code === "invalid_union") {
    const branch = branchMeant(complaint.errors);
    if (branch !== undefined) return branch.flatMap((one) => issuesOf(one, path, yaml));
  }
  const value = valueAt(yaml.value, path);
  const expected = expectationOf(complaint);
  // Several branches of a "one value for several models" index end here: the list itself is the fault.
  const [first, position, key] = path;
  if (first === "indices" && key === "model" && path.length === 3 && Array.isArray(value)) {
    const index = String(valueAt(yaml.value, [first, position, "id"]) ?? position);
    return [issue("INDEX_NEEDS_JOINT_MODEL", { index }, yaml.placeOf(path))];
  }
  if (complaint.code === "invalid_key") {
    const name = String(path.at(-1));
    return [issue("STUDY_VALUE", { expected: "text", found: shown(name) }, yaml.placeOfKey(path))];
  }
  if (value === undefined || value === null) {
    return [issue("STUDY_KEY_MISSING", { key: String(path.at(-1) ?? ""), expected }, yaml.placeOf(path))];
  }
  return [issue("STUDY_VALUE", { expected, found: shown(value) }, yaml.placeOf(path))];
}

function unknownKey(key: string, path: Path, complaint: SchemaIssue, yaml: LocatedYaml): Issue {
  const known = complaint.message.startsWith("keys:") ? complaint.message.slice("keys:".length).split(":") : [];
  const near = nearest(key, known);
  const params = near === undefined ? { key, known } : { key, near, known };
  return issue("STUDY_KEY_UNKNOWN", params, yaml.placeOfKey([...path, key]));
}

/**
 * Which of a union's forms was meant: of those whose outer kind fits (text, list, mapping), the one with the fewest
 * faults. Undefined where no form fits from the outside: then the union's own expectation says all forms.
 */
function branchMeant(branches: readonly (readonly SchemaIssue[])[]): readonly SchemaIssue[] | undefined {
  const inside = branches.filter((branch) =>
    branch.every((one) => one.path.length > 0 || one.code === "unrecognized_keys"),
  );
  return inside.sort((a, b) => a.length - b.length)[0];
}

function expectationOf(complaint: SchemaIssue): Expectation {
  if (complaint.code === "invalid_value") return { oneOf: complaint.values.map(String) };
  if (complaint.code === "invalid_union" && "options" in complaint && Array.isArray(complaint.options)) {
    return { oneOf: complaint.options.map(String) };
  }
  const range = /^range:(-?\d+):(-?\d+)$/.exec(complaint.message);
  if (range !== null) return { from: Number(range[1]), to: Number(range[2]) };
  const leaf = /^expect:(\w+)$/.exec(complaint.message)?.[1];
  return named.find((one) => one === leaf) ?? "text";
}

const named: readonly Extract<Expectation, string>[] = [
  "text",
  "localized",
  "id",
  "mapping",
  "list",
  "filledList",
  "filledMapping",
  "number",
  "wholeNumber",
  "truth",
  "share",
  "decimal",
  "money",
  "memory",
  "schoolYear",
  "year",
  "date",
  "column",
  "student",
  "studentColumn",
  "columnOrConstant",
];

/** The value at a path of plain data; undefined where there is none. */
export function valueAt(value: unknown, path: Path): unknown {
  let here: unknown = value;
  for (const step of path) {
    if (here === null || typeof here !== "object" || !Object.hasOwn(here, step)) return undefined;
    here = Object.entries(here).find(([key]) => key === String(step))?.[1];
  }
  return here;
}

/** A value as a message shows it: JSON, at most 40 characters. */
function shown(value: unknown): string {
  const json = JSON.stringify(value) ?? String(value);
  return json.length <= 40 ? json : `${json.slice(0, 39)}…`;
}
