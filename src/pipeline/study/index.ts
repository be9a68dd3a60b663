export { studyJsonSchema } from "./json-schema.ts";
export { readStudy } from "./read-study.ts";
export type { PrivacyStatement, QualityLimits, Study } from "./study.ts";
