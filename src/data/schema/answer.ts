/** One column of a query's answer. Integers never cross as plain numbers unless they are 32-bit or narrower. */
export type AnswerColumn =
  | { readonly kind: "int32"; readonly values: Int32Array; readonly missing?: Uint8Array }
  | { readonly kind: "int64"; readonly values: BigInt64Array; readonly missing?: Uint8Array }
  | { readonly kind: "double"; readonly values: Float64Array; readonly missing?: Uint8Array }
  | { readonly kind: "text"; readonly values: readonly (string | null)[] };

/** A query's answer: `rows` rows, columns by their `as` names. `missing[i]` is 1 where row i is NULL; absent where none is. */
export interface Answer {
  readonly rows: number;
  readonly columns: Readonly<Record<string, AnswerColumn>>;
}
