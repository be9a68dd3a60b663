import { Bug } from "../../base/index.ts";
import { bitLength, factorFixedPoint, type IntegerColumn, scaledToNumber, timesPowerOfTwo } from "../../math/index.ts";
import { type CentredGroup, type CentredMoments, centreMoments, packedIndex, withinBits } from "./centre-moments.ts";
import type { MomentBlocks } from "./from-design.ts";
import { type ColumnTransform, orthogonalise, transformPacked } from "./orthogonalise.ts";
import { unitToNumber } from "./unit-factor.ts";

/**
 * What one random intercept needs of the data, in doubles: centred and scaled so that every number is near one.
 * p columns and the response (index p), q = p + 1; symmetric matrices packed row by row, m = q(q+1)/2 entries.
 *
 * In these coordinates the weighted cross-products at psi = theta² are
 * A(psi) = within + Σ_k between_k / (1 + psi·stratumWeights_k).
 */
export interface System {
  readonly p: number;
  readonly rows: number;
  readonly groups: number;
  /** Σ w over all rows. */
  readonly totalWeight: number;
  readonly within: Float64Array;
  /** Distinct group weights (row counts where unweighted), length K, with the number of groups that have each. */
  readonly stratumWeights: Float64Array;
  readonly stratumSizes: Float64Array;
  /** K·m: Σ over the groups of weight k of w·mean·mean'. */
  readonly between: Float64Array;
  /** J×q: group means in these coordinates. */
  readonly means: Float64Array;
  /** Coefficients in the user's units are back·gamma + offset; back is p×p row-major. */
  readonly back: Float64Array;
  readonly offset: Float64Array;
  /** One unit of the response here, in the user's units. */
  readonly responseScale: number;
  /** The unit of the weights: real cross-products carry it, those here don't. */
  readonly weightScale: number;
  /** log |X'X| in the user's units = log |A_xx| here + this. */
  readonly logDeterminantScale: number;
}

/**
 * Builds the system of the kept columns. Where their cross-products, or what they leave of the response, would lose digits
 * in doubles, columns and response are made orthogonal in exact arithmetic first.
 *
 * @param orthogonalAt null: as they are. k ≥ 0: orthogonal under within + between / 2^k, near A(psi) for 2^k = 1 + psi·w.
 */
export function buildSystem(moments: MomentBlocks, kept: readonly number[], orthogonalAt: number | null): System {
  const centred = centreMoments(moments, kept);
  const { q, group } = centred;
  if (group === null) throw new Bug("moments without group");
  const illConditioned = orthogonalAt !== null;
  const transform = illConditioned
    ? orthogonalise(factorFixedPoint(metricAt(centred.products, group.within, orthogonalAt), q, () => false))
    : identity(q);
  const apply = (packed: readonly bigint[]): readonly bigint[] =>
    illConditioned ? transformPacked(transform.rows, packed) : packed;
  const total = apply(centred.products);
  const exponents = Array.from({ length: q }, (_, a) => Math.ceil(bitLength(total[packedIndex(a, a)]) / 2));
  const weightScale = unitToNumber(moments.weightUnit);
  const units = [...kept, moments.names.length - 1].map((column) => unitToNumber(moments.units[column]));
  const p = q - 1;
  return {
    p,
    rows: moments.rows,
    groups: moments.group?.labels.length ?? 0,
    totalWeight: Number(moments.totalWeight) * weightScale,
    within: scalePacked(apply(group.within), exponents, withinBits),
    stratumWeights: Float64Array.from(group.stratumWeights, (weight) => Number(weight) * weightScale),
    stratumSizes: group.stratumSizes,
    between: scaleBetween(group, apply, exponents),
    means: scaledMeans(group.sums, moments.group?.weights ?? [], transform, exponents, illConditioned),
    ...backTransform(centred, transform, exponents, units),
    responseScale: timesPowerOfTwo(units[p], exponents[p] - transform.shifts[p]),
    weightScale,
    logDeterminantScale: logScale(exponents, transform, units, p) + p * Math.log(weightScale),
  };
}

