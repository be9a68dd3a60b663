import { type Code, canonicalJson, type Issue, issue, locateYaml, nearest, ProjectError } from "../../base/index.ts";
import { codes, isCode } from "../../report/words/index.ts";
import { checkAttributes } from "./check-attributes.ts";
import { checkIndices, checkModels } from "./check-models.ts";
import { checkPolicy } from "./check-policy.ts";
import { checkSources, toRegister } from "./check-sources.ts";
import { checkTests } from "./check-tests.ts";
import { bothLanguages, type Checking, startChecking } from "./checking.ts";
import { inTextOrder, schemaIssues } from "./schema-issues.ts";
import type { Study } from "./study.ts";
import { type StudyFile, studySchema } from "./study-schema.ts";

/**
 * Reads and checks the text of a study file.
 *
 * @param file the study file's path: data files are found from its folder, and messages show it
 * @throws ProjectError with every fault found, in the order of the text: first faults of form (YAML_SYNTAX), then of keys and
 *   values (STUDY_…), then of references and rules
 */
export function readStudy(text: string, file: string): Study {
  const yaml = locateYaml(text, file);
  if (yaml.value === null || yaml.value === undefined) throw empty(file);
  const parsed = studySchema.safeParse(withoutEmptyKeys(yaml.value));
  if (!parsed.success) throw new ProjectError(schemaIssues(parsed.error.issues, yaml));
  const checking = startChecking(parsed.data, yaml);
  const study = toStudy(checking, file);
  const [errors, warnings] = bySeverity(checking.issues);
  if (errors.length > 0) throw new ProjectError(errors);
  return { ...study, warnings, canonical: canonicalJson(parsed.data, 0), placeOf: yaml.placeOf };
}

function empty(file: string): ProjectError {
  const where = { file, line: 1, character: 1 };
  return new ProjectError([issue("YAML_SYNTAX", { fault: "empty", detail: "" }, where)]);
}

/** A key with nothing behind it counts as absent: "schools:" with its lines commented out is no fault. */
function withoutEmptyKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmptyKeys);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).filter(([, member]) => member !== null && member !== undefined);
  return Object.fromEntries(entries.map(([key, member]) => [key, withoutEmptyKeys(member)]));
}

function toStudy(checking: Checking, file: string): Omit<Study, "warnings" | "canonical" | "placeOf"> {
  const { file: parsed } = checking;
  const { study: id, schoolYear, languages, privacy, quality, simulation, engine } = parsed;
  const sources = checkSources(checking, file);
  const attributes = checkAttributes(checking);
  const tests = checkTests(checking);
  const models = checkModels(checking);
  const indices = checkIndices(checking);
  const policy = checkPolicy(checking);
  return {
    id,
    title: bothLanguages(parsed.title),
    schoolYear,
    area: bothLanguages(parsed.area),
    languages: [...new Set(languages)],
    sources,
    schools: toRegister(parsed, file),
    attributes,
    tests,
    models,
    indices,
    policy,
    privacy: {
      purpose: bothLanguages(privacy.purpose),
      legalBasis: bothLanguages(privacy.legalBasis),
      retention: bothLanguages(privacy.retention),
    },
    quality: { ...quality, blocking: checkCodes(checking, quality) },
    simulation,
    engine,
  };
}

function checkCodes(checking: Checking, { blocking }: StudyFile["quality"]): Code[] {
  blocking.forEach((name, i) => {
    if (isCode(name)) return;
    const near = nearest(name, codes);
    const params = { kind: "code", name, known: codes } as const;
    checking.report("STUDY_REFERENCE", near === undefined ? params : { ...params, near }, ["quality", "blocking", i]);
  });
  return blocking.filter(isCode);
}

function bySeverity(issues: readonly Issue[]): [Issue[], Issue[]] {
  const sorted = inTextOrder(issues);
  return [sorted.filter((one) => one.severity === "error"), sorted.filter((one) => one.severity !== "error")];
}
