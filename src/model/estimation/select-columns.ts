import { type FixedPointFactor, factorFixedPoint } from "../../math/index.ts";
import type { MomentBlocks } from "./from-design.ts";

/** R's tolerance: a column is dependent when less than this share of its length is left by the columns before it. */
const tolerance = 1e-7;
/** A column of exact decimals below R's tolerance stays if it falls little by little, down to this share. */
const gradedFloor = 1e-12;
const gradedFall = 1e-3;

/** The columns that stay, with the factor of their uncentred cross-products and of the response (last). */
export interface SelectedColumns {
  /** Indices into the design's columns, ascending. */
  readonly kept: readonly number[];
  readonly aliased: readonly string[];
  readonly factor: FixedPointFactor;
  /** Residual sum of squares as a share of Σwy²; 0 where y is 0. */
  readonly responseShare: number;
}

/**
 * Drops dependent columns in formula order by R's rule (limited pivoting of `dqrdc2`): the residual of an uncentred
 * column on the kept ones is shorter than 1e-7 of the column. It is decided with more than 100 bits.
 *
 * One departure: R drops the tenth power of NIST's Filip data, which exact sums determine to 15 digits. A column of
 * exact decimals is therefore kept below 1e-7 where its share is not more than a thousand times smaller than the
 * smallest before it, as the powers of a variable are; a column that repeats others up to rounding falls at once.
 */
export function selectColumns(moments: MomentBlocks): SelectedColumns {
  const p = moments.names.length - 1;
  let smallest = 1;
  let responseShare = 0;
  const isDependent = (column: number, squaredShare: number): boolean => {
    if (column === p) {
      responseShare = squaredShare;
      return false;
    }
    const share = Math.sqrt(squaredShare);
    const graded = moments.units[column].base === 10 && share >= gradedFloor && share >= gradedFall * smallest;
    if (share < tolerance && !graded) return true;
    smallest = Math.min(smallest, share);
    return false;
  };
  const factor = factorFixedPoint(moments.products, p + 1, isDependent);
  const kept = factor.kept.filter((column) => column < p);
  const aliased = moments.names.slice(0, p).filter((_, column) => !kept.includes(column));
  return { kept, aliased, factor, responseShare };
}