/** within + (total − within) / 2^k, in units of 2^−withinBits. */
function metricAt(total: readonly bigint[], within: readonly bigint[], k: number): readonly bigint[] {
  return within.map((own, i) => own + (((total[i] << BigInt(withinBits)) - own) >> BigInt(k)));
}

function identity(q: number): ColumnTransform {
  const rows = Array.from({ length: q }, (_, a) => Array.from({ length: a + 1 }, (_, b) => (a === b ? 1n : 0n)));
  return { rows, shifts: new Array(q).fill(0) };
}

function scalePacked(packed: readonly bigint[], exponents: readonly number[], fraction: number): Float64Array {
  const result = new Float64Array(packed.length);
  for (let a = 0, i = 0; a < exponents.length; a++) {
    for (let b = 0; b <= a; b++, i++) result[i] = scaledToNumber(packed[i], -fraction - exponents[a] - exponents[b]);
  }
  return result;
}

function scaleBetween(
  group: CentredGroup,
  apply: (packed: readonly bigint[]) => readonly bigint[],
  exponents: readonly number[],
): Float64Array {
  const m = (exponents.length * (exponents.length + 1)) / 2;
  const result = new Float64Array(group.stratumWeights.length * m);
  group.stratumProducts.forEach((packed, k) => {
    const scaled = scalePacked(apply(packed), exponents, 0);
    const weight = Number(group.stratumWeights[k]);
    for (let i = 0; i < m; i++) result[k * m + i] = scaled[i] / weight;
  });
  return result;
}

function scaledMeans(
  sums: readonly IntegerColumn[],
  weights: ArrayLike<bigint>,
  transform: ColumnTransform,
  exponents: readonly number[],
  illConditioned: boolean,
): Float64Array {
  const q = exponents.length;
  const groups = sums[0].length;
  const means = new Float64Array(groups * q);
  for (let j = 0; j < groups; j++) {
    const weight = Number(weights[j]);
    for (let a = 0; a < q; a++) means[j * q + a] = Number(sums[a][j]) / weight;
  }
  const factors = transform.rows.map((row, a) => row.map((entry) => scaledToNumber(entry, -exponents[a])));
  for (let j = 0; j < groups; j++) {
    for (let a = q - 1; a >= 0; a--) {
      let sum = factors[a][a] * means[j * q + a];
      if (illConditioned) for (let b = 0; b < a; b++) sum += factors[a][b] * means[j * q + b];
      means[j * q + a] = sum;
    }
  }
  return means;
}

/**
 * From gamma to the user's coefficients. New columns are x' = U·(x − shift·1) ÷ 2^exponents, so
 * beta_b = (Σ_a gamma_a·2^(e_y − e_a)·U_ab − U_yb) / U_yy · unit_y/unit_b, and the intercept takes the shifts back.
 */
function backTransform(
  centred: CentredMoments,
  transform: ColumnTransform,
  exponents: readonly number[],
  units: readonly number[],
): { back: Float64Array; offset: Float64Array } {
  const p = centred.q - 1;
  const back = new Float64Array(p * p);
  const offset = new Float64Array(p);
  const last = transform.shifts[p];
  for (let b = 0; b < p; b++) {
    const ratio = units[p] / units[b];
    for (let a = b; a < p; a++) {
      back[b * p + a] = scaledToNumber(transform.rows[a][b], exponents[p] - exponents[a] - last) * ratio;
    }
    offset[b] = -scaledToNumber(transform.rows[p][b], -last) * ratio;
  }
  if (centred.constant === null) return { back, offset };
  const one = Number(centred.constant) * units[0];
  for (let b = 1; b < p; b++) {
    const mean = (Number(centred.shift[b]) * units[b]) / one;
    for (let a = 0; a < p; a++) back[a] -= mean * back[b * p + a];
    offset[0] -= mean * offset[b];
  }
  offset[0] += (Number(centred.shift[p]) * units[p]) / one;
  return { back, offset };
}

function logScale(
  exponents: readonly number[],
  transform: ColumnTransform,
  units: readonly number[],
  p: number,
): number {
  let sum = 0;
  for (let a = 0; a < p; a++) sum += 2 * ((exponents[a] - transform.shifts[a]) * Math.LN2 + Math.log(units[a]));
  return sum;
}
