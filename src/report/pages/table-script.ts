/**
 * The only script of a page: sorting by the buttons in the header, filtering by name and result, and opening long
 * tables. Without it every row is there, in the order of the data. The page's policy admits it by its hash alone.
 */
export const tableScript = `"use strict";
for (const table of document.querySelectorAll("table[data-tool]")) {
  const body = table.tBodies[0], rows = [...body.rows], tool = document.getElementById(table.dataset.tool);
  const text = tool.querySelector("input"), kind = tool.querySelector("select"), shown = tool.querySelector("output");
  const all = tool.querySelector("button"), limit = rows.length > 30 ? 20 : rows.length;
  const names = rows.map((row) => row.cells[0].textContent.trim().toLowerCase());
  let open = rows.length <= limit;
  const number = (cell) => parseFloat(cell.textContent.replace(/\\u2212/g, "-").replace(/[,+%]/g, ""));
  const show = () => {
    const word = text.value.trim().toLowerCase(), wanted = kind ? kind.value : "";
    const place = new Map(rows.map((row, index) => [row, names[index]]));
    let count = 0;
    for (const row of body.rows) {
      const fits = place.get(row).includes(word) && (wanted === "" || row.dataset.k === wanted);
      row.hidden = !fits || (!open && word === "" && wanted === "" && count >= limit);
      if (!row.hidden) count++;
    }
    all.hidden = open || word !== "" || wanted !== "";
    shown.textContent = shown.dataset.text.replace("#", count);
  };
  for (const button of table.tHead.querySelectorAll("button")) {
    const head = button.parentElement, column = head.cellIndex, numeric = head.dataset.n === "1";
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === (numeric ? "descending" : "ascending") ? !numeric : numeric;
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const key = (row) => numeric ? number(row.cells[column]) : row.cells[column].textContent.trim();
      const keyed = [...body.rows].map((row) => [key(row), row]), lang = document.documentElement.lang;
      const order = new Intl.Collator(lang, { numeric: true }).compare;
      keyed.sort(([a], [b]) => numeric ? (isNaN(a) ? 1 : isNaN(b) ? -1 : down ? b - a : a - b) : down ? order(b, a) : order(a, b));
      body.append(...keyed.map(([, row]) => row));
      show();
    });
  }
  text.addEventListener("input", show);
  if (kind) kind.addEventListener("change", show);
  all.addEventListener("click", () => { open = true; show(); });
  let before = open;
  addEventListener("beforeprint", () => { before = open; open = true; show(); });
  addEventListener("afterprint", () => { open = before; show(); });
  tool.hidden = false;
  show();
}
`;

/** SHA-256 of `tableScript`, for the page's content security policy; a test holds the two together. */
export const tableScriptHash = "sha256-6RoGfjHcu7HR5fhnqvRN1lwsU0onbczrE9OxqwhCswA=";
