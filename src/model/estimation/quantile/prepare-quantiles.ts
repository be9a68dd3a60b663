import { columnSpace } from "./column-space.ts";
import { sumRows, termsOfRows } from "./design-rows.ts";
import { mergeRows } from "./merge-rows.ts";
import type { QuantileData, QuantileTask } from "./types.ts";

/** What all taus of one data set share. Plain arrays: it can be handed to another thread. */
export interface PreparedQuantiles {
  /** The response is taken from `centre`, so that a far origin costs no digits. */
  readonly data: QuantileData;
  /** One of the responses, in their units. */
  readonly centre: number;
  readonly active: Int32Array;
  /** Columns that earlier ones determine; their coefficients are 0. */
  readonly aliased: readonly number[];
  /** n; square root of the leverage: how uncertain the fit is at each row, up to a factor. */
  readonly spread: Float64Array;
  /** q × q; X'WX of the active columns. */
  readonly gram: Float64Array;
  /** Σ w x. */
  readonly sumAll: Float64Array;
  /** n; the response plus a tiny amount that differs from row to row, so that no two vertices coincide. */
  readonly distinct: Float64Array;
  /** A residual of at most this size is zero, in units of the response. */
  readonly zero: number;
}

/** The amounts that break ties, and what counts as zero, as shares of the response's range. */
const tieShare = 4e-10;
const zeroShare = 1e-12;

/** Merges equal rows and prepares the solves of all taus. At least one row. */
export function prepareQuantiles(task: QuantileTask): PreparedQuantiles {
  const merged = mergedData(task);
  const centre = merged.response[merged.response.length >> 1];
  const data = { ...merged, response: merged.response.map((y) => y - centre) };
  const { response, weights, design } = data;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const y of response) {
    if (y < low) low = y;
    if (y > high) high = y;
  }
  const range = high - low;
  const { active, aliased, spread, gram } = columnSpace(data);
  return {
    data,
    centre,
    active,
    aliased,
    spread,
    gram,
    sumAll: sumRows(design.terms, weights, design.columns),
    distinct: response.map((y, i) => y + tieShare * range * scatteredShare(i)),
    zero: zeroShare * range,
  };
}

function mergedData({ design, response }: QuantileTask): QuantileData {
  const { first, weights } = mergeRows(
    design.terms.map((term) => term.codes),
    response,
  );
  const terms = termsOfRows(design, first);
  return {
    design: { ...design, rows: first.length, terms },
    response: Float64Array.from(first, (row) => response[row]),
    weights,
  };
}

/** A share in [0, 1) from a row's number: the fractional part of its product with the golden ratio (Weyl, 1916). */
function scatteredShare(i: number): number {
  const turns = (i + 1) * 0.6180339887498949;
  return turns - Math.floor(turns);
}
