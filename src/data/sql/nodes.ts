/** SQL as values. Expressions and statements are built from these nodes and rendered by `render.ts`; no SQL is pasted together elsewhere. */

export type SqlType = "smallint" | "integer" | "bigint" | "hugeint" | "double" | "text" | "boolean";

export type Expression =
  | { readonly kind: "column"; readonly name: string; readonly table?: string }
  | { readonly kind: "integer"; readonly value: bigint }
  /** Written with 17 significant digits, so that it reads back as the same double. */
  | { readonly kind: "double"; readonly value: number }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "null" }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "not"; readonly of: Expression }
  | { readonly kind: "isNull"; readonly of: Expression }
  | {
      readonly kind: "case";
      readonly when: readonly { readonly if: Expression; readonly value: Expression }[];
      readonly otherwise: Expression;
    }
  /** Elementwise, deterministic functions only. */
  | { readonly kind: "call"; readonly name: "abs" | "ln" | "sqrt" | "coalesce"; readonly args: readonly Expression[] }
  | { readonly kind: "cast"; readonly of: Expression; readonly to: SqlType }
  | { readonly kind: "count" }
  /** Sum of an integer expression. `bits` is the proof: the sum of absolute values is below 2^bits; ≤ 63 gives bigint, else 128-bit read as text. */
  | { readonly kind: "sum"; readonly of: Expression; readonly bits: number }
  | { readonly kind: "min" | "max"; readonly of: Expression };

/** `>>` and `&` split an integer into a floor and a non-negative rest; `%` is the remainder with the dividend's sign. */
export type BinaryOperator =
  | "+"
  | "-"
  | "*"
  | "/"
  | "="
  | "<>"
  | "<"
  | "<="
  | ">"
  | ">="
  | "and"
  | "or"
  | ">>"
  | "&"
  | "%";

export interface Selected {
  readonly as: string;
  readonly expression: Expression;
}

export type Source =
  | { readonly kind: "table"; readonly name: string; readonly alias?: string }
  | { readonly kind: "subquery"; readonly query: SelectNode; readonly alias: string }
  | {
      readonly kind: "join";
      readonly type: "inner" | "left";
      readonly left: Source;
      readonly right: Source;
      readonly on: Expression;
    };

export interface SelectNode {
  readonly kind: "select";
  readonly distinct?: boolean;
  readonly columns: readonly Selected[];
  readonly from: Source;
  readonly where?: Expression;
  readonly groupBy?: readonly Expression[];
  readonly orderBy?: readonly Expression[];
  readonly limit?: number;
}

export const column = (name: string, table?: string): Expression =>
  table === undefined ? { kind: "column", name } : { kind: "column", name, table };
export const integer = (value: bigint | number): Expression => ({ kind: "integer", value: BigInt(value) });
export const double = (value: number): Expression => ({ kind: "double", value });
export const text = (value: string): Expression => ({ kind: "text", value });
export const nothing: Expression = { kind: "null" };
export const binary = (operator: BinaryOperator, left: Expression, right: Expression): Expression => ({
  kind: "binary",
  operator,
  left,
  right,
});
export const plus = (left: Expression, right: Expression): Expression => binary("+", left, right);
export const times = (left: Expression, right: Expression): Expression => binary("*", left, right);
export const equal = (left: Expression, right: Expression): Expression => binary("=", left, right);
export const not = (of: Expression): Expression => ({ kind: "not", of });
export const isNull = (of: Expression): Expression => ({ kind: "isNull", of });
export const cast = (of: Expression, to: SqlType): Expression => ({ kind: "cast", of, to });
export const count: Expression = { kind: "count" };
export const sum = (of: Expression, bits: number): Expression => ({ kind: "sum", of, bits });

/** The first branch whose condition holds, else `otherwise`. */
export const caseOf = (
  when: readonly { readonly if: Expression; readonly value: Expression }[],
  otherwise: Expression,
): Expression => ({ kind: "case", when, otherwise });
export const call = (name: "abs" | "ln" | "sqrt" | "coalesce", ...args: readonly Expression[]): Expression => ({
  kind: "call",
  name,
  args,
});

/** Sum of expressions as a balanced tree, so that no engine's limit on depth is reached. None: `empty`. */
export function sumOf(parts: readonly Expression[], empty: Expression): Expression {
  return balanced("+", parts, empty);
}

/** Product of expressions as a balanced tree. None: `empty`. */
export function productOf(parts: readonly Expression[], empty: Expression): Expression {
  return balanced("*", parts, empty);
}

function balanced(operator: BinaryOperator, parts: readonly Expression[], empty: Expression): Expression {
  if (parts.length === 0) return empty;
  if (parts.length === 1) return parts[0];
  const middle = parts.length >> 1;
  return binary(
    operator,
    balanced(operator, parts.slice(0, middle), empty),
    balanced(operator, parts.slice(middle), empty),
  );
}

/** All conditions together, or undefined for none. */
export function allOf(conditions: readonly Expression[]): Expression | undefined {
  return conditions.length === 0 ? undefined : balanced("and", conditions, conditions[0]);
}

/** A table by name, with an alias where given. */
export const table = (name: string, alias?: string): Source =>
  alias === undefined ? { kind: "table", name } : { kind: "table", name, alias };
