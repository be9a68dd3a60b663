import { describe, expect, test } from "vitest";
import { locateYaml, ProjectError } from "../../src/base/index.ts";

const text = `# 说明
study: demo
title: { zh: 示例, en: Example }
models:
  - id: va
    outcome:
      test: exit
  - id: vb
empty:
`;

/** Fault, line and character of each YAML_SYNTAX issue. */
function faultsOf(yaml: string): unknown[] {
  try {
    locateYaml(yaml, "s.yaml");
  } catch (error) {
    if (!(error instanceof ProjectError)) throw error;
    return error.issues.map((one) =>
      one.code === "YAML_SYNTAX" ? [one.params.fault, one.where.file, one.where.line, one.where.character] : one.code,
    );
  }
  return [];
}

describe("places", () => {
  const yaml = locateYaml(text, "study.yaml");

  test("give the line and character of a value, counted from 1", () => {
    expect(yaml.placeOf(["study"])).toEqual({ file: "study.yaml", line: 2, character: 8, path: "study" });
    expect(yaml.placeOf(["title", "en"])).toMatchObject({ line: 3, character: 22 });
    expect(yaml.placeOf(["models", 0, "outcome", "test"])).toMatchObject({ line: 7, character: 13 });
    expect(yaml.placeOf(["models", 1])).toMatchObject({ line: 8, character: 5 });
  });

  test("give the line and character of a key", () => {
    expect(yaml.placeOfKey(["models", 0, "outcome", "test"])).toMatchObject({ line: 7, character: 7 });
  });

  test("of an empty value are those of its key", () => {
    expect(yaml.placeOf(["empty"])).toMatchObject({ line: 9, character: 1 });
  });

  test("of what is not there are those of the nearest part above it, with the whole path", () => {
    expect(yaml.placeOf(["models", 0, "outcome", "subject"])).toEqual({
      file: "study.yaml",
      line: 7,
      character: 7,
      path: "models.0.outcome.subject",
    });
    expect(yaml.placeOf(["models", 7])).toMatchObject({ line: 5, character: 3 });
    expect(yaml.placeOf(["nothing", "here"])).toMatchObject({ line: 2, character: 1 });
  });

  test("follow an alias to what it stands for", () => {
    const aliased = locateYaml("a: &x { k: 1 }\nb: *x\n", "s.yaml");
    expect(aliased.value).toEqual({ a: { k: 1 }, b: { k: 1 } });
    expect(aliased.placeOf(["b", "k"])).toMatchObject({ line: 1, character: 12 });
  });
});

describe("values", () => {
  test("keep dates and yes/no as texts and digits as numbers, as YAML 1.2 does", () => {
    expect(locateYaml("a: 2024-01-01\nb: no\nc: 007\nd: '007'\n2024: e\n", "s.yaml").value).toEqual({
      a: "2024-01-01",
      b: "no",
      c: 7,
      d: "007",
      "2024": "e",
    });
  });

  test("of an empty text are null", () => {
    expect(locateYaml("# nothing\n", "s.yaml").value).toBe(null);
  });

  test("with the key __proto__ are plain data and change no prototype", () => {
    const { value } = locateYaml("__proto__: { polluted: true }\n", "s.yaml");
    expect(Object.keys(value ?? {})).toEqual(["__proto__"]);
    expect("polluted" in {}).toBe(false);
  });
});

describe("faults of form have a line and a character", () => {
  test.each([
    ["a duplicate key", "a: 1\nb: 2\na: 3\n", ["duplicateKey", "s.yaml", 3, 1]],
    ["an open bracket", "a: [1\n", ["unclosed", "s.yaml", 2, 1]],
    ["an open quote", 'a: 1\nb: "x', ["unclosed", "s.yaml", 2, 6]],
    ["a tab as indentation", "a:\n\t- b\n", ["tab", "s.yaml", 2, 1]],
    ["a line out of step", " a: 1\nb: 2\n", ["indent", "s.yaml", 2, 1]],
    ["a colon inside a text", "a: 说明: x\n", ["colon", "s.yaml", 1, 4]],
    ["a key without a colon", "a 1\nb: 2\n", ["colon", "s.yaml", 1, 1]],
    ["two documents", "a: 1\n---\nb: 2\n", ["manyDocuments", "s.yaml", 2, 1]],
    ["a list as key", "? [1, 2]\n: x\n", ["keyNotText", "s.yaml", 1, 3]],
    ["an unknown tag", "a: !foo x\n", ["tag", "s.yaml", 1, 4]],
    ["an unknown alias", "a: 1\nb: *x\n", ["aliasUnknown", "s.yaml", 2, 4]],
    ["an alias of what it stands in", "a: &x [1, *x]\n", ["aliases", "s.yaml", 1, 11]],
  ])("%s", (_name, yaml, fault) => {
    expect(faultsOf(yaml)).toEqual([fault]);
  });

  test("an alias bomb is refused, not expanded", () => {
    let bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n";
    let last = "a";
    for (const key of "bcdefghijk") {
      bomb += `${key}: &${key} [${Array(9).fill(`*${last}`).join(", ")}]\n`;
      last = key;
    }
    expect(faultsOf(bomb)).toMatchObject([["aliases", "s.yaml", 11, expect.any(Number)]]);
  });

  test("nesting without end is refused", () => {
    expect(faultsOf(`a: ${"[".repeat(70)}${"]".repeat(70)}\n`)).toMatchObject([["tooDeep", "s.yaml", 1, 67]]);
    expect(faultsOf(`a: ${"[".repeat(20000)}`)[0]).toMatchObject(["tooDeep", "s.yaml", 1, expect.any(Number)]);
  });
});
