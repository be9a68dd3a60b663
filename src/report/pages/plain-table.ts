import { html, type Markup, type Part } from "./markup.ts";

/** A small table without tools: headings, rows, the first `textColumns` columns set left. Scrolls by itself where narrow. */
export interface PlainTable {
  readonly caption: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly Part[])[];
  readonly textColumns: number;
}

export function renderPlainTable(table: PlainTable): Markup {
  const left = (column: number): Part => (column < table.textColumns ? html` class="t"` : "");
  const headings = table.headings.map((text, column) => html`<th scope="col"${left(column)}>${text}</th>`);
  const rows = table.rows.map(
    (row) =>
      html`<tr>${row.map((value, column) => (column === 0 ? html`<th scope="row">${value}</th>` : html`<td${left(column)}>${value}</td>`))}</tr>
`,
  );
  return html`<div class="scroll plain" role="region" tabindex="0" aria-label="${table.caption}"><table><caption>${table.caption}</caption><thead><tr>${headings}</tr></thead><tbody>${rows}</tbody></table></div>`;
}
