import { describe, expect, test } from "vitest";
import {
  allOf,
  binary,
  call,
  caseOf,
  cast,
  column,
  count,
  double,
  duckdbDialect,
  type Expression,
  equal,
  integer,
  nothing,
  productOf,
  renderExpression,
  renderSelect,
  sum,
  sumOf,
  table,
  text,
} from "../../../src/data/sql/index.ts";

const sql = (expression: Expression) => renderExpression(expression, duckdbDialect);

describe("expressions", () => {
  test("quote names and texts of any content", () => {
    expect(sql(column('a "b"', "t"))).toBe('"t"."a ""b"""');
    expect(sql(equal(column("年级"), text("it's; DROP TABLE x")))).toBe(`("年级" = 'it''s; DROP TABLE x')`);
    expect(() => sql(column("a\u0000b"))).toThrow();
  });

  test("keep negative integers in brackets and doubles to the last bit", () => {
    expect(sql(binary("-", integer(1), integer(-(2n ** 63n))))).toBe("(1 - (-9223372036854775808))");
    expect(sql(double(0.1))).toBe("CAST('1.0000000000000001e-1' AS DOUBLE)");
    expect(Number(/'(.*)'/.exec(sql(double(1 / 3)))?.[1])).toBe(1 / 3);
    expect(() => sql(double(Number.NaN))).toThrow();
  });

  test("read a sum as 64 bits where that is proven, else as text, and refuse one above 127 bits", () => {
    expect(sql(sum(column("x"), 63))).toBe('CAST(sum("x") AS BIGINT)');
    expect(sql(sum(column("x"), 64))).toBe('CAST(sum("x") AS VARCHAR)');
    expect(() => sql(sum(column("x"), 128))).toThrow();
  });

  test("cut integers into limbs", () => {
    expect(sql(binary(">>", cast(column("x"), "bigint"), integer(31)))).toBe('(CAST("x" AS BIGINT) >> 31)');
    expect(sql(binary("&", column("x"), integer(2n ** 31n - 1n)))).toBe('("x" & 2147483647)');
  });

  test("choose by the first condition that holds", () => {
    const chosen = caseOf([{ if: equal(column("f"), integer(2)), value: double(0) }], nothing);
    expect(sql(call("sqrt", chosen))).toBe(
      `sqrt(CASE WHEN ("f" = 2) THEN CAST('0.0000000000000000e+0' AS DOUBLE) ELSE NULL END)`,
    );
  });

  test("add and multiply many parts as a tree of logarithmic depth", () => {
    const parts = Array.from({ length: 1000 }, (_, k) => integer(k));
    const depth = (one: Expression): number =>
      one.kind === "binary" ? 1 + Math.max(depth(one.left), depth(one.right)) : 0;
    expect(depth(sumOf(parts, integer(0)))).toBe(10);
    expect(depth(productOf(parts, integer(1)))).toBe(10);
    expect(sql(sumOf([], integer(0)))).toBe("0");
    expect(allOf([])).toBeUndefined();
  });
});

test("a query has its clauses in order", () => {
  const node = {
    kind: "select",
    columns: [
      { as: "g", expression: column("g", "rows") },
      { as: "n", expression: count },
    ],
    from: table("marks", "rows"),
    where: binary(">", column("x"), integer(0)),
    groupBy: [column("g", "rows")],
    orderBy: [column("g", "rows")],
    limit: 5,
  } as const;
  expect(renderSelect(node, duckdbDialect)).toBe(
    [
      'SELECT "rows"."g" AS "g", count(*) AS "n"',
      'FROM "marks" AS "rows"',
      'WHERE ("x" > 0)',
      'GROUP BY "rows"."g"',
      'ORDER BY "rows"."g"',
      "LIMIT 5",
    ].join("\n"),
  );
});
