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
  let mean = 0;
  for (let i = 0; i < n; i++) mean += spread[i] / n;
  const distance = (i: number): number => Math.abs(residuals[i]) / (spread[i] + mean);
  const stride = Math.max(1, Math.floor(n / 4096));
  const sample = new Float64Array(Math.ceil(n / stride));
  for (let k = 0; k < sample.length; k++) sample[k] = distance(k * stride);
  sample.sort();
  const limit = share >= 1 ? Number.POSITIVE_INFINITY : sample[Math.floor(share * (sample.length - 1))];
  for (let i = 0; i < n; i++) inside[i] = distance(i) <= limit ? 1 : 0;
}

function keepState(position: Position, state: SimplexState, members: Int32Array | null): void {
  const { vertex, below } = state;
  position.basis = members === null ? vertex.rows : vertex.rows.map((row) => members[row]);
  if (members === null) position.below.set(below);
  else for (let i = 0; i < members.length; i++) position.below[members[i]] = below[i];
  position.pivots += state.pivots;
}

function wholeSearch(position: Position, prepared: PreparedQuantiles, response: Float64Array) {
  const { data, active, zero, sumAll } = prepared;
  const { terms, columns } = data.design;
  const sumOutsideBelow = new Float64Array(columns);
  const rows: SimplexRows = { terms, response, weights: data.weights, columns, active, zero, sumAll, sumOutsideBelow };
  const state: SimplexState = {
    vertex: { rows: position.basis.slice(), directions: new Float64Array(0) },
    below: position.below.slice(),
    residuals: new Float64Array(response.length),
    pivots: 0,
  };
  return { rows, state };
}

function bandSearch(position: Position, prepared: PreparedQuantiles, inside: Uint8Array) {
  const { data, active, zero, sumAll, distinct } = prepared;
  const { design, weights } = data;
  let count = 0;
  for (let i = 0; i < inside.length; i++) count += inside[i];
  const members = new Int32Array(count);
  const place = new Map<number, number>(Array.from(position.basis, (row) => [row, -1]));
  const outside = new Float64Array(inside.length);
  count = 0;
  for (let i = 0; i < inside.length; i++) {
    if (inside[i] === 1) members[count++] = i;
    else if (position.below[i] === 1) outside[i] = weights[i];
  }
  members.forEach((row, k) => {
    if (place.has(row)) place.set(row, k);
  });
  const rows: SimplexRows = {
    terms: termsOfRows(design, members),
    response: Float64Array.from(members, (row) => distinct[row]),
    weights: Float64Array.from(members, (row) => weights[row]),
    columns: design.columns,
    active,
    zero,
    sumAll,
    sumOutsideBelow: sumRows(design.terms, outside, design.columns),
  };
  const state: SimplexState = {
    vertex: { rows: position.basis.map((row) => place.get(row) ?? -1), directions: new Float64Array(0) },
    below: Uint8Array.from(members, (row) => position.below[row]),
    residuals: new Float64Array(members.length),
    pivots: 0,
  };
  return { members, rows, state };
}
