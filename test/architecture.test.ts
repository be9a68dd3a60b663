import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../src/", import.meta.url));

/** Rooms from the ground up; each may import rooms of lower floors. */
const floors = ["base", "math", "data", "model", "value-added", "policy", "report", "pipeline", "cli"];

/** What a room may import of the rooms below it; "*" is everything below. A joint file may import types of more. */
const allowed: Record<string, readonly string[]> = {
  base: [],
  math: ["base"],
  "data/schema": ["base", "math"],
  "data/sql": ["base", "math", "data/schema"],
  "data/intake": ["base", "math", "data/schema", "data/sql", "data/store"],
  "data/store": ["base", "math", "data/schema", "data/sql"],
  "data/quality": ["base", "math", "data/schema", "data/sql"],
  "data/simulate": ["base", "math", "data/schema"],
  "model/spec": ["base", "math", "data/schema", "data/sql"],
  "model/design": ["base", "math", "data/schema", "data/sql", "model/spec"],
  "model/estimation": ["base", "math"],
  "model/growth": ["base", "math"],
  "value-added/effects": ["base", "math", "data/schema", "data/sql", "model/design"],
  "value-added/indices": ["base", "math", "data/schema", "data/sql", "model/design"],
  policy: ["base"],
  report: ["base", "math"],
  pipeline: ["*"],
  cli: ["base", "report", "pipeline"],
};

/** Joints: the one file of a stage that reads another stage's types, and what it reads. */
const joints: Record<string, readonly string[]> = {
  "model/estimation/from-design.ts": ["model/design"],
  "model/growth/from-estimation.ts": ["model/estimation"],
  "value-added/effects/from-estimation.ts": ["model/estimation"],
  "value-added/indices/from-effects.ts": ["value-added/effects"],
  "policy/facts/from-value-added.ts": ["value-added/effects", "value-added/indices"],
  "report/from-value-added.ts": ["value-added/effects", "value-added/indices"],
  "report/from-policy.ts": ["policy"],
};

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sourceFiles(path);
    return path.endsWith(".ts") ? [path] : [];
  });
}

const files = sourceFiles(root).map((path) => ({
  name: relative(root, path).replaceAll("\\", "/"),
  text: readFileSync(path, "utf8"),
}));

const importPattern = /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^;'"]*?\sfrom\s+)?["']([^"']+)["']/g;

const imports: Import[] = files.flatMap(({ name, text }) =>
  [...text.matchAll(importPattern)]
    .filter((match) => match[2].startsWith("."))
    .map((match) => ({
      from: name,
      to: relative(root, join(root, dirname(name), match[2])).replaceAll("\\", "/"),
      typeOnly: match[1] !== undefined,
    })),
);

/** The room of a file as `allowed` names it: two levels for data, model and value-added, one elsewhere. */
function roomOf(file: string): string {
  const [first, second] = file.split("/");
  return ["data", "model", "value-added"].includes(first) ? `${first}/${second}` : first;
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
}

describe("the architecture", () => {
  test("has the nine rooms and no other", () => {
    expect(
      readdirSync(root)
        .filter((name) => name !== "index.ts")
        .sort(),
    ).toEqual([...floors].sort());
  });

  test("imports only downwards, or through a joint by type", () => {
    const wrong = imports.filter(({ from, to, typeOnly }) => {
      const [room, target] = [roomOf(from), roomOf(to)];
      if (room === target || from === "index.ts") return false;
      const rooms = allowed[room] ?? [];
      if (rooms.includes("*")) return floors.indexOf(target.split("/")[0]) > floors.indexOf(room.split("/")[0]);
      if (rooms.includes(target)) return false;
      const joint = joints[from] ?? [];
      return !(typeOnly && joint.some((one) => target === one || target.startsWith(`${one}/`)));
    });
    expect(wrong).toEqual([]);
  });

  test("enters another room by its index", () => {
    const wrong = imports.filter(
      ({ from, to }) => roomOf(from) !== roomOf(to) && from !== "index.ts" && !to.endsWith("/index.ts"),
    );
    expect(wrong).toEqual([]);
  });

  test("imports files, not the own index, inside a folder", () => {
    const wrong = imports.filter(({ from, to }) => to === `${dirname(from)}/index.ts`);
    expect(wrong).toEqual([]);
  });

  test("has no import cycle", () => {
    const graph = new Map<string, string[]>();
    for (const { from, to } of imports) graph.set(from, [...(graph.get(from) ?? []), to]);
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(" → "));
      if (done.has(file) || path.includes(file)) return;
      for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
      done.add(file);
    };
    for (const { name } of files) visit(name, []);
    expect(cycles).toEqual([]);
  });

  test("opens DuckDB in the store only", () => {
    const wrong = files.filter(({ name, text }) => text.includes("@duckdb/") && !name.startsWith("data/store/"));
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  test("keeps clock, chance, files and environment out of the pure floors", () => {
    const impure = /Math\.random|Date\.now|new Date\(\s*\)|performance\.now|process\.|from "node:(?!util)/;
    const shell = ["data/store/", "data/intake/", "pipeline/", "cli/"];
    const wrong = files.filter(
      ({ name, text }) => !shell.some((room) => name.startsWith(room)) && impure.test(withoutComments(text)),
    );
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  test("uses no unseeded chance anywhere", () => {
    expect(files.filter(({ text }) => /Math\.random/.test(withoutComments(text))).map(({ name }) => name)).toEqual([]);
  });

  test("keeps async out of the pure floors", () => {
    const shell = ["data/store/", "data/intake/", "pipeline/", "cli/"];
    const wrong = files.filter(
      ({ name, text }) =>
        !shell.some((room) => name.startsWith(room)) && /\basync\b|\bawait\b/.test(withoutComments(text)),
    );
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  test("sums no doubles in product SQL", () => {
    const aggregates =
      /\b(?:sum|avg|fsum|favg|kahan_sum|stddev\w*|var_\w+|corr|covar_\w+|regr_\w+|median|quantile_cont)\s*\(/i;
    const wrong = files.filter(({ name, text }) => {
      if (name === "data/sql/render.ts") return false;
      const strings = withoutComments(text).match(/`[^`]*`|"[^"\n]*"|'[^'\n]*'/g) ?? [];
      return strings.some((one) => /\bselect\b/i.test(one) && aggregates.test(one));
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  test("speaks of no pupils or schools in its numeric rooms", () => {
    const words = /\b\w*(?:student|teacher|school|pupil)\w*\b/i;
    const wrong = files
      .filter(({ name }) => /^(?:math|model\/estimation)\//.test(name) && !name.endsWith("from-design.ts"))
      .filter(({ text }) => words.test(withoutComments(text).replace(/student(?:'s)?T\w*/gi, "")));
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});
