import { failLater, failSyntax } from "./fault.ts";
import type { SyntaxNode } from "./syntax-tree.ts";

/** What a right side adds up to. A term is the set of its variables as bits; bit i is variable i. */
export interface Expansion {
  readonly intercept: boolean;
  readonly terms: readonly bigint[];
  readonly offsets: readonly SyntaxNode[];
  readonly bars: readonly BarNode[];
}

/** `(left | right)` or `(left || right)`; `start` is the bracket's. */
export interface BarNode {
  readonly operator: string;
  readonly left: SyntaxNode;
  readonly right: SyntaxNode;
  readonly at: number;
  readonly start: number;
}

interface State {
  readonly formula: string;
  /** Number of the variable that a leaf stands for; the same variable always has the same one. */
  readonly variableOf: (leaf: SyntaxNode) => number;
  intercept: boolean;
  readonly offsets: SyntaxNode[];
  readonly bars: BarNode[];
}

/** More terms than a design may have columns: products of many sums are refused before they are written out. */
const mostTerms = 600;

/** The constant term inside lists of terms: no variable. */
const constant = 0n;

/**
 * Expands the right side of a formula as R's `terms.formula` does (Chambers & Hastie 1992, §2.4.1): `a*b` = a + b + a:b,
 * `(a+b)^2`, removal by `-`, terms ordered by degree and then as written.
 */
export function expandTerms(formula: string, right: SyntaxNode, variableOf: (leaf: SyntaxNode) => number): Expansion {
  const state: State = { formula, variableOf, intercept: true, offsets: [], bars: [] };
  const terms = expandSum(state, right).filter((term) => term !== constant);
  terms.sort((a, b) => degree(a) - degree(b));
  return { intercept: state.intercept, terms, offsets: state.offsets, bars: state.bars };
}

/** Number of variables in a term. */
export function degree(term: bigint): number {
  let count = 0;
  for (let rest = term; rest > 0n; rest &= rest - 1n) count++;
  return count;
}

/** Terms of a sum. Also where 0, 1, offsets and random terms may stand. */
function expandSum(state: State, node: SyntaxNode): bigint[] {
  if (node.kind === "binary" && node.operator === "+") {
    const left = expandSum(state, node.left);
    return unique([...left, ...expandSum(state, node.right)]);
  }
  if (node.kind === "binary" && node.operator === "-") return subtract(state, expandSum(state, node.left), node.right);
  if (node.kind === "unary") {
    if (node.operator === "-") return subtract(state, [], node.of);
    if (node.operator === "+") return expandSum(state, node.of);
  }
  if (node.kind === "number") return addNumber(state, node);
  if (node.kind === "paren") return addParen(state, node);
  if (node.kind === "call" && node.name === "offset") {
    state.offsets.push(node);
    return [];
  }
  if (node.kind === "binary" && (node.operator === "|" || node.operator === "||")) {
    failSyntax(state.formula, node.start, "bracketBeforeRandomTerm");
  }
  return expandProduct(state, node);
}

function addNumber(state: State, node: SyntaxNode & { kind: "number" }): bigint[] {
  const value = Number(node.text);
  if (value !== 0 && value !== 1) failSyntax(state.formula, node.start, "columnOrConstant");
  state.intercept = value === 1;
  return value === 1 ? [constant] : [];
}

function addParen(state: State, node: SyntaxNode & { kind: "paren" }): bigint[] {
  const { of } = node;
  if (of.kind === "binary" && (of.operator === "|" || of.operator === "||")) {
    state.bars.push({ operator: of.operator, left: of.left, right: of.right, at: of.at, start: node.start });
    return [];
  }
  return expandSum(state, of);
}

function subtract(state: State, terms: readonly bigint[], node: SyntaxNode): bigint[] {
  if (node.kind === "number") {
    const value = Number(node.text);
    if (value !== 0 && value !== 1) failSyntax(state.formula, node.start, "termOrConstant");
    state.intercept = value === 0;
    return [...terms];
  }
  const removed = expandProduct(state, node.kind === "paren" ? node.of : node);
  return terms.filter((term) => !removed.includes(term));
}

/** Terms of what can be multiplied: no random term, no offset, no 0 in it. */
function expandProduct(state: State, node: SyntaxNode): bigint[] {
  switch (node.kind) {
    case "name":
    case "call":
      if (node.kind === "call" && node.name === "offset") {
        failSyntax(state.formula, node.start, "offsetAlone");
      }
      return [1n << BigInt(state.variableOf(node))];
    case "paren":
      return expandProduct(state, node.of);
    case "binary":
      return expandOperator(state, node);
    case "number":
      if (Number(node.text) === 1) return [constant];
      return failSyntax(state.formula, node.start, "column");
    case "unary":
    case "string":
      return failSyntax(state.formula, node.start, "column");
  }
}

function expandOperator(state: State, node: SyntaxNode & { kind: "binary" }): bigint[] {
  const both = () => [factorsOf(state, node.left), factorsOf(state, node.right)] as const;
  switch (node.operator) {
    case "+":
      return unique([...expandProduct(state, node.left), ...expandProduct(state, node.right)]);
    case "-": {
      const removed = expandProduct(state, node.right);
      return expandProduct(state, node.left).filter((term) => !removed.includes(term));
    }
    case ":": {
      const [left, right] = both();
      return capped(state, node, cross(left, right));
    }
    case "*": {
      const [left, right] = both();
      return capped(state, node, unique([...left, ...right, ...cross(left, right)]));
    }
    case "^":
      return power(state, node);
    case "/":
      return failLater(state.formula, node.at, "/");
    case "|":
    case "||":
      return failSyntax(state.formula, node.start, "bracketBeforeRandomTerm");
    default:
      if (node.operator.startsWith("%")) return failLater(state.formula, node.at, node.operator);
      return failSyntax(state.formula, node.at, "termOperator");
  }
}

function factorsOf(state: State, node: SyntaxNode): bigint[] {
  const terms = expandProduct(state, node);
  if (terms.includes(constant)) failSyntax(state.formula, node.start, "column");
  return terms;
}

function power(state: State, node: SyntaxNode & { kind: "binary" }): bigint[] {
  const exponent = node.right.kind === "number" ? Number(node.right.text) : Number.NaN;
  if (!Number.isInteger(exponent) || exponent < 1) {
    failSyntax(state.formula, node.right.start, "wholeNumberFromOne");
  }
  const base = expandProduct(state, node.left);
  let result = base;
  // The union of k variables at most: more rounds than there are terms change nothing.
  for (let k = 1; k < Math.min(exponent, base.length + 1); k++) {
    result = capped(state, node, unique([...result, ...cross(result, base)]));
  }
  return result;
}

function capped(state: State, node: SyntaxNode & { kind: "binary" }, terms: bigint[]): bigint[] {
  return terms.length > mostTerms ? failSyntax(state.formula, node.at, "fewerTerms") : terms;
}

const unique = (terms: readonly bigint[]): bigint[] => [...new Set(terms)];
const cross = (left: readonly bigint[], right: readonly bigint[]): bigint[] =>
  unique(left.flatMap((a) => right.map((b) => a | b)));
