import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from "yaml";
import type { YamlFault } from "./codes.ts";
import { type Issue, issue, type Place, ProjectError } from "./errors.ts";

/** Keys and list positions from the top of a YAML text to a value. */
export type KeyPath = readonly (string | number)[];

/** The value of a YAML text, and where each part of it stands. */
export interface LocatedYaml {
  /** Plain data: objects, lists, texts, numbers, booleans, null. */
  readonly value: unknown;
  /** Where the value at a path begins. Where there is none, the nearest part above it that exists. */
  placeOf(path: KeyPath): Place;
  /** Where the key at a path begins (its last part is a key of a mapping); else as `placeOf`. */
  placeOfKey(path: KeyPath): Place;
}

const deepest = 64;
const mostAliases = 100;

/**
 * Reads a YAML 1.2 text and remembers the line and character (from 1) of every part.
 *
 * @param file the name that messages show
 * @throws YAML_SYNTAX for bad form, duplicate keys, several documents, unknown tags, aliases that are unknown, circular or expand
 *   more than 100-fold, and nesting deeper than 64 levels
 */
export function locateYaml(text: string, file: string): LocatedYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, stringKeys: true, prettyErrors: false });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line, character: col };
  };
  const faults = [...parserFaults(document, text, placeAt), ...structureFaults(document, placeAt)];
  if (faults.length > 0) throw new ProjectError(faults);
  const value: unknown = expand(document, placeAt);
  const at = (path: KeyPath, which: "value" | "key"): Place => {
    const place = placeAt(offsetOf(document, path, which));
    return path.length === 0 ? place : { ...place, path: path.join(".") };
  };
  return { value, placeOf: (path) => at(path, "value"), placeOfKey: (path) => at(path, "key") };
}

const faultOfCode: Partial<Record<string, YamlFault>> = {
  DUPLICATE_KEY: "duplicateKey",
  TAB_AS_INDENT: "tab",
  BAD_INDENT: "indent",
  UNEXPECTED_TOKEN: "indent",
  MULTIPLE_DOCS: "manyDocuments",
  MISSING_CHAR: "unclosed",
  NON_STRING_KEY: "keyNotText",
  TAG_RESOLVE_FAILED: "tag",
  RESOURCE_EXHAUSTION: "tooDeep",
  BAD_ALIAS: "aliasUnknown",
  BLOCK_AS_IMPLICIT_KEY: "colon",
  MULTILINE_IMPLICIT_KEY: "colon",
};

/** The parser's errors and warnings in the order of the text, the first of each line; three at most, as the rest follow from them. */
function parserFaults(document: Document.Parsed, text: string, placeAt: (offset: number) => Place): Issue[] {
  const seen = new Set<number | undefined>();
  const sorted = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
  const faults: Issue[] = [];
  for (const { code, message, pos } of sorted) {
    const place = placeAt(pos[0]);
    if (seen.has(place.line)) continue;
    seen.add(place.line);
    const unclosedFlow = code === "BAD_INDENT" && /end with a [\]}]$/.test(message);
    const fault: YamlFault = unclosedFlow ? "unclosed" : (faultOfCode[code] ?? "other");
    const detail = fault === "duplicateKey" ? (/^[^:\s]+/.exec(text.slice(pos[0]))?.[0] ?? "") : message;
    faults.push(issue("YAML_SYNTAX", { fault, detail }, place));
  }
  return faults.slice(0, 3);
}

/** What parses but must not be expanded: nesting too deep, and references to nothing or to what they stand in. */
function structureFaults(document: Document.Parsed, placeAt: (offset: number) => Place): Issue[] {
  if (document.errors.length > 0) return [];
  const faults: Issue[] = [];
  visit(document, {
    Node(_key, node, ancestors) {
      const start = node.range?.[0] ?? 0;
      const report = (fault: YamlFault, detail: string): void => {
        faults.push(issue("YAML_SYNTAX", { fault, detail }, placeAt(start)));
      };
      if (ancestors.filter(isCollection).length >= deepest) {
        report("tooDeep", String(deepest));
        return visit.BREAK;
      }
      if (!isAlias(node)) return undefined;
      const target = node.resolve(document);
      if (target === undefined) report("aliasUnknown", node.source);
      else if (ancestors.includes(target)) report("aliases", node.source);
      return undefined;
    },
  });
  return faults;
}

function expand(document: Document.Parsed, placeAt: (offset: number) => Place): unknown {
  try {
    return document.toJS({ maxAliasCount: mostAliases });
  } catch {
    // The only throw left is the library's guard against aliases that expand to very much.
    let last = 0;
    visit(document, {
      Alias(_key, node) {
        last = node.range?.[0] ?? last;
      },
    });
    throw new ProjectError([issue("YAML_SYNTAX", { fault: "aliases", detail: String(mostAliases) }, placeAt(last))]);
  }
}

/** Offset of the value or key at a path; of the nearest existing part above it where there is none. */
function offsetOf(document: Document.Parsed, path: KeyPath, which: "value" | "key"): number {
  let node: Node | null = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const [depth, step] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document) ?? null;
    const last = depth === path.length - 1;
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => (isScalar(key) ? String(key.value) : key) === String(step));
      if (pair === undefined) return offset;
      const keyOffset = isNode(pair.key) ? pair.key.range?.[0] : undefined;
      node = isNode(pair.value) ? pair.value : null;
      // A key without a value ("name:") has an empty node after the colon: its key says more.
      const empty = node?.range === undefined || node.range === null || node.range[0] === node.range[1];
      offset = ((last && which === "key") || empty ? keyOffset : node?.range?.[0]) ?? offset;
    } else if (isSeq(node) && typeof step === "number") {
      const item: unknown = node.items[step];
      if (!isNode(item)) return offset;
      node = item;
      offset = item.range?.[0] ?? offset;
    } else {
      return offset;
    }
  }
  return offset;
}
