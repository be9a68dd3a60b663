import { type Decimal, parseDecimal } from "../../../base/index.ts";
import { failLater, failSyntax } from "./fault.ts";
import {
  addPolynomials,
  columnPolynomial,
  constantPolynomial,
  multiplyPolynomials,
  reciprocal,
  type SourcePolynomial,
  scalePolynomial,
} from "./source-polynomial.ts";
import type { SyntaxNode } from "./syntax-tree.ts";

/** Powers and degrees above this are refused: their sums fit no engine's integers. */
const highestPower = 12;
/** Products written out; a power of a sum of many columns has thousands. */
const mostProducts = 200;
const minusOne: Decimal = { mantissa: -1n, scale: 0 };

/** Names of functions that R users expect in a formula and that this version does not fit. */
const laterFunctions = new Set(
  "poly bs ns log log2 log10 log1p exp sqrt scale abs sin cos round floor ceiling cut ifelse relevel ordered as.factor as.numeric interaction s".split(
    " ",
  ),
);

/**
 * Reads arithmetic on numeric columns (`I(x^2)`, `I(x * z)`, `I((math + read)/2)`) as an exact polynomial: + − ·, division
 * by a constant whose reciprocal is a finite decimal, whole powers from 1.
 * @throws FORMULA_LATER for what is not a polynomial, FORMULA_SYNTAX for what can't be one
 */
export function readPolynomial(formula: string, node: SyntaxNode): SourcePolynomial {
  switch (node.kind) {
    case "name":
      return columnPolynomial(node.name);
    case "number":
      return constantPolynomial(readNumber(formula, node));
    case "paren":
      return readPolynomial(formula, node.of);
    case "unary": {
      const inner = readPolynomial(formula, node.of);
      if (node.operator === "~") failSyntax(formula, node.start, "operand");
      return node.operator === "-" ? scalePolynomial(inner, minusOne) : inner;
    }
    case "binary":
      return readOperation(formula, node);
    case "call":
      if (node.name === "I" && node.args.length === 1 && node.args[0].name === undefined) {
        return readPolynomial(formula, node.args[0].value);
      }
      return refuseCall(formula, node);
    case "string":
      return failSyntax(formula, node.start, "numericColumn");
  }
}

/** Refuses a call that is not understood here: later, if R users know it, else a syntax error. */
export function refuseCall(formula: string, node: SyntaxNode & { kind: "call" }): never {
  if (laterFunctions.has(node.name)) failLater(formula, node.start, `${node.name}()`);
  return failSyntax(formula, node.start, "knownFunction");
}

function readOperation(formula: string, node: SyntaxNode & { kind: "binary" }): SourcePolynomial {
  const left = readPolynomial(formula, node.left);
  switch (node.operator) {
    case "+":
      return addPolynomials(left, readPolynomial(formula, node.right));
    case "-":
      return addPolynomials(left, scalePolynomial(readPolynomial(formula, node.right), minusOne));
    case "*":
      return checkDegree(formula, node, multiplyPolynomials(left, readPolynomial(formula, node.right)));
    case "/": {
      const divisor = constantOf(readPolynomial(formula, node.right));
      const factor = divisor === null ? null : reciprocal(divisor);
      if (factor === null) failLater(formula, node.at, "/");
      return scalePolynomial(left, factor);
    }
    case "^":
      return checkDegree(formula, node, raise(left, readPower(formula, node.right)));
    default:
      return failSyntax(formula, node.at, "arithmeticOperator");
  }
}

function readPower(formula: string, node: SyntaxNode): number {
  const inner = node.kind === "paren" ? node.of : node;
  const power = inner.kind === "number" ? Number(inner.text) : Number.NaN;
  if (Number.isInteger(power) && power >= 1 && power <= highestPower) return power;
  if (inner.kind === "number") failLater(formula, node.start, `^${inner.text}`);
  return failSyntax(formula, node.start, "wholeNumberFromOne");
}

/** Stops as soon as the products are too many: `checkDegree` then refuses them. */
function raise(base: SourcePolynomial, power: number): SourcePolynomial {
  let result = base;
  for (let k = 1; k < power && result.length <= mostProducts; k++) result = multiplyPolynomials(result, base);
  return result;
}

function checkDegree(
  formula: string,
  node: SyntaxNode & { kind: "binary" },
  result: SourcePolynomial,
): SourcePolynomial {
  const degree = Math.max(0, ...result.map((one) => one.powers.reduce((sum, { power }) => sum + power, 0)));
  if (degree > highestPower) failLater(formula, node.at, `^${degree}`);
  if (result.length > mostProducts) failSyntax(formula, node.at, "fewerTerms");
  return result;
}

function constantOf(polynomial: SourcePolynomial): Decimal | null {
  return polynomial.length === 1 && polynomial[0].powers.length === 0 ? polynomial[0].coefficient : null;
}

function readNumber(formula: string, node: SyntaxNode & { kind: "number" }): Decimal {
  const value = Number.isFinite(Number(node.text)) ? parseDecimal(node.text) : null;
  return value ?? failSyntax(formula, node.start, "decimalNumber");
}
