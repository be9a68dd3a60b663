import { type IntegerColumn, sumProducts } from "../../math/index.ts";
import type { GroupSums, MomentBlocks } from "./from-design.ts";

/** Fraction bits of the within-group cross-products. */
export const withinBits = 128;

/**
 * Exact moments of the kept columns and the response (last, q in all), each less an integer near its mean where the
 * first column is constant. All entries are in the units of the columns, triangles packed row by row.
 */
export interface CentredMoments {
  readonly q: number;
  /** Integers subtracted; all 0 where there is no intercept. */
  readonly shift: readonly bigint[];
  /** Value of the constant first column; null where there is none. */
  readonly constant: bigint | null;
  readonly products: readonly bigint[];
  readonly group: CentredGroup | null;
}

/** Centred sums by group and their products, gathered over groups of equal weight (row count where unweighted). */
export interface CentredGroup {
  /** One column of J sums for each of the q columns. */
  readonly sums: readonly IntegerColumn[];
  /** Distinct weights, in weight units, ascending. */
  readonly stratumWeights: readonly bigint[];
  readonly stratumSizes: Float64Array;
  /** stratumProducts[k] = Σ over the groups of weight k of the outer product of their sums. */
  readonly stratumProducts: readonly (readonly bigint[])[];
  /** Σ_i w (a − ā_j)(b − b̄_j) · 2^withinBits. */
  readonly within: readonly bigint[];
}

/** Centres the moments of the given columns and forms within-group and between-group products in integers. */
export function centreMoments(moments: MomentBlocks, kept: readonly number[]): CentredMoments {
  const columns = [...kept, moments.names.length - 1];
  const q = columns.length;
  const total = moments.totalWeight;
  const sums = columns.map((column) => moments.sums[column]);
  const raw = (a: number, b: number): bigint => moments.products[packedIndex(columns[a], columns[b])];
  const constant = constantOf(sums[0], raw(0, 0), total);
  const shift = sums.map((sum, a) => (constant === null || a === 0 ? 0n : divideRounded(sum, total)));
  const products: bigint[] = [];
  for (let a = 0; a < q; a++) {
    for (let b = 0; b <= a; b++) {
      products.push(raw(a, b) - shift[a] * sums[b] - shift[b] * sums[a] + shift[a] * shift[b] * total);
    }
  }
  const group = moments.group === null ? null : centreGroup(moments.group, columns, shift, products);
  return { q, shift, constant, products, group };
}

/** Where entry (a, b) of a packed symmetric matrix lies. */
export function packedIndex(a: number, b: number): number {
  return a >= b ? (a * (a + 1)) / 2 + b : (b * (b + 1)) / 2 + a;
}

/** The value of a constant column other than zero, by equality in the Cauchy–Schwarz inequality; else null. */
function constantOf(sum: bigint, square: bigint, total: bigint): bigint | null {
  if (sum === 0n || sum * sum !== square * total) return null;
  return sum / total;
}

function divideRounded(x: bigint, by: bigint): bigint {
  const doubled = 2n * x + by;
  const floor = doubled / (2n * by);
  return doubled < 0n && floor * 2n * by !== doubled ? floor - 1n : floor;
}

function centreGroup(
  group: GroupSums,
  columns: readonly number[],
  shift: readonly bigint[],
  products: readonly bigint[],
): CentredGroup {
  const sums = columns.map((column, a) => centreColumn(group.sums[column], group.weights, shift[a]));
  const { weights: stratumWeights, members } = strataOf(group.weights);
  const packed: bigint[][] = [];
  for (let a = 0; a < columns.length; a++) {
    for (let b = 0; b <= a; b++) packed.push(sumProducts(sums[a], sums[b], members));
  }
  const stratumProducts = stratumWeights.map((_, k) => packed.map((entry) => entry[k]));
  const bits = BigInt(withinBits);
  const within = packed.map((entry, index) => {
    let sum = products[index] << bits;
    for (let k = 0; k < stratumWeights.length; k++) sum -= (entry[k] << bits) / stratumWeights[k];
    return sum;
  });
  return { sums, stratumWeights, stratumSizes: Float64Array.from(members, (m) => m.length), stratumProducts, within };
}

/** Σ_j − shift·w_j for each group: as doubles where all parts are integers below 2⁵³. */
function centreColumn(sums: ArrayLike<bigint>, weights: ArrayLike<bigint>, shift: bigint): IntegerColumn {
  const result = new Float64Array(sums.length);
  const by = Number(shift);
  for (let j = 0; j < result.length; j++) {
    const sum = Number(sums[j]);
    const subtract = by * Number(weights[j]);
    const centred = sum - subtract;
    if (!(Number.isSafeInteger(sum) && Number.isSafeInteger(subtract) && Number.isSafeInteger(centred))) {
      return Array.from({ length: sums.length }, (_, i) => sums[i] - shift * weights[i]);
    }
    result[j] = centred;
  }
  return result;
}

/** Groups of equal weight, in ascending order of weight. */
function strataOf(weights: ArrayLike<bigint>): { weights: bigint[]; members: Int32Array[] } {
  const byWeight = new Map<bigint, number[]>();
  for (let j = 0; j < weights.length; j++) {
    const members = byWeight.get(weights[j]);
    if (members === undefined) byWeight.set(weights[j], [j]);
    else members.push(j);
  }
  const ordered = [...byWeight].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return { weights: ordered.map(([weight]) => weight), members: ordered.map(([, m]) => Int32Array.from(m)) };
}
