import { deparse, quoteVariable } from "./deparse.ts";
import { type BarNode, expandTerms } from "./expand-terms.ts";
import { failLater, failSyntax } from "./fault.ts";
import type { Formula, NumericVariable, Reference, Term, Variable } from "./formula.ts";
import { parseSyntax } from "./parse-syntax.ts";
import { readPolynomial, refuseCall } from "./read-polynomial.ts";
import { addPolynomials, type SourcePolynomial } from "./source-polynomial.ts";
import type { SyntaxNode } from "./syntax-tree.ts";

const comparisons = new Set(["==", "!=", "<", "<=", ">", ">="]);

/**
 * Reads a model formula in lme4's notation: `exit ~ entry + I(entry^2) + factor(stage):entry + (1 | school)`.
 *
 * @throws FORMULA_SYNTAX with the character position and what was expected there; FORMULA_LATER for notation that this
 * version does not fit (slopes, nested or several random terms, `poly`, `bs`, a comparison on the left side …)
 * @see docs/moments.md §1; Wilkinson & Rogers (1973); Chambers & Hastie (1992), §2.4
 */
export function parseFormula(text: string): Formula {
  const tree = parseSyntax(text);
  if (tree.kind !== "binary" || tree.operator !== "~") {
    const start = tree.kind === "unary" && tree.operator === "~" ? tree.start : text.length;
    return failSyntax(text, start, tree.kind === "unary" ? "outcome" : "predictors");
  }
  if (tree.left.kind === "binary" && tree.left.operator === "~") failSyntax(text, tree.at, "operatorOrEnd");
  const response = readResponse(text, tree.left);
  const variables: Variable[] = [];
  const variableOf = (leaf: SyntaxNode): number => {
    const variable = readVariable(text, leaf);
    if (variable.label === response.label) failSyntax(text, leaf.start, "predictorNotOutcome");
    const known = variables.findIndex((one) => one.label === variable.label);
    return known >= 0 ? known : variables.push(variable) - 1;
  };
  const expansion = expandTerms(text, tree.right, variableOf);
  if (!expansion.intercept && expansion.terms.length === 0) failSyntax(text, tree.right.start, "termOrIntercept");
  return {
    text,
    response,
    intercept: expansion.intercept,
    variables,
    terms: expansion.terms.map((term, index) => codeTerm(term, expansion.terms.slice(0, index))),
    offset: readOffset(text, expansion.offsets),
    group: readGroup(text, expansion.bars),
    references: referencesIn(tree),
  };
}

function readResponse(formula: string, node: SyntaxNode): NumericVariable {
  if (node.kind === "binary" && comparisons.has(node.operator)) failLater(formula, node.at, `${node.operator} … ~`);
  if (node.kind === "call" && node.name === "cbind") failLater(formula, node.start, "cbind()");
  const polynomial = readPolynomial(formula, node);
  if (polynomial.every((one) => one.powers.length === 0)) failSyntax(formula, node.start, "outcomeColumn");
  return { kind: "numeric", label: deparse(node), polynomial };
}

function readVariable(formula: string, node: SyntaxNode): Variable {
  if (node.kind === "name") {
    if (node.name === ".") failLater(formula, node.start, ".");
    return { kind: "plain", label: quoteVariable(node.name), name: node.name };
  }
  if (node.kind !== "call") return failSyntax(formula, node.start, "column");
  if (node.name === "factor") return readFactor(formula, node);
  if (node.name !== "I") return refuseCall(formula, node);
  if (node.args.length !== 1) failSyntax(formula, node.start, "oneExpressionInI");
  const polynomial = readPolynomial(formula, node.args[0].value);
  if (polynomial.every((one) => one.powers.length === 0)) failSyntax(formula, node.start, "columnInI");
  return { kind: "numeric", label: deparse(node), polynomial };
}

