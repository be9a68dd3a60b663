import { bothLanguages, type Checking, checkReference } from "./checking.ts";
import type { AttributeWords } from "./study.ts";
import type { StudyFile } from "./study-schema.ts";

/** What the study calls its attributes; reports words for an attribute that no source and no register has. */
export function checkAttributes(checking: Checking): ReadonlyMap<string, AttributeWords> {
  const known = attributeNames(checking.file);
  return new Map(
    Object.entries(checking.file.attributes).map(([name, words]) => {
      checkReference(checking, "attribute", name, known, ["attributes", name]);
      return [name, toWords(words)];
    }),
  );
}

/** Attributes of schools, of all sources and the register, each once. */
export function schoolAttributeNames({ sources, schools }: StudyFile): string[] {
  const ofSources = sources.flatMap((source) => Object.keys(source.schoolAttributes));
  return [...new Set([...ofSources, ...Object.keys(schools?.attributes ?? {})])];
}

/** Attributes of students, then of schools, each once. */
export function attributeNames(file: StudyFile): string[] {
  const ofStudents = file.sources.flatMap((source) => Object.keys(source.studentAttributes));
  return [...new Set([...ofStudents, ...schoolAttributeNames(file)])];
}

function toWords(words: StudyFile["attributes"][string]): AttributeWords {
  const levels = typeof words === "string" ? {} : (words.levels ?? {});
  return {
    name: bothLanguages(words),
    levels: new Map(Object.entries(levels).map(([level, text]) => [level, bothLanguages(text)])),
  };
}
