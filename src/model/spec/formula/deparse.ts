import type { SyntaxNode } from "./syntax-tree.ts";

const syntactic = /^(?:\p{L}|\.(?!\p{N}))[\p{L}\p{N}\p{M}._]*$/u;
const reserved = new Set(
  "if else repeat while function for next break TRUE FALSE NULL Inf NaN NA NA_integer_ NA_real_ NA_character_ in".split(
    " ",
  ),
);
const tight = new Set(["^", ":", "/"]);

/** Writes an expression as R's `deparse` does: this is how R names the columns of a design. */
export function deparse(node: SyntaxNode): string {
  switch (node.kind) {
    case "name":
      return quoteVariable(node.name);
    case "number":
      return deparseNumber(Number(node.text));
    case "string":
      return JSON.stringify(node.value);
    case "unary":
      return node.operator + deparse(node.of);
    case "binary": {
      const gap = tight.has(node.operator) ? "" : " ";
      return `${deparse(node.left)}${gap}${node.operator}${gap}${deparse(node.right)}`;
    }
    case "paren":
      return `(${deparse(node.of)})`;
    case "call": {
      const args = node.args.map((one) => (one.name === undefined ? "" : `${one.name} = `) + deparse(one.value));
      return `${quoteVariable(node.name)}(${args.join(", ")})`;
    }
  }
}

/** A column's name as R writes it in a formula: backquoted unless it is a syntactic name. */
export function quoteVariable(name: string): string {
  return syntactic.test(name) && !reserved.has(name)
    ? name
    : `\`${name.replaceAll("\\", "\\\\").replaceAll("`", "\\`")}\``;
}

/** A number as R writes it: 15 significant digits, fixed unless scientific is shorter. */
export function deparseNumber(value: number): string {
  const short = Number(value.toPrecision(15));
  const [digits, exponent] = short.toExponential().split("e");
  const power = Number(exponent);
  const scientific = `${digits}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
  const places = Math.max(0, digits.replace("-", "").replace(".", "").length - 1 - power);
  const fixed = short.toFixed(Math.min(100, places));
  return fixed.length <= scientific.length ? fixed : scientific;
}
