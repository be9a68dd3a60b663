import { invariant } from "../../base/index.ts";
import type { Expression, SelectNode, Source, SqlType } from "./nodes.ts";

/** What differs between engines. */
export interface Dialect {
  readonly name: string;
  readonly types: Readonly<Record<SqlType, string>>;
  /** Wraps a 128-bit sum so that it crosses the border as decimal text. */
  wideSum(sql: string): string;
  /** Wraps a sum that is proven to be below 2⁶³ so that it crosses as a 64-bit integer. */
  narrowSum(sql: string): string;
}

/** Quotes an identifier of any content. */
export function quoteName(name: string): string {
  invariant(!name.includes("\u0000"), "an SQL name can't hold a NUL character");
  return `"${name.replaceAll('"', '""')}"`;
}

/** Quotes a text literal of any content. */
export function quoteText(value: string): string {
  invariant(!value.includes("\u0000"), "an SQL text can't hold a NUL character");
  return `'${value.replaceAll("'", "''")}'`;
}

/** Renders a query as SQL text for one dialect. */
export function renderSelect(node: SelectNode, dialect: Dialect): string {
  const columns = node.columns.map((one) => `${renderExpression(one.expression, dialect)} AS ${quoteName(one.as)}`);
  const clauses = [
    `SELECT ${node.distinct === true ? "DISTINCT " : ""}${columns.join(", ")}`,
    `FROM ${renderSource(node.from, dialect)}`,
  ];
  const list = (items: readonly Expression[]) => items.map((item) => renderExpression(item, dialect)).join(", ");
  if (node.where !== undefined) clauses.push(`WHERE ${renderExpression(node.where, dialect)}`);
  if (node.groupBy !== undefined && node.groupBy.length > 0) clauses.push(`GROUP BY ${list(node.groupBy)}`);
  if (node.orderBy !== undefined && node.orderBy.length > 0) clauses.push(`ORDER BY ${list(node.orderBy)}`);
  if (node.limit !== undefined) clauses.push(`LIMIT ${node.limit}`);
  return clauses.join("\n");
}

function renderSource(source: Source, dialect: Dialect): string {
  switch (source.kind) {
    case "table":
      return quoteName(source.name) + (source.alias === undefined ? "" : ` AS ${quoteName(source.alias)}`);
    case "subquery":
      return `(${renderSelect(source.query, dialect)}) AS ${quoteName(source.alias)}`;
    case "join":
      return `${renderSource(source.left, dialect)} ${source.type === "left" ? "LEFT" : "INNER"} JOIN ${renderSource(
        source.right,
        dialect,
      )} ON ${renderExpression(source.on, dialect)}`;
  }
}

/** Renders one expression as SQL text. */
export function renderExpression(node: Expression, dialect: Dialect): string {
  const render = (inner: Expression) => renderExpression(inner, dialect);
  switch (node.kind) {
    case "column":
      return (node.table === undefined ? "" : `${quoteName(node.table)}.`) + quoteName(node.name);
    case "integer":
      return node.value < 0n ? `(${node.value})` : node.value.toString();
    case "double":
      return renderDouble(node.value, dialect);
    case "text":
      return quoteText(node.value);
    case "null":
      return "NULL";
    case "binary":
      return `(${render(node.left)} ${node.operator.toUpperCase()} ${render(node.right)})`;
    case "not":
      return `(NOT ${render(node.of)})`;
    case "isNull":
      return `(${render(node.of)} IS NULL)`;
    case "case": {
      const branches = node.when.map((one) => `WHEN ${render(one.if)} THEN ${render(one.value)}`);
      return `CASE ${branches.join(" ")} ELSE ${render(node.otherwise)} END`;
    }
    case "call":
      return `${node.name}(${node.args.map(render).join(", ")})`;
    case "cast":
      return `CAST(${render(node.of)} AS ${dialect.types[node.to]})`;
    case "count":
      return "count(*)";
    case "sum": {
      invariant(node.bits <= 127, "a sum above 127 bits must be taken over distinct rows");
      const sql = `sum(${render(node.of)})`;
      return node.bits <= 63 ? dialect.narrowSum(sql) : dialect.wideSum(sql);
    }
    case "min":
    case "max":
      return `${node.kind}(${render(node.of)})`;
  }
}

function renderDouble(value: number, dialect: Dialect): string {
  invariant(Number.isFinite(value), "an SQL number must be finite");
  const digits = Object.is(value, -0) ? "0" : value.toExponential(16);
  return `CAST('${digits}' AS ${dialect.types.double})`;
}

/** DuckDB: the first engine. */
export const duckdbDialect: Dialect = {
  name: "duckdb",
  types: {
    smallint: "SMALLINT",
    integer: "INTEGER",
    bigint: "BIGINT",
    hugeint: "HUGEINT",
    double: "DOUBLE",
    text: "VARCHAR",
    boolean: "BOOLEAN",
  },
  wideSum: (sql) => `CAST(${sql} AS VARCHAR)`,
  narrowSum: (sql) => `CAST(${sql} AS BIGINT)`,
};
