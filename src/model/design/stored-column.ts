import { column, type Expression, type Source, table } from "../../data/sql/index.ts";

/** Alias of the table in every query of a design: with it a column can't be taken for a name given in the query. */
const rows = "rows";

/** A column of the design's table. */
export function stored(name: string): Expression {
  return column(name, rows);
}

/** The design's table, under the alias that `stored` uses. */
export function rowsOf(name: string): Source {
  return table(name, rows);
}
