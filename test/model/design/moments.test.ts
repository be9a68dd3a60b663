import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ProjectError } from "../../../src/base/index.ts";
import {
  buildDesign,
  draftDesign,
  type GroupSums,
  lift,
  lower,
  type MomentBlocks,
  splitWideColumns,
} from "../../../src/model/design/index.ts";
import { type ModelRoles, parseFormula } from "../../../src/model/spec/index.ts";
import { storeRows, type TestColumn, type TestTable } from "./stored-rows.ts";

/** A row as the formulas see it; null is missing. */
interface Row {
  readonly y: bigint | null;
  readonly x: bigint | null;
  readonly z: bigint | null;
  readonly w: bigint;
  readonly sex: string | null;
  readonly band: string;
  readonly k: bigint;
  readonly g: string | null;
}

type Value = (row: Row) => bigint;
const of = (value: bigint | null): bigint => value ?? 0n;
const is = (condition: boolean): bigint => (condition ? 1n : 0n);

/** Formulas with their columns written out by hand. All units are 1, so that integers are values. */
const models: readonly {
  readonly formula: string;
  readonly uses: readonly (keyof Row)[];
  readonly columns: readonly Value[];
}[] = [
  { formula: "y ~ x + z", uses: ["y", "x", "z"], columns: [() => 1n, (r) => of(r.x), (r) => of(r.z)] },
  { formula: "y ~ 0 + x", uses: ["y", "x"], columns: [(r) => of(r.x)] },
  { formula: "y ~ 1", uses: ["y"], columns: [() => 1n] },
  {
    formula: "y ~ x + I(x^2) + I(x^3)",
    uses: ["y", "x"],
    columns: [() => 1n, (r) => of(r.x), (r) => of(r.x) ** 2n, (r) => of(r.x) ** 3n],
  },
  {
    formula: "y ~ sex + x",
    uses: ["y", "x", "sex"],
    columns: [() => 1n, (r) => is(r.sex === "m"), (r) => of(r.x)],
  },
  {
    formula: "y ~ x:sex + band - 1",
    uses: ["y", "x", "sex"],
    columns: [
      (r) => is(r.band === "a"),
      (r) => is(r.band === "b"),
      (r) => is(r.band === "c"),
      (r) => of(r.x) * is(r.sex === "f"),
      (r) => of(r.x) * is(r.sex === "m"),
    ],
  },
  {
    formula: 'y ~ factor(k, ref = "20"):z + I(2*x - z + 3) + offset(x)',
    uses: ["y", "x", "z"],
    columns: [
      () => 1n,
      (r) => 2n * of(r.x) - of(r.z) + 3n,
      (r) => is(r.k === 20n) * of(r.z),
      (r) => is(r.k === -3n) * of(r.z),
      (r) => is(r.k === 4n) * of(r.z),
    ],
  },
  {
    formula: "y ~ sex*band",
    uses: ["y", "sex"],
    columns: [
      () => 1n,
      (r) => is(r.sex === "m"),
      (r) => is(r.band === "b"),
      (r) => is(r.band === "c"),
      (r) => is(r.sex === "m" && r.band === "b"),
      (r) => is(r.sex === "m" && r.band === "c"),
    ],
  },
];

const signed = (bits: number) => fc.bigInt({ min: -(2n ** BigInt(bits)) + 1n, max: 2n ** BigInt(bits) - 1n });
/** Sizes that force each way of summing: 32-bit, 64-bit, limbs, 128-bit, distinct rows. */
const width = fc.constantFrom(3, 12, 15, 24, 30, 31, 40, 48, 55, 61, 62, 63);
const sometimes = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 6 });

function rowsOf(bits: readonly number[], weight: fc.Arbitrary<bigint>): fc.Arbitrary<Row[]> {
  const row = fc.record({
    y: sometimes(signed(bits[0])),
    x: sometimes(signed(bits[1])),
    z: sometimes(signed(bits[2])),
    w: weight,
    sex: sometimes(fc.constantFrom("f", "m")),
    band: fc.constantFrom("a", "b", "c"),
    k: fc.constantFrom(-3n, 4n, 20n),
    g: sometimes(fc.constantFrom("007", "7", "北", "a b")),
  });
  return fc.array(row, { minLength: 25, maxLength: 60 });
}

const table = fc
  .tuple(fc.array(width, { minLength: 3, maxLength: 3 }), fc.constantFrom(0n, 1n, 2n ** 20n))
  .chain(([bits, least]) => rowsOf(bits, fc.bigInt({ min: least, max: least + 9n })));

