import { parseDecimal } from "../../../src/base/index.ts";
import type { MomentBlocks } from "../../../src/model/design/index.ts";

type Unit = MomentBlocks["weightUnit"];

/** A column of integers with their unit. */
export interface ExactColumn {
  readonly name: string;
  readonly values: readonly bigint[];
  readonly unit: Unit;
}

/** Decimal texts as integers of one power of ten. */
export function decimalColumn(name: string, texts: readonly string[]): ExactColumn {
  const decimals = texts.map((text) => {
    const decimal = parseDecimal(text);
    if (decimal === null) throw new Error(`${name}: ${text} is not a number`);
    return decimal;
  });
  const scale = decimals.reduce((most, decimal) => Math.max(most, decimal.scale), 0);
  const values = decimals.map((decimal) => decimal.mantissa * 10n ** BigInt(scale - decimal.scale));
  return { name, values, unit: { base: 10, exponent: -scale } };
}

/** Numbers rounded once to a binary grid of 2⁻⁴⁸ of their range (nearest power of two above it). */
export function griddedColumn(name: string, numbers: readonly number[]): ExactColumn {
  const range = numbers.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  const exponent = Math.ceil(Math.log2(range === 0 ? 1 : range)) - 48;
  return {
    name,
    values: numbers.map((x) => BigInt(Math.round(x * 2 ** -exponent))),
    unit: { base: 2, exponent },
  };
}

/** 0/1 column: whether a text equals the level. */
export function indicatorColumn(name: string, texts: readonly string[], level: string): ExactColumn {
  return { name, values: texts.map((text) => (text === level ? 1n : 0n)), unit: { base: 10, exponent: 0 } };
}

export function interceptColumn(rows: number): ExactColumn {
  return { name: "(Intercept)", values: new Array(rows).fill(1n), unit: { base: 10, exponent: 0 } };
}

export function powerColumn(column: ExactColumn, power: number, name = `I(${column.name}^${power})`): ExactColumn {
  return {
    name,
    values: column.values.map((value) => value ** BigInt(power)),
    unit: { base: column.unit.base, exponent: column.unit.exponent * power },
  };
}

export interface MomentsInput {
  readonly columns: readonly ExactColumn[];
  readonly response: ExactColumn;
  readonly weights?: ExactColumn;
  readonly group?: { readonly name: string; readonly labels: readonly string[] };
}

/** Exact moments summed row by row in bigints: what the data floor gives, from arrays. Labels in order of appearance. */
export function momentsFromColumns(input: MomentsInput): MomentBlocks {
  const all = [...input.columns, input.response];
  const rows = input.response.values.length;
  const weights = input.weights?.values ?? new Array<bigint>(rows).fill(1n);
  const weightUnit: Unit = input.weights?.unit ?? { base: 10, exponent: 0 };
  const sums = all.map((column) => dot(column.values, weights));
  const weighted = all.map((column) => column.values.map((value, i) => value * weights[i]));
  const products: bigint[] = [];
  for (let a = 0; a < all.length; a++) {
    for (let b = 0; b <= a; b++) products.push(dot(weighted[a], all[b].values));
  }
  const weightValue = (w: bigint): number => Number(w) * Number(`1e${weightUnit.exponent}`);
  return {
    kind: "moments",
    names: all.map((column) => column.name),
    units: all.map((column) => column.unit),
    weightUnit,
    weighted: input.weights !== undefined,
    rows,
    totalWeight: weights.reduce((sum, w) => sum + w, 0n),
    sumLogWeights: input.weights === undefined ? 0 : weights.reduce((sum, w) => sum + Math.log(weightValue(w)), 0),
    sums,
    products,
    group: input.group === undefined ? null : groupSums(input.group, weights, weighted),
  };
}

function groupSums(
  group: { readonly name: string; readonly labels: readonly string[] },
  weights: readonly bigint[],
  weighted: readonly (readonly bigint[])[],
): MomentBlocks["group"] {
  const labels = [...new Set(group.labels)];
  const index = new Map(labels.map((label, j) => [label, j]));
  const counts = new Float64Array(labels.length);
  const totals = new Array<bigint>(labels.length).fill(0n);
  const sums = weighted.map(() => new Array<bigint>(labels.length).fill(0n));
  group.labels.forEach((label, i) => {
    const j = index.get(label) ?? 0;
    counts[j]++;
    totals[j] += weights[i];
    for (let a = 0; a < weighted.length; a++) sums[a][j] += weighted[a][i];
  });
  return { name: group.name, labels, counts, weights: totals, sums };
}

function dot(a: readonly bigint[], b: readonly bigint[]): bigint {
  let sum = 0n;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** Columns of a comma-separated file without quotes, by heading. */
export function readColumns(text: string): Map<string, string[]> {
  const [header, ...lines] = text.trimEnd().split("\n");
  const names = header.split(",");
  const columns = new Map(names.map((name) => [name, [] as string[]]));
  for (const line of lines) {
    line.split(",").forEach((cell, i) => {
      columns.get(names[i])?.push(cell);
    });
  }
  return columns;
}
