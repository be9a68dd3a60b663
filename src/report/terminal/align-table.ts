/** Lays rows of cells out in columns: the first `textColumns` to the left, the others to the right. CJK letters take two places. */
export function alignTable(rows: readonly (readonly string[])[], textColumns: number): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => displayWidth(row[column] ?? ""))));
  return rows
    .map((row) =>
      row
        .map((cell, column) => {
          const space = " ".repeat(widths[column] - displayWidth(cell));
          return column < textColumns ? cell + space : space + cell;
        })
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** Places that a text takes in a terminal: East Asian wide and full-width letters two, others one. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const letter of text)
    width +=
      /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u.test(
        letter,
      )
        ? 2
        : 1;
  return width;
}