function readFactor(formula: string, node: SyntaxNode & { kind: "call" }): Variable {
  const [column, option, extra] = node.args;
  if (column?.name !== undefined || column?.value.kind !== "name") {
    return failSyntax(formula, column?.value.start ?? node.start, "columnInFactor");
  }
  const label = deparse(node);
  const { name } = column.value;
  if (option === undefined) return { kind: "factor", label, name, reference: null };
  if (extra !== undefined) failSyntax(formula, extra.value.start, { signs: [")"] });
  const { value } = option;
  if (option.name !== "ref" || (value.kind !== "string" && value.kind !== "number")) {
    return failSyntax(formula, value.start, "referenceLevel");
  }
  const level = value.kind === "string" ? value.value : value.text;
  return { kind: "factor", label, name, reference: { level, start: value.start } };
}

function readOffset(formula: string, nodes: readonly SyntaxNode[]): NumericVariable | null {
  let polynomial: SourcePolynomial | null = null;
  for (const node of nodes) {
    if (node.kind !== "call") continue;
    if (node.args.length !== 1 || node.args[0].name !== undefined) failSyntax(formula, node.start, "oneColumnInOffset");
    const part = readPolynomial(formula, node.args[0].value);
    polynomial = polynomial === null ? part : addPolynomials(polynomial, part);
  }
  if (polynomial === null) return null;
  return { kind: "numeric", label: nodes.map(deparse).join(" + "), polynomial };
}

/** The one random intercept `(1 | g)`. */
function readGroup(formula: string, bars: readonly BarNode[]): Formula["group"] {
  for (const bar of bars) {
    if (bar.operator === "||") failLater(formula, bar.at, "||");
    if (bar.right.kind !== "name") refuseGroup(formula, bar.right);
    const { left } = bar;
    if (left.kind === "number" && Number(left.text) === 1) continue;
    if (left.kind === "number") failSyntax(formula, left.start, "interceptBeforeBar");
    failLater(formula, left.start, `(${deparse(left)} | ${deparse(bar.right)})`);
  }
  if (bars.length > 1) failLater(formula, bars[1].start, "(1 | g) + (1 | h)");
  const [bar] = bars;
  if (bar === undefined || bar.right.kind !== "name") return null;
  return { name: bar.right.name, start: bar.right.start };
}

function refuseGroup(formula: string, node: SyntaxNode): never {
  const inner = node.kind === "paren" ? node.of : node;
  if (inner.kind === "binary" && (inner.operator === "/" || inner.operator === ":")) {
    failLater(formula, inner.at, `(1 | g${inner.operator}h)`);
  }
  if (inner.kind === "call" || inner.kind === "binary") failLater(formula, inner.start, `(1 | ${deparse(inner)})`);
  return failSyntax(formula, node.start, "groupAfterBar");
}

/**
 * Codes the factors of a term as R's `TermCode` does: contrasts where the rest of the term is empty or contained in an
 * earlier term, else one column for every level.
 */
function codeTerm(term: bigint, earlier: readonly bigint[]): Term {
  const variables: number[] = [];
  for (let index = 0; term >> BigInt(index) > 0n; index++) {
    if ((term >> BigInt(index)) & 1n) variables.push(index);
  }
  const codes = variables.map((index) => {
    const rest = term & ~(1n << BigInt(index));
    const isMargin = rest === 0n || earlier.some((one) => (rest & ~one) === 0n);
    return isMargin ? ("contrasts" as const) : ("full" as const);
  });
  return { variables, codes };
}

function referencesIn(node: SyntaxNode): readonly Reference[] {
  switch (node.kind) {
    case "name":
      return [{ name: node.name, start: node.start }];
    case "number":
    case "string":
      return [];
    case "unary":
    case "paren":
      return referencesIn(node.of);
    case "binary":
      return [...referencesIn(node.left), ...referencesIn(node.right)];
    case "call":
      return node.args.flatMap((one) => referencesIn(one.value));
  }
}
