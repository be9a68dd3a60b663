import { selectCrossingInPlace } from "./crossing.ts";
import { addRowInPlace, multiplyRowsInPlace, sumRows } from "./design-rows.ts";
import type { CodedTerm } from "./types.ts";
import { coefficientsAt, replaceRowInPlace, type Vertex, vertexAt } from "./vertex.ts";

/**
 * The rows that a search works on. Rows outside of it keep the side of the fit on which they are: they enter only by
 * `sumOutsideBelow`, which makes their part of the loss linear.
 */
export interface SimplexRows {
  readonly terms: readonly CodedTerm[];
  readonly response: Float64Array;
  readonly weights: Float64Array;
  readonly columns: number;
  readonly active: Int32Array;
  /** q × q; X'WX of the active columns. */
  readonly gram: Float64Array;
  /** A residual of at most this size is zero. */
  readonly zero: number;
  /** Σ w x over all rows, inside and outside. */
  readonly sumAll: Float64Array;
  /** Σ w x over the rows outside that lie below the fit. */
  readonly sumOutsideBelow: Float64Array;
}

/** Where a search stands. Changed in place by `minimiseInPlace`. */
export interface SimplexState {
  vertex: Vertex;
  /** 1: the row lies below the fit (its residual is negative or tends to be). Basic rows: 0. */
  readonly below: Uint8Array;
  /** y − fitted value. */
  readonly residuals: Float64Array;
  pivots: number;
}

/** Steps between computing the vertex anew, so that rounding does not pile up. */
const renewAfter = 60;
/** Steps after which a search gives up, per column; searches take two to ten. What it has found is then not proven. */
const pivotLimit = 500;
/** How far, as a share of its weight, a row's dual value may be outside its bounds. */
const dualTolerance = 1e-11;

/** A state at a vertex; rows take the side of their residual. */
export function stateAt(rows: SimplexRows, basis: Int32Array): SimplexState {
  const state: SimplexState = {
    vertex: { rows: basis, directions: new Float64Array(0) },
    below: new Uint8Array(rows.response.length),
    residuals: new Float64Array(rows.response.length),
    pivots: 0,
  };
  renewInPlace(state, rows);
  const { below, residuals } = state;
  for (let i = 0; i < below.length; i++) below[i] = residuals[i] < 0 ? 1 : 0;
  for (const row of state.vertex.rows) below[row] = 0;
  return state;
}

/**
 * Moves from vertex to vertex until no move lowers the check loss: the simplex method of Barrodale and Roberts (1973) with
 * bounded dual values, which passes over breakpoints as long as the loss falls. One loop, because its parts share six
 * vectors that are brought up to date rather than computed anew.
 *
 * @returns false if the loss falls without end, because too few rows are inside
 */
export function minimiseInPlace(state: SimplexState, rows: SimplexRows, tau: number): boolean {
  const { terms, weights, columns, active, response } = rows;
  const m = response.length;
  const q = active.length;
  const { below, residuals } = state;
  const { zero } = rows;
  const moves = new Float64Array(m);
  const steps = new Float64Array(m);
  const gains = new Float64Array(m);
  const candidates = new Int32Array(m);
  const moved = new Float64Array(q);
  const direction = new Float64Array(columns);
  let balance = renewInPlace(state, rows, zero);
  let sinceRenewed = 0;
  for (;;) {
    const leaving = chooseLeaving(state.vertex, balance, rows, tau);
    if (state.pivots > pivotLimit * (q + 4)) return true;
    if (leaving === null) {
      if (sinceRenewed === 0) return true;
      balance = renewInPlace(state, rows, zero);
      sinceRenewed = 0;
      continue;
    }
    const { place, rising, slope } = leaving;
    const { directions } = state.vertex;
    let size = 0;
    for (let k = 0; k < q; k++) {
      const d = rising ? -directions[place * q + k] : directions[place * q + k];
      direction[active[k]] = d;
      size += Math.abs(d);
    }
    multiplyRowsInPlace(moves, terms, direction);
    const smallest = Math.max(1e-9, 1e-13 * size);
    for (const row of state.vertex.rows) moves[row] = 0;
    let count = 0;
    for (let i = 0; i < m; i++) {
      const move = moves[i];
      // A row above is crossed when the fit rises, one below when it falls.
      if (below[i] === 1 ? move < -smallest : move > smallest) {
        const step = residuals[i] / move;
        steps[count] = step > 0 ? step : 0;
        gains[count] = weights[i] * Math.abs(move);
        candidates[count++] = i;
      }
    }
    const crossing = selectCrossingInPlace(steps, gains, candidates, count, slope);
    if (crossing.at < 0) return false;
    for (let k = 0; k < crossing.at; k++) {
      const i = candidates[k];
      addRowInPlace(balance.below, terms, i, below[i] === 1 ? -weights[i] : weights[i]);
      below[i] = 1 - below[i];
    }
    const { step } = crossing;
    if (step !== 0) for (let i = 0; i < m; i++) residuals[i] -= step * moves[i];
    const entering = candidates[crossing.at];
    const leavingRow = state.vertex.rows[place];
    residuals[leavingRow] = rising ? step : -step;
    residuals[entering] = 0;
    if (!rising) addRowInPlace(balance.below, terms, leavingRow, weights[leavingRow]);
    below[leavingRow] = rising ? 0 : 1;
    if (below[entering] === 1) addRowInPlace(balance.below, terms, entering, -weights[entering]);
    below[entering] = 0;
    addRowInPlace(balance.nonbasic, terms, leavingRow, weights[leavingRow]);
    addRowInPlace(balance.nonbasic, terms, entering, -weights[entering]);
    movesOfRowInPlace(moved, state.vertex, terms, entering, active, direction);
    replaceRowInPlace(state.vertex, place, entering, moved);
    state.pivots++;
    if (++sinceRenewed >= renewAfter) {
      balance = renewInPlace(state, rows, zero);
      sinceRenewed = 0;
    }
  }
}

