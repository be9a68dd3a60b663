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
function levelValues({ starts, values, width }: CodedTerm, d: Float64Array): Float64Array {
  const part = new Float64Array(starts.length);
  // Cubic splines have four cells a level; written out they take a third of the loop's time.
  if (width === 4) {
    for (let level = 0, at = 0; level < part.length; level++, at += 4) {
      const k = starts[level];
      part[level] =
        values[at] * d[k] + values[at + 1] * d[k + 1] + values[at + 2] * d[k + 2] + values[at + 3] * d[k + 3];
    }
    return part;
  }
  for (let level = 0; level < part.length; level++) {
    const start = starts[level];
    let sum = 0;
    for (let k = 0; k < width; k++) sum += values[level * width + k] * d[start + k];
    part[level] = sum;
  }
  return part;
}

/** The terms of some rows, with the levels that these rows have. */
export function termsOfRows(design: CodedDesign, rows: Int32Array): CodedTerm[] {
  return design.terms.map(({ codes, starts, values, width }) => {
    const place = new Int32Array(starts.length).fill(-1);
    const used = new Int32Array(starts.length);
    const newCodes = new Int32Array(rows.length);
    let levels = 0;
    for (let i = 0; i < rows.length; i++) {
      const code = codes[rows[i]];
      if (place[code] < 0) {
        place[code] = levels;
        used[levels++] = code;
      }
      newCodes[i] = place[code];
    }
    const newStarts = new Int32Array(levels);
    const newValues = new Float64Array(levels * width);
    for (let level = 0; level < levels; level++) {
      newStarts[level] = starts[used[level]];
      for (let k = 0; k < width; k++) newValues[level * width + k] = values[used[level] * width + k];
    }
    return { codes: newCodes, starts: newStarts, values: newValues, width };
  });
}
