import type { Design, DesignColumn } from "./design.ts";

/** Kept columns with the same numeric part and the same factors in them: one lookup by level gives their coefficient. */
export interface Block {
  readonly numeric: number;
  readonly factors: readonly number[];
  /** Columns with their index in the fit. */
  readonly members: readonly { readonly column: DesignColumn; readonly kept: number }[];
}

/** Blocks of the kept columns, in the order of their first column. */
export function coefficientBlocks(design: Design, names: readonly string[]): readonly Block[] {
  const blocks = new Map<
    string,
    { numeric: number; factors: readonly number[]; members: { column: DesignColumn; kept: number }[] }
  >();
  for (const one of design.columns) {
    const kept = names.indexOf(one.name);
    if (kept < 0) continue;
    const factors = one.indicators.map((indicator) => indicator.factor);
    const key = `${one.numeric} ${factors.join(" ")}`;
    const block = blocks.get(key) ?? { numeric: one.numeric, factors, members: [] };
    block.members.push({ column: one, kept });
    blocks.set(key, block);
  }
  return [...blocks.values()];
}

/** Members of a block whose indicators hold at the levels, by their index in the fit. */
export function membersAt(block: Block, levels: ReadonlyMap<number, number>): readonly number[] {
  return block.members
    .filter(({ column: one }) => one.indicators.every(({ factor, level }) => levels.get(factor) === level))
    .map(({ kept }) => kept);
}

/** Sum over the members of a block whose indicators hold at the levels. */
export function sumOver(block: Block, levels: ReadonlyMap<number, number>, numberAt: (kept: number) => number): number {
  return membersAt(block, levels).reduce((sum, kept) => sum + numberAt(kept), 0);
}
