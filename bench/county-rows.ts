import { randomStream } from "../src/base/index.ts";
import { sampleNormal } from "../src/math/index.ts";

/** Columns of a table with a known random-intercept truth. Marks are tenths, as integers. */
export interface CountyRows {
  readonly rows: number;
  readonly groups: number;
  readonly y: Int32Array;
  readonly x: readonly Int32Array[];
  /** Code of the group, 0 … groups − 1. */
  readonly group: Int32Array;
  /** A factor of four levels and one of two. */
  readonly f4: Int32Array;
  readonly f2: Int32Array;
}

/** Makes `rows` rows in `groups` groups with three predictors: seeded, the same on every machine. */
export function countyRows(rows: number, groups: number, seed: number): CountyRows {
  const chance = randomStream(seed, "county rows");
  const normal = () => sampleNormal(chance);
  const effects = Float64Array.from({ length: groups }, () => 40 * normal());
  const column = () => new Int32Array(rows);
  const [y, x1, x2, x3, group, f4, f2] = [column(), column(), column(), column(), column(), column(), column()];
  for (let i = 0; i < rows; i++) {
    const g = Math.floor(chance.uniform() * groups);
    const ability = normal();
    group[i] = g;
    x1[i] = Math.round(700 + 100 * (0.9 * ability + 0.4 * normal()));
    x2[i] = Math.round(650 + 120 * (0.7 * ability + 0.7 * normal()));
    x3[i] = Math.round(500 + 90 * (0.5 * ability + 0.8 * normal()));
    f4[i] = Math.floor(chance.uniform() * 4);
    f2[i] = chance.uniform() < 0.5 ? 0 : 1;
    y[i] = Math.round(
      100 + 0.6 * x1[i] + 0.2 * x2[i] + 0.1 * x3[i] + 8 * f4[i] - 15 * f2[i] + effects[g] + 90 * normal(),
    );
  }
  return { rows, groups, y, x: [x1, x2, x3], group, f4, f2 };
}
