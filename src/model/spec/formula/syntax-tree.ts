/** A formula as read, before it means anything. `start` is the UTF-16 index of the node's first character. */
export type SyntaxNode =
  | { readonly kind: "name"; readonly name: string; readonly start: number }
  /** `text` as written. */
  | { readonly kind: "number"; readonly text: string; readonly start: number }
  | { readonly kind: "string"; readonly value: string; readonly start: number }
  | { readonly kind: "unary"; readonly operator: string; readonly of: SyntaxNode; readonly start: number }
  | {
      readonly kind: "binary";
      readonly operator: string;
      readonly left: SyntaxNode;
      readonly right: SyntaxNode;
      /** Index of the operator itself. */
      readonly at: number;
      readonly start: number;
    }
  | { readonly kind: "paren"; readonly of: SyntaxNode; readonly start: number }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Argument[]; readonly start: number };

/** An argument of a call, with its name where it has one (`ref = "b"`). */
export interface Argument {
  readonly name?: string;
  readonly value: SyntaxNode;
}