async function store(rows: readonly Row[], threads = 1): Promise<TestTable> {
  const integers = (name: "y" | "x" | "z" | "w" | "k"): TestColumn => ({ integers: rows.map((row) => row[name]) });
  return storeRows(
    {
      y: integers("y"),
      x: integers("x"),
      z: integers("z"),
      w: integers("w"),
      k: integers("k"),
      sex: { texts: rows.map((row) => row.sex) },
      band: { texts: rows.map((row) => row.band) },
      "g#label": { texts: rows.map((row) => row.g) },
    },
    { threads },
  );
}

async function moments(
  stored: TestTable,
  formula: string,
  roles: ModelRoles,
  group: string | null,
): Promise<MomentBlocks> {
  const draft = draftDesign(parseFormula(formula), stored.table, roles);
  const design = buildDesign(draft, await stored.ask(draft.queries));
  const answer = lift(
    design,
    { kind: "moments", group },
    await stored.ask(lower(design, { kind: "moments", group }).queries),
  );
  if (answer.kind !== "moments") throw new Error("moments were asked for");
  return answer;
}

const add = (values: readonly bigint[]): bigint => values.reduce((a, b) => a + b, 0n);
const plain = (sums: GroupSums["sums"]) => sums.map((one) => Array.from(one));

describe("moments equal sums of big integers over rows", () => {
  const roles: readonly ModelRoles[] = [{}, { weights: "w" }, { counts: "w" }];
  test.each(models)("$formula", async ({ formula, uses, columns }) => {
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom(...roles), fc.boolean(), async (rows, role, grouped) => {
        const weighted = role.weights !== undefined || role.counts !== undefined;
        const used = rows.filter(
          (row) =>
            [...uses, ...(grouped ? ["g" as const] : [])].every((name) => row[name] !== null) &&
            (!weighted || row.w > 0n),
        );
        fc.pre(enoughLevels(used));
        const stored = await store(rows);
        const found = await moments(stored, grouped ? `${formula} + (1 | g)` : formula, role, grouped ? "g" : null);
        await stored.store.close();
        const weight: Value = (row) => (weighted ? row.w : 1n);
        const offset: Value = (row) => (formula.includes("offset") ? of(row.x) : 0n);
        const all: readonly Value[] = [...columns, (row) => of(row.y) - offset(row)];
        expect(found.names).toHaveLength(all.length);
        expect(found.totalWeight).toBe(add(used.map(weight)));
        expect(found.rows).toBe(role.counts === undefined ? used.length : Number(add(used.map(weight))));
        expect(found.sums).toEqual(all.map((a) => add(used.map((row) => weight(row) * a(row)))));
        const products = all.flatMap((a, i) =>
          all.slice(0, i + 1).map((b) => add(used.map((r) => weight(r) * a(r) * b(r)))),
        );
        expect(found.products).toEqual(products);
        const logs = role.weights === undefined ? 0 : used.reduce((sum, row) => sum + Math.log(Number(row.w)), 0);
        expect(found.sumLogWeights).toBeCloseTo(logs, 9);
        if (found.group === null) return;
        const labels = ["007", "7", "a b", "北"].filter((label) => used.some((row) => row.g === label));
        expect(found.group.labels).toEqual(labels);
        const members = labels.map((label) => used.filter((row) => row.g === label));
        expect(Array.from(found.group.weights)).toEqual(members.map((one) => add(one.map(weight))));
        expect(plain(found.group.sums)).toEqual(
          all.map((a) => members.map((one) => add(one.map((r) => weight(r) * a(r))))),
        );
      }),
      { numRuns: 20, seed: 20250101, endOnFailure: true },
    );
  });
});

/** Enough rows that each factor keeps all of its levels and the group two levels with more than one row. */
function enoughLevels(rows: readonly Row[]): boolean {
  const distinct = (name: keyof Row) => new Set(rows.map((row) => row[name])).size;
  const groups = new Set(rows.map((row) => row.g)).size;
  return distinct("sex") >= 2 && distinct("band") === 3 && distinct("k") === 3 && groups >= 2 && rows.length > groups;
}