/** Sums over nonbasic rows, from which the dual values of the basic rows follow. */
export interface Balance {
  /** Σ w x, rows outside among them. */
  readonly nonbasic: Float64Array;
  /** Σ w x of those below the fit. */
  readonly below: Float64Array;
}

/** Computes vertex, residuals and sums anew. Rows whose residual is clearly on the other side change theirs. */
function renewInPlace(state: SimplexState, rows: SimplexRows, zero = 0): Balance {
  const { terms, response, weights, columns, active, sumAll, sumOutsideBelow } = rows;
  const { below, residuals } = state;
  state.vertex = vertexAt(terms, state.vertex.rows, active, columns);
  const coefficients = coefficientsAt(state.vertex, terms, response, active, columns);
  multiplyRowsInPlace(residuals, terms, coefficients);
  for (let i = 0; i < response.length; i++) residuals[i] = response[i] - residuals[i];
  for (const row of state.vertex.rows) residuals[row] = 0;
  const lying = new Float64Array(response.length);
  for (let i = 0; i < response.length; i++) {
    if (below[i] === 1 ? residuals[i] > zero : residuals[i] < -zero) below[i] = 1 - below[i];
    if (below[i] === 1) lying[i] = weights[i];
  }
  const inside = sumRows(terms, lying, columns);
  const balance = { nonbasic: sumAll.slice(), below: sumOutsideBelow.map((sum, k) => sum + inside[k]) };
  for (const row of state.vertex.rows) addRowInPlace(balance.nonbasic, terms, row, -weights[row]);
  return balance;
}

interface Leaving {
  /** Place among the basic rows. */
  readonly place: number;
  /** True: its residual becomes positive. */
  readonly rising: boolean;
  /** Slope of the loss per unit of its residual; negative. */
  readonly slope: number;
}

/** The basic row whose dual value lies farthest outside [w (tau − 1), w tau], or null at the optimum. */
function chooseLeaving(vertex: Vertex, balance: Balance, rows: SimplexRows, tau: number): Leaving | null {
  const duals = dualValues(vertex, balance, rows.active, tau);
  const q = duals.length;
  let most = 0;
  let best: Leaving | null = null;
  for (let j = 0; j < duals.length; j++) {
    const weight = rows.weights[vertex.rows[j]];
    const above = weight * tau - duals[j];
    const under = duals[j] + weight * (1 - tau);
    const slope = Math.min(above, under);
    if (slope >= -dualTolerance * weight) continue;
    let square = 0;
    for (let k = 0; k < q; k++) {
      let sum = 0;
      for (let l = 0; l < q; l++) sum += rows.gram[k * q + l] * vertex.directions[j * q + l];
      square += sum * vertex.directions[j * q + k];
    }
    const gain = (slope * slope) / square;
    if (best === null || gain > most) {
      most = gain;
      best = { place: j, rising: above < under, slope };
    }
  }
  return best;
}

/** a of the basic rows, such that Σ a x = 0 with a = w tau above the fit and w (tau − 1) below it. */
export function dualValues(vertex: Vertex, balance: Balance, active: Int32Array, tau: number): Float64Array {
  const q = active.length;
  const duals = new Float64Array(q);
  for (let j = 0; j < q; j++) {
    let sum = 0;
    for (let k = 0; k < q; k++) {
      const column = active[k];
      sum += vertex.directions[j * q + k] * (tau * balance.nonbasic[column] - balance.below[column]);
    }
    duals[j] = -sum;
  }
  return duals;
}

/** Fitted value of one row along each direction. */
function movesOfRowInPlace(
  moved: Float64Array,
  { directions }: Vertex,
  terms: readonly CodedTerm[],
  row: number,
  active: Int32Array,
  scratch: Float64Array,
): void {
  const q = active.length;
  scratch.fill(0);
  addRowInPlace(scratch, terms, row, 1);
  for (let j = 0; j < q; j++) {
    let sum = 0;
    for (let k = 0; k < q; k++) sum += scratch[active[k]] * directions[j * q + k];
    moved[j] = sum;
  }
  scratch.fill(0);
}
