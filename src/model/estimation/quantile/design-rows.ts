import type { CodedDesign, CodedTerm } from "./types.ts";

/** Adds `scale` times row i to a vector of all columns. */
export function addRowInPlace(into: Float64Array, terms: readonly CodedTerm[], i: number, scale: number): void {
  into[0] += scale;
  for (const { codes, starts, values, width } of terms) {
    const code = codes[i];
    const start = starts[code];
    for (let k = 0; k < width; k++) into[start + k] += scale * values[code * width + k];
  }
}

/** Writes X·d for all rows into `into`: one look-up per row and term. The first term starts the sum, to save a pass. */
export function multiplyRowsInPlace(into: Float64Array, terms: readonly CodedTerm[], d: Float64Array): void {
  if (terms.length === 0) into.fill(d[0]);
  terms.forEach((term, t) => {
    const part = levelValues(term, d);
    const { codes } = term;
    if (t === 0) for (let i = 0; i < into.length; i++) into[i] = d[0] + part[codes[i]];
    else for (let i = 0; i < into.length; i++) into[i] += part[codes[i]];
  });
}

/** Σ scale[i] x over all rows: the scales are added up by level first. */
export function sumRows(terms: readonly CodedTerm[], scale: Float64Array, columns: number): Float64Array {
  const total = new Float64Array(columns);
  for (let i = 0; i < scale.length; i++) total[0] += scale[i];
  for (const { codes, starts, values, width } of terms) {
    const byLevel = new Float64Array(starts.length);
    for (let i = 0; i < scale.length; i++) byLevel[codes[i]] += scale[i];
    for (let level = 0; level < byLevel.length; level++) {
      if (byLevel[level] === 0) continue;
      for (let k = 0; k < width; k++) total[starts[level] + k] += byLevel[level] * values[level * width + k];
    }
  }
  return total;
}

/** A term's part of the fitted value, per level. */
export function levelValues({ starts, values, width }: CodedTerm, d: Float64Array): Float64Array {
  const part = new Float64Array(starts.length);
  for (let level = 0; level < part.length; level++) {
    const start = starts[level];
    let sum = 0;
    for (let k = 0; k < width; k++) sum += values[level * width + k] * d[start + k];
    part[level] = sum;
  }
  return part;
}

/** The terms of some rows; levels that none of them has are left out where that makes the tables much smaller. */
export function termsOfRows(design: CodedDesign, rows: Int32Array): CodedTerm[] {
  return design.terms.map((term) => {
    const codes = new Int32Array(rows.length);
    for (let i = 0; i < rows.length; i++) codes[i] = term.codes[rows[i]];
    return term.starts.length <= 2 * rows.length ? { ...term, codes } : compact({ ...term, codes });
  });
}

function compact({ codes, starts, values, width }: CodedTerm): CodedTerm {
  const place = new Int32Array(starts.length).fill(-1);
  const used: number[] = [];
  const newCodes = codes.map((code) => {
    if (place[code] < 0) place[code] = used.push(code) - 1;
    return place[code];
  });
  const newValues = new Float64Array(used.length * width);
  used.forEach((code, level) => {
    newValues.set(values.subarray(code * width, (code + 1) * width), level * width);
  });
  return { codes: newCodes, starts: Int32Array.from(used, (code) => starts[code]), values: newValues, width };
}
