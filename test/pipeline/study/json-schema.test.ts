import { expect, test } from "vitest";
import { studyJsonSchema } from "../../../src/pipeline/study/index.ts";

test("the published JSON Schema is the one that the study file is checked with", async () => {
  // To publish a changed schema: npx vitest run test/pipeline/study -u
  await expect(studyJsonSchema()).toMatchFileSnapshot("../../../models/study.schema.json");
});

test("the published JSON Schema forbids unknown keys and requires what has no default", () => {
  const schema: unknown = JSON.parse(studyJsonSchema());
  expect(schema).toMatchObject({
    additionalProperties: false,
    required: ["study", "title", "schoolYear", "sources", "tests", "models", "privacy"],
  });
});
