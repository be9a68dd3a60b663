import type { CellSums } from "./cells.ts";
import type { Design } from "./design.ts";

/** Columns that are not zero in a cell, ascending; the response, column p, is always among them. */
export function activeColumns(design: Design, cells: CellSums, cell: number): readonly number[] {
  const active: number[] = [];
  design.columns.forEach(({ indicators }, column) => {
    if (indicators.every(({ factor, level }) => cells.levels[factor][cell] === level)) active.push(column);
  });
  active.push(design.columns.length);
  return active;
}

/** A key that is equal for cells with the same factor levels. */
export function levelsKey(cells: CellSums, cell: number): string {
  let key = "";
  for (const levels of cells.levels) key += `${levels[cell]},`;
  return key;
}
