import { html, type Markup, nothing, type Part, trusted } from "./markup.ts";

/** A column of a table of schools. The first column is the row's heading. */
export interface Column {
  readonly label: string;
  /** How the script sorts it; null has no button. */
  readonly sort: "number" | "text" | null;
  /** Widths as CSS grid tracks, on a screen and in print (null: not printed). */
  readonly track: string;
  readonly print: string | null;
  readonly className?: string;
}

/** What every table of one kind shares: used for its cells and, in `columnStyle`, for its labels on a telephone. */
export interface TableKind {
  readonly className: string;
  readonly columns: readonly Column[];
}

export interface TableRow {
  readonly head: Markup;
  /** Cells after the heading, each a whole `<td>`. */
  readonly cells: readonly Markup[];
  /** A sentence below the numbers; empty for none. */
  readonly reading: string;
  /** For the filter by result and the look: above, below, same, unjudged. */
  readonly key: string | null;
}

export interface TableTool {
  readonly filterLabel: string;
  readonly filterPlaceholder: string;
  readonly shown: (count: string) => string;
  readonly showAll: string;
  /** Filter by result: label and options, the first of them for all. */
  readonly keys: { readonly label: string; readonly options: readonly (readonly [string, string])[] } | null;
}

export interface DataTable {
  readonly id: string;
  readonly kind: TableKind;
  readonly caption: string;
  readonly readingLabel: string;
  readonly rows: readonly TableRow[];
  readonly foot: readonly TableRow[];
  readonly tool: TableTool | null;
  /** Custom properties for the table, e.g. the place of zero. */
  readonly style?: string;
}

/** A cell with text. */
export function cell(content: Part, className = ""): Markup {
  return className === "" ? html`<td>${content}</td>` : html`<td class="${className}">${content}</td>`;
}

/** A sortable, filterable table: one `<tr>` per row, the sentence of the row in its last cell. */
export function renderDataTable(table: DataTable): Markup {
  const { id, kind } = table;
  const toolId = `${id}-tool`;
  const data = table.tool === null ? nothing : html` data-tool="${toolId}"`;
  const style = table.style === undefined ? nothing : html` style="${table.style}"`;
  const body = table.rows.map(renderRow);
  const foot = table.foot.length === 0 ? nothing : html`<tfoot>${table.foot.map(renderRow)}</tfoot>`;
  return html`${table.tool === null ? nothing : renderTool(toolId, table.tool)}
<table class="rows ${kind.className}" id="${id}"${data}${style}><caption>${table.caption}</caption>
<thead><tr>${kind.columns.map((column) => renderHead(column, table.tool !== null))}<th scope="col" class="r t">${table.readingLabel}</th></tr></thead>
<tbody>${body}</tbody>${foot}</table>`;
}

function renderHead(column: Column, sortable: boolean): Markup {
  const classes = [column.className ?? "", column.sort === "text" ? "t" : ""].filter((name) => name !== "").join(" ");
  const attributes = html`${classes === "" ? nothing : html` class="${classes}"`}${column.sort === "number" ? trusted(' data-n="1"') : nothing}`;
  const label = sortable && column.sort !== null ? html`<button type="button">${column.label}</button>` : column.label;
  return html`<th scope="col"${attributes}>${label}</th>`;
}

function renderRow(row: TableRow): Markup {
  const key = row.key === null ? nothing : html` data-k="${row.key}"`;
  const reading = row.reading === "" ? nothing : html`<td class="r">${row.reading}</td>`;
  return html`<tr${key}><th scope="row">${row.head}</th>${row.cells}${reading}</tr>
`;
}

function renderTool(id: string, tool: TableTool): Markup {
  const keys =
    tool.keys === null
      ? nothing
      : html`<label>${tool.keys.label} <select>${tool.keys.options.map(([value, text]) => html`<option value="${value}">${text}</option>`)}</select></label>`;
  return html`<div class="tool" id="${id}" hidden><label>${tool.filterLabel} <input type="search" placeholder="${tool.filterPlaceholder}" autocomplete="off"></label>${keys}<button type="button">${tool.showAll}</button><output data-text="${tool.shown("#")}"></output></div>`;
}

/** Style of one kind of table: its grid, and the column labels that stand over each number on a telephone. */
export function columnStyle(kind: TableKind): string {
  const selector = `table.${kind.className}`;
  const tracks = (name: "track" | "print"): string => kind.columns.flatMap((column) => column[name] ?? []).join(" ");
  const labels = kind.columns
    .map(
      (column, index) => `${selector} td:nth-child(${index + 1}):not(.r)::before{content:${cssString(column.label)}}`,
    )
    .slice(1);
  const unprinted = kind.columns.flatMap((column, index) =>
    column.print === null ? [`${selector} tr>:nth-child(${index + 1})`] : [],
  );
  const print = unprinted.length === 0 ? "" : `@media print{${unprinted.join(",")}{display:none}}\n`;
  return `${selector}{--grid:${tracks("track")};--print:${tracks("print")}}
@media screen and (max-width:1199px){${labels.join("\n")}}
${print}`;
}

/** A text as a CSS string that can't leave its quotes or the style element. */
function cssString(text: string): string {
  return `"${text.replace(/["\\<>\n\r]/g, (letter) => `\\${letter.codePointAt(0)?.toString(16)} `)}"`;
}
