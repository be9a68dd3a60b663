import { expect, test } from "vitest";
import { openStore } from "../../../src/data/store/index.ts";
import {
  buildDesign,
  describeFrame,
  draftDesign,
  type FrameCodes,
  frameQuery,
  frameSummaryQuery,
  lift,
  lower,
  modelFormula,
} from "../../../src/model/design/index.ts";
import type { ModelSpec } from "../../../src/model/spec/index.ts";

const words = { zh: "模型", en: "model" };
const spec: ModelSpec = {
  id: "maths",
  title: words,
  method: "multilevel",
  outcome: { test: "exit", subject: "maths" },
  priors: [{ test: "entry", subject: "all", degree: 2 }],
  covariates: ["sex", "kind"],
  estimation: "reml",
  levels: [],
  minimumStudents: 1,
  zero: "average-student",
  why: words,
};
const codes: FrameCodes = {
  paper: ({ test: name }) => ({ test: name === "exit" ? 2 : 1, subject: name === "exit" ? 5 : 0, decimals: 1 }),
  attribute: (name) =>
    name === "sex"
      ? { of: "student", column: "attribute_sex", labels: ["f", "m", "x"] }
      : { of: "school", column: "attribute_kind", labels: ["a", "b"] },
  schools: ["S1", "S2", "S3", "S4"],
};

const int = (...values: number[]) => ({ kind: "int32", values: Int32Array.from(values) }) as const;

test("a frame has the school of the outcome's row, every student with such a row, and marks only where they are valid", async () => {
  const store = await openStore({ path: ":memory:", threads: 1 });
  const integers = (...names: string[]) => names.map((name) => ({ name, type: "integer" as const }));
  await store.createTable("score", integers("student", "school", "test", "subject", "mark", "status"));
  await store.createTable("student", integers("student", "attribute_sex"));
  await store.createTable("school", integers("school", "attribute_kind"));
  // Student 0 moved from school 3 to 1; 4 was absent at the end; 5 has no entry mark; 6 sat another subject only.
  const score = {
    student: int(0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 6),
    school: int(3, 1, 1, 1, 2, 2, 2, 2, 1, 1, 2, 1),
    test: int(1, 2, 1, 2, 1, 2, 2, 1, 1, 2, 2, 2),
    subject: int(0, 5, 0, 5, 0, 5, 5, 0, 0, 5, 5, 4),
    mark: int(100, 800, 200, 700, 300, 650, 600, 150, 250, 0, 500, 400),
    status: int(0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0),
  };
  await store.insertColumns("score", score, 12);
  await store.insertColumns(
    "student",
    { student: int(0, 1, 2, 3, 4, 5, 6), attribute_sex: int(0, 1, 1, 0, 0, 0, 2) },
    7,
  );
  await store.insertColumns("school", { school: int(1, 2, 3), attribute_kind: int(0, 1, 1) }, 3);

  const frame = await store.query(frameQuery(spec, codes));
  const column = (name: string) => {
    const found = frame.columns[name];
    if (found.kind !== "int32") throw new Error(`${name} is not an integer column`);
    return Array.from(found.values, (value, row) => (found.missing?.[row] === 1 ? null : value));
  };
  expect(column("student#label")).toEqual([0, 1, 2, 3, 4, 5]);
  expect(column("school#label")).toEqual([1, 1, 2, 2, 1, 2]);
  expect(column("exit.maths")).toEqual([800, 700, 650, 600, null, 500]);
  expect(column("entry.all")).toEqual([100, 200, 300, 150, 250, null]);
  expect(column("sex")).toEqual([0, 1, 1, 0, 0, 0]);
  expect(column("kind")).toEqual([0, 0, 1, 1, 0, 1]);

  await store.createTableAs("frame", frameQuery(spec, codes));
  const table = describeFrame(spec, codes, "frame", await store.query(frameSummaryQuery(spec, "frame")));
  expect(table.columns).toContainEqual({
    kind: "fixed",
    name: "exit.maths",
    unit: { base: 10, exponent: -1 },
    exact: true,
    min: 500n,
    max: 800n,
    missing: 1,
  });

  const formula = modelFormula(spec);
  expect(formula.text).toBe("exit.maths ~ entry.all + I(entry.all^2) + sex + kind + (1 | school)");
  const draft = draftDesign(formula, table);
  const answers = [];
  for (const query of draft.queries) answers.push(await store.query(query));
  const design = buildDesign(draft, answers);
  // Nobody of sex x sat the outcome: the level is dropped.
  expect(design.columns.map((one) => one.name)).toEqual([
    "(Intercept)",
    "entry.all",
    "I(entry.all^2)",
    "sexm",
    "kindb",
  ]);
  expect(design.rows).toBe(4);
  const blocks = [];
  for (const query of lower(design, { kind: "moments", group: "school" }).queries)
    blocks.push(await store.query(query));
  const found = lift(design, { kind: "moments", group: "school" }, blocks);
  expect(found).toMatchObject({ rows: 4, sums: [4n, 750n, 162_500n, 2n, 2n, 2_750n], group: { labels: ["S2", "S3"] } });
  await store.close();
});