describe("moments of the same rows", () => {
  test("do not depend on their order or on the number of threads", async () => {
    const [rows] = fc.sample(rowsOf([24, 30, 48], fc.constant(1n)), { numRuns: 1, seed: 7 });
    const many = Array.from({ length: 200 }, (_, k) =>
      rows.map((row) => ({ ...row, z: row.z === null ? null : row.z + BigInt(k) })),
    ).flat();
    const answers: MomentBlocks[] = [];
    for (const [order, threads] of [
      [many, 1],
      [[...many].reverse(), 1],
      [many, 2],
    ] as const) {
      const stored = await store(order, threads);
      answers.push(await moments(stored, "y ~ x*sex + z + (1 | g)", { weights: "w" }, "g"));
      await stored.store.close();
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });
});

describe("stored limbs", () => {
  test("give the sums that whole columns give", async () => {
    const least = { min: -(2n ** 61n), max: 2n ** 61n };
    const wide = fc.oneof(fc.bigInt(least), fc.constantFrom(least.min, -1n, 0n, 1n, least.max));
    const row = fc.record({ y: wide, x: wide, z: signed(30), g: fc.constantFrom("a", "b") });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 8, maxLength: 30 }), async (rows) => {
        fc.pre(new Set(rows.map((one) => one.g)).size === 2);
        const integers = (name: "y" | "x" | "z"): TestColumn => ({ integers: rows.map((one) => one[name]) });
        const columns = {
          y: integers("y"),
          x: integers("x"),
          z: integers("z"),
          "g#label": { texts: rows.map((one) => one.g) },
        };
        const stored = await storeRows(columns);
        const split = splitWideColumns(stored.table, "split", [], 1);
        if (split !== null) await stored.store.createTableAs("split", split.query);
        const wanted = await moments(stored, "y ~ x + z + (1 | g)", {}, "g");
        const found = await moments({ ...stored, table: split?.table ?? stored.table }, "y ~ x + z + (1 | g)", {}, "g");
        await stored.store.close();
        expect(found.products).toEqual(wanted.products);
        expect(plain(found.group?.sums ?? [])).toEqual(plain(wanted.group?.sums ?? []));
        const all: readonly ((one: (typeof rows)[number]) => bigint)[] = [() => 1n, (r) => r.x, (r) => r.z, (r) => r.y];
        const products = all.flatMap((a, i) => all.slice(0, i + 1).map((b) => add(rows.map((r) => a(r) * b(r)))));
        expect(found.products).toEqual(products);
      }),
      { numRuns: 30, seed: 11, endOnFailure: true },
    );
  });

  test("are not made for few rows or narrow columns", () => {
    const fixed = {
      kind: "fixed",
      name: "x",
      unit: { base: 10, exponent: 0 },
      exact: true,
      min: 0n,
      missing: 0,
    } as const;
    const table = (rows: number, max: bigint) => ({ name: "rows", rows, columns: [{ ...fixed, max }] });
    expect(splitWideColumns(table(100_000, 2n ** 31n - 1n), "split", [])).toBeNull();
    expect(splitWideColumns(table(100, 2n ** 40n), "split", [])).toBeNull();
    expect(splitWideColumns(table(100_000, 2n ** 40n), "split", [])).not.toBeNull();
  });
});

describe("a query that counted other rows than the design", () => {
  test("is a fault of ours, not an answer", async () => {
    const stored = await storeRows({ y: { integers: [1n, 2n, 4n] }, x: { integers: [1n, 5n, 3n] } });
    const design = buildDesign(draftDesign(parseFormula("y ~ x"), stored.table));
    const answers = await stored.ask(lower(design, { kind: "moments", group: null }).queries);
    await stored.store.close();
    expect(() => lift({ ...design, rows: 4 }, { kind: "moments", group: null }, answers)).toThrow("counted 3 rows");
  });
});

describe("distinct rows", () => {
  test("come in order with their counts, up to a limit", async () => {
    const stored = await storeRows({
      y: { integers: [5n, 5n, 2n, null, 5n] },
      x: { integers: [1n, 1n, 7n, 1n, 0n], unit: { base: 10, exponent: -2 } },
    });
    const draft = draftDesign(parseFormula("y ~ x"), stored.table);
    const design = buildDesign(draft, await stored.ask(draft.queries));
    const request = { kind: "distinctRows", columns: ["y", "x"], limit: 3 } as const;
    const answers = await stored.ask(lower(design, request).queries);
    expect(lift(design, request, answers)).toMatchObject({
      counts: Float64Array.of(1, 1, 2),
      columns: [BigInt64Array.of(2n, 5n, 5n), BigInt64Array.of(7n, 0n, 1n)],
      units: [
        { base: 10, exponent: 0 },
        { base: 10, exponent: -2 },
      ],
    });
    const tight = { ...request, limit: 2 };
    const more = await stored.ask(lower(design, tight).queries);
    await stored.store.close();
    expect(() => lift(design, tight, more)).toThrow("TOO_MANY_DISTINCT_ROWS");
  });
});

