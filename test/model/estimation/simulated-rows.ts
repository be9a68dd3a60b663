import { randomStream } from "../../../src/base/index.ts";
import { sampleNormal } from "../../../src/math/index.ts";
import { decimalColumn, type ExactColumn, interceptColumn, type MomentsInput } from "./moments-from-columns.ts";

export interface Simulation {
  readonly seed: number;
  readonly groups: number;
  /** Rows of group j. */
  readonly size: (j: number) => number;
  readonly tau: number;
  readonly sigma: number;
  /** Mean and standard deviation of the predictor's marks; its slope. */
  readonly mean?: number;
  readonly sd?: number;
  readonly slope?: number;
}

/** Rows with a random intercept: y = slope·x + u + e, all written with four decimals. */
export function simulatedRows(options: Simulation): MomentsInput & { readonly x: ExactColumn; readonly u: number[] } {
  const { mean = 0, sd = 1, slope = 0.5 } = options;
  const stream = randomStream(options.seed, "rows");
  const x: string[] = [];
  const y: string[] = [];
  const labels: string[] = [];
  const u: number[] = [];
  for (let j = 0; j < options.groups; j++) {
    u.push(options.tau * sampleNormal(stream));
    const level = 0.4 * sampleNormal(stream);
    for (let i = 0; i < options.size(j); i++) {
      const mark = mean + sd * (level + sampleNormal(stream));
      x.push(mark.toFixed(4));
      y.push((slope * mark + u[j] + options.sigma * sampleNormal(stream)).toFixed(4));
      labels.push(`g${j}`);
    }
  }
  const column = decimalColumn("x", x);
  return {
    columns: [interceptColumn(x.length), column],
    response: decimalColumn("y", y),
    group: { name: "g", labels },
    x: column,
    u,
  };
}

/** The input with its rows in another order. */
export function reorderRows(input: MomentsInput, order: readonly number[]): MomentsInput {
  const move = (column: ExactColumn): ExactColumn => ({ ...column, values: order.map((i) => column.values[i]) });
  return {
    columns: input.columns.map(move),
    response: move(input.response),
    ...(input.weights === undefined ? {} : { weights: move(input.weights) }),
    ...(input.group === undefined
      ? {}
      : { group: { name: input.group.name, labels: order.map((i) => input.group?.labels[i] ?? "") } }),
  };
}

/** A column plus a whole number. */
export function shifted(column: ExactColumn, by: number): ExactColumn {
  const steps = BigInt(Math.round(by * 10 ** -column.unit.exponent));
  return { ...column, values: column.values.map((value) => value + steps) };
}
