import { failSyntax } from "./fault.ts";

/** A word of a formula. `start` and `end` are UTF-16 indices into the text, `end` exclusive. */
export interface Token {
  readonly kind: "name" | "number" | "string" | "operator" | "end";
  /** Name without its backquotes, string without its quotes, number and operator as written. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** More words than the longest formula of 600 terms needs; deep brackets would else overflow the stack. */
const mostTokens = 2500;

const spaces = /\s+/y;
const name = /(?:\p{L}|\.(?!\p{N}))[\p{L}\p{N}\p{M}._]*/uy;
const number = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const operator = /\|\||&&|>=|<=|==|!=|\*\*|%[^%\s]*%|[~+\-*/:^()|,=<>!&]/y;

/** Cuts a formula into tokens, the last of kind `end`. Names follow R's rule; any other name stands between backquotes. */
export function tokenize(formula: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < formula.length) {
    const blank = match(spaces, formula, at);
    if (blank !== undefined) {
      at += blank.length;
      continue;
    }
    if (tokens.length === mostTokens) failSyntax(formula, at, "fewerTerms");
    const token = readToken(formula, at);
    tokens.push(token);
    at = token.end;
  }
  tokens.push({ kind: "end", text: "", start: formula.length, end: formula.length });
  return tokens;
}

function readToken(formula: string, start: number): Token {
  const first = formula[start];
  if (first === "`" || first === '"' || first === "'") return readQuoted(formula, start, first);
  const found = (kind: Token["kind"], text: string): Token => ({ kind, text, start, end: start + text.length });
  const digits = match(number, formula, start);
  if (digits !== undefined) return found("number", digits);
  const word = match(name, formula, start);
  if (word !== undefined) return found("name", word);
  const sign = match(operator, formula, start);
  if (sign !== undefined) return found("operator", sign);
  return failSyntax(formula, start, "symbol");
}

/** Reads `name`, "text" or 'text'. Inside, a backslash keeps the character after it. */
function readQuoted(formula: string, start: number, quote: string): Token {
  let text = "";
  for (let at = start + 1; at < formula.length; at++) {
    const letter = formula[at];
    if (letter === quote) {
      if (quote === "`" && text === "") failSyntax(formula, start, "backquotedColumn");
      return { kind: quote === "`" ? "name" : "string", text, start, end: at + 1 };
    }
    if (letter === "\\" && at + 1 < formula.length) at++;
    text += formula[at];
  }
  return failSyntax(formula, formula.length, { closing: quote });
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
