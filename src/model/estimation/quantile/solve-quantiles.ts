import { invariant } from "../../../base/index.ts";
import { certify } from "./certify.ts";
import { multiplyRowsInPlace, sumRows, termsOfRows } from "./design-rows.ts";
import type { PreparedQuantiles } from "./prepare-quantiles.ts";
import { minimiseInPlace, type SimplexRows, type SimplexState, stateAt } from "./simplex.ts";
import type { QuantileFit } from "./types.ts";
import { coefficientsAt, independentRows, vertexAt } from "./vertex.ts";

/** A solution is accepted if its proof leaves no more than this, as a share of the objective. */
export const gapTolerance = 1e-10;

/** Below this many rows all of them are searched at once. */
const smallData = 3000;
/** Rows of the sample from which a chain starts. */
const sampleRows = 3000;

/** Where a chain stands: basic rows and the side of all others, by row of the whole data. */
interface Position {
  basis: Int32Array;
  readonly below: Uint8Array;
  /** Residuals of the current vertex, for the response without ties. */
  readonly residuals: Float64Array;
  pivots: number;
}

/**
 * Solves quantile regressions at rising taus, each from where the last one ended. What a chain gives depends on its taus
 * alone; so chains with fixed taus may run in any number of threads.
 *
 * A solve looks only at rows near the fit; the others are taken to stay on their side (Portnoy and Koenker, 1997), which
 * is then verified for every row. The result is a vertex whose optimality is proven on the whole data.
 */
export function solveQuantileChain(prepared: PreparedQuantiles, taus: readonly number[]): QuantileFit[] {
  const fits: QuantileFit[] = [];
  let position: Position | null = null;
  for (const [k, tau] of taus.entries()) {
    invariant(tau > 0 && tau < 1, "tau lies between 0 and 1");
    position ??= startOf(prepared, tau);
    position.pivots = 0;
    solveInPlace(position, prepared, tau, k === 0 ? 0.02 : Math.abs(tau - taus[k - 1]));
    fits.push(finish(position, prepared, tau));
  }
  return fits;
}

/** The certified fit; should ties have been broken the wrong way, the search ends on the response itself. */
function finish(position: Position, prepared: PreparedQuantiles, tau: number): QuantileFit {
  const fit = certify(prepared, tau, position.basis, position.below);
  if (fit.gap <= gapTolerance) return { ...fit, pivots: position.pivots };
  const { rows, state } = wholeSearch(position, prepared, prepared.data.response);
  minimiseInPlace(state, rows, tau);
  const again = certify(prepared, tau, state.vertex.rows, state.below);
  return { ...again, pivots: position.pivots + state.pivots };
}

function startOf(prepared: PreparedQuantiles, tau: number): Position {
  const { design, weights } = prepared.data;
  const n = design.rows;
  const position: Position = {
    basis: new Int32Array(prepared.active.length),
    below: new Uint8Array(n),
    residuals: new Float64Array(n),
    pivots: 0,
  };
  for (let size = n <= smallData ? n : sampleRows; ; size = Math.min(n, 4 * size)) {
    const sample = Int32Array.from({ length: size }, (_, i) => Math.floor((i * n) / size));
    const terms = termsOfRows(design, sample);
    const found = independentRows(terms, size, prepared.active, design.columns);
    invariant(found !== null || size < n, "the active columns are independent");
    if (found === null) continue;
    if (size === n) position.basis = found;
    else {
      const sampled = Float64Array.from(sample, (row) => weights[row]);
      const rows: SimplexRows = {
        terms,
        response: Float64Array.from(sample, (row) => prepared.distinct[row]),
        weights: sampled,
        columns: design.columns,
        active: prepared.active,
        gram: prepared.gram,
        zero: prepared.zero,
        sumAll: sumRows(terms, sampled, design.columns),
        sumOutsideBelow: new Float64Array(design.columns),
      };
      const state = stateAt(rows, found);
      minimiseInPlace(state, rows, tau);
      position.basis = state.vertex.rows.map((row) => sample[row]);
      position.pivots += state.pivots;
    }
    updateResiduals(position, prepared);
    for (let i = 0; i < n; i++) position.below[i] = position.residuals[i] < 0 ? 1 : 0;
    for (const row of position.basis) position.below[row] = 0;
    return position;
  }
}

function updateResiduals({ basis, residuals }: Position, { data, active, distinct }: PreparedQuantiles): void {
  const { terms, columns } = data.design;
  const vertex = vertexAt(terms, basis, active, columns);
  multiplyRowsInPlace(residuals, terms, coefficientsAt(vertex, terms, distinct, active, columns));
  for (let i = 0; i < residuals.length; i++) residuals[i] = distinct[i] - residuals[i];
  for (const row of basis) residuals[row] = 0;
}

