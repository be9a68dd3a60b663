import { z } from "zod";
import { studySchema } from "./study-schema.ts";

/**
 * The JSON Schema of a study file as text, for editors that complete and check while one types. It says the form only; what
 * `readStudy` checks beyond it (references, ranges, rules) no schema can say. The committed copy is `models/study.schema.json`.
 */
export function studyJsonSchema(): string {
  const schema = z.toJSONSchema(studySchema, { io: "input" });
  return `${JSON.stringify({ ...schema, title: "zengzhi study file", $comment: "Generated from src/pipeline/study/study-schema.ts" }, null, 2)}\n`;
}
