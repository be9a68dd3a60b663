import { failSyntax } from "./fault.ts";
import type { Argument, SyntaxNode } from "./syntax-tree.ts";
import { type Token, tokenize } from "./tokens.ts";

/** How tightly R's operators bind (R Language Definition §10.4.2), higher is tighter; all but `^` associate to the left. */
const binding: Readonly<Record<string, number>> = {
  "~": 1,
  "|": 2,
  "||": 2,
  "&": 3,
  "&&": 3,
  "==": 5,
  "!=": 5,
  "<": 5,
  "<=": 5,
  ">": 5,
  ">=": 5,
  "+": 6,
  "-": 6,
  "*": 7,
  "/": 7,
  ":": 9,
  "^": 11,
};
const specialBinding = 8;
const unaryBinding = 10;

/** Reads a formula into a tree by R's precedence. @throws FORMULA_SYNTAX with the position and what was expected there */
export function parseSyntax(formula: string): SyntaxNode {
  const reader = { formula, tokens: tokenize(formula), next: 0 };
  const tree = readExpression(reader, 0);
  if (peek(reader).kind !== "end") failSyntax(formula, peek(reader).start, "operatorOrEnd");
  return tree;
}

interface Reader {
  readonly formula: string;
  readonly tokens: readonly Token[];
  next: number;
}

const peek = (reader: Reader): Token => reader.tokens[reader.next];
const isOperator = (token: Token, text: string): boolean => token.kind === "operator" && token.text === text;

function take(reader: Reader): Token {
  return reader.tokens[reader.next++];
}

function takeOperator(reader: Reader, text: string): Token {
  if (!isOperator(peek(reader), text)) failSyntax(reader.formula, peek(reader).start, { signs: [text] });
  return take(reader);
}

function readExpression(reader: Reader, atLeast: number): SyntaxNode {
  let left = readOperand(reader);
  for (;;) {
    const token = peek(reader);
    if (token.kind !== "operator") return left;
    const operator = token.text === "**" ? "^" : token.text;
    const strength = operator.startsWith("%") ? specialBinding : binding[operator];
    if (strength === undefined || strength < atLeast) return left;
    take(reader);
    const right = readExpression(reader, operator === "^" ? strength : strength + 1);
    left = { kind: "binary", operator, left, right, at: token.start, start: left.start };
  }
}

function readOperand(reader: Reader): SyntaxNode {
  const token = take(reader);
  const { start } = token;
  switch (token.kind) {
    case "name":
      return isOperator(peek(reader), "(") ? readCall(reader, token) : { kind: "name", name: token.text, start };
    case "number":
      return { kind: "number", text: token.text, start };
    case "string":
      return { kind: "string", value: token.text, start };
    case "operator":
      if (token.text === "(") {
        const of = readExpression(reader, 0);
        takeOperator(reader, ")");
        return { kind: "paren", of, start };
      }
      if (token.text === "-" || token.text === "+" || token.text === "~") {
        const of = readExpression(reader, token.text === "~" ? 2 : unaryBinding);
        return { kind: "unary", operator: token.text, of, start };
      }
      break;
    case "end":
      break;
  }
  return failSyntax(reader.formula, start, "operand");
}

function readCall(reader: Reader, name: Token): SyntaxNode {
  takeOperator(reader, "(");
  const args: Argument[] = [];
  while (!isOperator(peek(reader), ")")) {
    if (args.length > 0) takeOperator(reader, ",");
    args.push(readArgument(reader));
    if (!isOperator(peek(reader), ")") && !isOperator(peek(reader), ",")) {
      failSyntax(reader.formula, peek(reader).start, { signs: [")", ","] });
    }
  }
  takeOperator(reader, ")");
  return { kind: "call", name: name.text, args, start: name.start };
}

function readArgument(reader: Reader): Argument {
  const token = peek(reader);
  if (token.kind === "name" && isOperator(reader.tokens[reader.next + 1], "=")) {
    reader.next += 2;
    return { name: token.text, value: readExpression(reader, 0) };
  }
  return { value: readExpression(reader, 0) };
}