/** Moves the position to the optimum at tau. */
function solveInPlace(position: Position, prepared: PreparedQuantiles, tau: number, change: number): void {
  const n = prepared.data.design.rows;
  if (n <= smallData) {
    const { rows, state } = wholeSearch(position, prepared, prepared.distinct);
    invariant(minimiseInPlace(state, rows, tau), "the loss over all rows has a minimum");
    keepState(position, state, null);
    return;
  }
  const inside = new Uint8Array(n);
  for (let share = bandShare(n, prepared.active.length, change); ; share *= 3) {
    markBand(inside, position, prepared, share);
    if (searchBand(position, prepared, tau, inside)) return;
  }
}

/** Rows near the fit that are searched, as a share: those that a change of tau moves over, and the sampling error's. */
function bandShare(n: number, q: number, change: number): number {
  return Math.min(1, 3 * change + 2 * Math.sqrt(q / n));
}

/** Searches the marked rows, marks rows that left their side, and again until there are none. False: too few rows. */
function searchBand(position: Position, prepared: PreparedQuantiles, tau: number, inside: Uint8Array): boolean {
  const { below, residuals } = position;
  for (;;) {
    for (const row of position.basis) inside[row] = 1;
    const { members, rows, state } = bandSearch(position, prepared, inside);
    if (!minimiseInPlace(state, rows, tau)) return false;
    keepState(position, state, members);
    updateResiduals(position, prepared);
    let wrong = 0;
    for (let i = 0; i < inside.length; i++) {
      if (inside[i] === 0 && (below[i] === 1 ? residuals[i] > 0 : residuals[i] < 0)) {
        inside[i] = 1;
        below[i] = 1 - below[i];
        wrong++;
      }
    }
    if (wrong === 0) return true;
  }
}

/** Marks the rows whose residual is small for the uncertainty of the fit there: about `share` of all. */
function markBand(inside: Uint8Array, { residuals }: Position, { spread }: PreparedQuantiles, share: number): void {
  const n = inside.length;
  if (share >= 1) {
    inside.fill(1);
    return;
  }
  let mean = 0;
  for (let i = 0; i < n; i++) mean += spread[i];
  mean /= n;
  const stride = Math.max(1, Math.floor(n / 4096));
  const sample = new Float64Array(Math.ceil(n / stride));
  for (let k = 0; k < sample.length; k++) {
    const i = k * stride;
    sample[k] = Math.abs(residuals[i]) / (spread[i] + mean);
  }
  sample.sort();
  const limit = sample[Math.floor(share * (sample.length - 1))];
  for (let i = 0; i < n; i++) inside[i] = Math.abs(residuals[i]) <= limit * (spread[i] + mean) ? 1 : 0;
}

function keepState(position: Position, state: SimplexState, members: Int32Array | null): void {
  const { vertex, below } = state;
  position.basis = members === null ? vertex.rows : vertex.rows.map((row) => members[row]);
  if (members === null) position.below.set(below);
  else for (let i = 0; i < members.length; i++) position.below[members[i]] = below[i];
  position.pivots += state.pivots;
}

function wholeSearch(position: Position, prepared: PreparedQuantiles, response: Float64Array) {
  const { data, active, gram, zero, sumAll } = prepared;
  const { terms, columns } = data.design;
  const sumOutsideBelow = new Float64Array(columns);
  const rows: SimplexRows = {
    terms,
    response,
    weights: data.weights,
    columns,
    active,
    gram,
    zero,
    sumAll,
    sumOutsideBelow,
  };
  const state: SimplexState = {
    vertex: { rows: position.basis.slice(), directions: new Float64Array(0) },
    below: position.below.slice(),
    residuals: new Float64Array(response.length),
    pivots: 0,
  };
  return { rows, state };
}

function bandSearch(position: Position, prepared: PreparedQuantiles, inside: Uint8Array) {
  const { data, active, gram, zero, sumAll, distinct } = prepared;
  const { design, weights } = data;
  const { columns } = design;
  let count = 0;
  for (let i = 0; i < inside.length; i++) count += inside[i];
  const members = new Int32Array(count);
  const response = new Float64Array(count);
  const memberWeights = new Float64Array(count);
  const below = new Uint8Array(count);
  const outside = new Float64Array(inside.length);
  for (let i = 0, k = 0; i < inside.length; i++) {
    if (inside[i] === 1) {
      members[k] = i;
      response[k] = distinct[i];
      memberWeights[k] = weights[i];
      below[k++] = position.below[i];
    } else if (position.below[i] === 1) outside[i] = weights[i];
  }
  const terms = termsOfRows(design, members);
  const sumOutsideBelow = sumRows(design.terms, outside, columns);
  const rows: SimplexRows = {
    terms,
    response,
    weights: memberWeights,
    columns,
    active,
    gram,
    zero,
    sumAll,
    sumOutsideBelow,
  };
  const basis = position.basis.map((row) => placeOf(members, row));
  const state: SimplexState = {
    vertex: { rows: basis, directions: new Float64Array(0) },
    below,
    residuals: new Float64Array(count),
    pivots: 0,
  };
  return { members, rows, state };
}

/** Where a row stands in a rising list that has it. */
function placeOf(members: Int32Array, row: number): number {
  let low = 0;
  let high = members.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (members[middle] < row) low = middle + 1;
    else high = middle;
  }
  return low;
}