describe("units", () => {
  test("multiply; a mixture of binary and decimal ones stays exact as decimal", async () => {
    const stored = await storeRows({
      y: { integers: [11n, 24n, 35n, 41n], unit: { base: 10, exponent: -1 } },
      x: { integers: [1n, 2n, 3n, 5n], unit: { base: 2, exponent: -3 } },
      z: { integers: [7n, 8n, 6n, 9n], unit: { base: 10, exponent: -2 } },
    });
    const found = await moments(stored, "y ~ x + I(x^2) + I(x*z) + I((y + z)/4) + offset(x)", {}, null);
    await stored.store.close();
    const value = (entry: number) => Number(found.sums[entry]) * found.units[entry].base ** found.units[entry].exponent;
    const x = [1, 2, 3, 5].map((k) => k / 8);
    const z = [0.07, 0.08, 0.06, 0.09];
    const y = [1.1, 2.4, 3.5, 4.1];
    const total = (of: (k: number) => number) => [0, 1, 2, 3].reduce((sum, k) => sum + of(k), 0);
    expect(found.units[1]).toEqual({ base: 2, exponent: -3 });
    expect(found.units[2]).toEqual({ base: 2, exponent: -6 });
    expect(value(2)).toBeCloseTo(
      total((k) => x[k] ** 2),
      12,
    );
    expect(value(3)).toBeCloseTo(
      total((k) => x[k] * z[k]),
      12,
    );
    expect(value(4)).toBeCloseTo(
      total((k) => (y[k] + z[k]) / 4),
      12,
    );
    expect(value(5)).toBeCloseTo(
      total((k) => y[k] - x[k]),
      12,
    );
  });
});

describe("what can't be fitted is refused", () => {
  const rows: TestColumn = { integers: [1n, 2n, 3n, 4n] };
  const run = async (columns: Readonly<Record<string, TestColumn>>, formula: string, roles: ModelRoles = {}) => {
    const stored = await storeRows({ y: rows, x: { integers: [4n, 2n, 7n, 5n] }, ...columns });
    try {
      await moments(stored, formula, roles, formula.includes("|") ? "g" : null);
      return "accepted";
    } catch (error) {
      return error instanceof ProjectError ? error.issues[0].code : error;
    } finally {
      await stored.store.close();
    }
  };

  test("a group with one level", async () => {
    expect(await run({ "g#label": { texts: ["a", "a", "a", null] } }, "y ~ x + (1|g)")).toBe("GROUP_ONE_LEVEL");
  });
  test("a group whose levels have one row each", async () => {
    expect(await run({ "g#label": { texts: ["a", "b", "c", "d"] } }, "y ~ x + (1|g)")).toBe("GROUP_SINGLETONS");
  });
  test("a factor with one level among the rows that enter", async () => {
    const columns = { f: { texts: ["a", "a", "b", "a"] }, z: { integers: [1n, 2n, null, 4n] } };
    expect(await run(columns, "y ~ f")).toBe("accepted");
    expect(await run(columns, "y ~ f + z")).toBe("FACTOR_ONE_LEVEL");
  });
  test("an unknown reference level", async () => {
    expect(await run({ f: { texts: ["a", "a", "b", "a"] } }, 'y ~ factor(f, ref="c")')).toBe("LEVEL_UNKNOWN");
  });
  test("a negative or missing weight, and a count that is not whole", async () => {
    expect(await run({ w: { integers: [1n, -1n, 1n, 1n] } }, "y ~ x", { weights: "w" })).toBe("WEIGHT_INVALID");
    expect(await run({ w: { integers: [1n, null, 1n, 1n] } }, "y ~ x", { weights: "w" })).toBe("WEIGHT_INVALID");
    const halves = { w: { integers: [10n, 15n, 20n, 10n], unit: { base: 10, exponent: -1 } as const } };
    expect(await run(halves, "y ~ x", { counts: "w" })).toBe("WEIGHT_INVALID");
    expect(await run(halves, "y ~ x", { weights: "w" })).toBe("accepted");
  });
  test("no row with all columns present", async () => {
    expect(await run({ z: { integers: [null, null, null, null] } }, "y ~ z")).toBe("NO_USABLE_ROWS");
  });
  test("more than 500 columns, with the widest factor's name", async () => {
    const stored = await storeRows({
      y: { integers: Array.from({ length: 600 }, (_, k) => BigInt(k)) },
      f: { texts: Array.from({ length: 600 }, (_, k) => `level ${k}`) },
    });
    const draft = draftDesign(parseFormula("y ~ f"), stored.table);
    expect(() => buildDesign(draft)).toThrow("TOO_MANY_COLUMNS");
    await stored.store.close();
  });
});
