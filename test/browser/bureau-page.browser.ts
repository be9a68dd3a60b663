/**
 * Looks at the pages in a real browser: axe, no network, no console error, sorting, filtering, the long table's button,
 * print, hostile names and no sideways scroll at 390 px: `npm run test:browser [-- further pages]`.
 * Leaves with 1 on a failure; without a browser it says so and leaves with 0, under CI with 1.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { renderBureauPage, renderPublicPage, renderSchoolPage } from "../../src/report/pages/index.ts";
import { sampleReport } from "../report/sample-report.ts";

const executables = [
  process.env.CHROMIUM ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];
const executablePath = executables.find((path) => path !== "" && existsSync(path));
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const failures: string[] = [];

function check(condition: boolean, what: string): void {
  process.stdout.write(`${condition ? "ok  " : "FAIL"}  ${what}\n`);
  if (!condition) failures.push(what);
}

const hostile = [
  "<script>alert(1)</script>",
  '=cmd|"/c calc"!A1',
  "甲".repeat(200),
  "مدرسة النور الثانوية",
  "🏫👩‍🏫 school",
  "a\u202eb",
];
const hostileReport = sampleReport({ schools: 24, names: hostile });

const pages: Readonly<Record<string, string>> = {
  "bureau.zh": renderBureauPage(sampleReport({ schools: 65, groups: 6 }), "zh"),
  "bureau.en": renderBureauPage(sampleReport({ schools: 65, groups: 6 }), "en"),
  "historical.zh": renderBureauPage(
    sampleReport({ schools: 10, mode: "historical", coverage: 0.91, resultsMarked: true }),
    "zh",
  ),
  "hostile.en": renderBureauPage(hostileReport, "en"),
  "hostile.zh": renderBureauPage(hostileReport, "zh"),
  "school.zh": renderSchoolPage(hostileReport, "S0003", "zh", "../index.html") ?? "",
  "school.en": renderSchoolPage(hostileReport, "S0001", "en", "../index.html") ?? "",
  "public.zh": renderPublicPage(sampleReport({ schools: 65 }), "zh"),
};

async function openPage(browser: Browser, path: string, width: number): Promise<{ page: Page; faults: string[] }> {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  const faults: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("request", (request) => {
    if (request.url() !== pathToFileURL(path).href) faults.push(`request ${request.url()}`);
  });
  page.on("dialog", (dialog) => {
    faults.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(pathToFileURL(path).href);
  return { page, faults };
}

/** Runs axe outside the page's policy, which rightly admits no other script. */
async function axeViolations(page: Page): Promise<string[]> {
  const found: unknown = await page.evaluate(`(async () => { ${axeSource}
    const result = await axe.run(document, { resultTypes: ["violations"] });
    return result.violations.map((one) => one.id + " ×" + one.nodes.length + ": " + one.nodes[0].html.slice(0, 160)); })()`);
  return Array.isArray(found) ? found.map(String) : ["axe gave no answer"];
}

async function lookAt(browser: Browser, name: string, path: string): Promise<void> {
  for (const width of [1440, 1200, 1100, 1000, 390]) {
    const { page, faults } = await openPage(browser, path, width);
    const overflow = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
    check(overflow === 0, `${name} at ${width} px does not scroll sideways (${overflow})`);
    const violations = await axeViolations(page);
    check(violations.length === 0, `${name} at ${width} px is clean for axe ${violations.join(" | ")}`);
    check(faults.length === 0, `${name} at ${width} px asks for nothing and logs nothing ${faults.join(" | ")}`);
    await page.close();
  }
}

/** Texts of one column's visible cells. */
async function column(page: Page, table: string, index: number): Promise<string[]> {
  return page.$$eval(
    `${table} tbody tr:not([hidden])`,
    (rows, at) => rows.map((row) => row.children[at]?.textContent ?? ""),
    index,
  );
}

async function useTable(browser: Browser, path: string): Promise<void> {
  const { page } = await openPage(browser, path, 1440);
  const table = "#table-exam-school";
  check((await column(page, table, 0)).length === 20, "a long table opens with its first rows");
  await page.click(`${table}-tool button`);
  check((await column(page, table, 0)).length === 65, "the button shows every row");
  const header = page.locator(`${table} thead th`).nth(3);
  await header.locator("button").focus();
  await page.keyboard.press("Enter");
  const values = (await column(page, table, 3)).map((text) => Number(text.replace("−", "-")));
  check((await header.getAttribute("aria-sort")) === "descending", "the keyboard sorts, and aria-sort says so");
  check(
    values.every((value, index) => index === 0 || value <= (values[index - 1] ?? value)),
    "numbers sort by value, minus signs included",
  );
  await header.locator("button").click();
  check((await header.getAttribute("aria-sort")) === "ascending", "a second press turns the order");
  await page.fill(`${table}-tool input`, "东溪");
  const named = await column(page, table, 0);
  check(
    named.length > 0 && named.every((name) => name.includes("东溪")),
    "the filter keeps the rows that hold the text",
  );
  await page.fill(`${table}-tool input`, "");
  await page.selectOption(`${table}-tool select`, "above");
  const kinds = await page.$$eval(`${table} tbody tr:not([hidden])`, (rows) =>
    rows.map((row) => row.getAttribute("data-k")),
  );
  check(kinds.length > 0 && kinds.every((kind) => kind === "above"), "the result filter keeps one result");
  await page.close();
}

async function printIt(browser: Browser, path: string): Promise<void> {
  const { page } = await openPage(browser, path, 1440);
  await page.emulateMedia({ media: "print" });
  const pdf = (await page.pdf({ format: "A4", printBackground: true })).toString("latin1");
  check((pdf.match(/\/Type \/Page\b/g)?.length ?? 0) > 1, "the page prints on several sheets");
  const position = await page.evaluate("getComputedStyle(document.querySelector('.history')).position");
  check(position === "fixed", "the watermark strip is fixed in print, and so on every sheet");
  await page.close();
}

async function main(): Promise<void> {
  if (executablePath === undefined) {
    process.stdout.write("no chromium found (set CHROMIUM to its path): pages were not looked at\n");
    process.exitCode = process.env.CI === undefined ? 0 : 1;
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), "zengzhi-pages-"));
  const quiet = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
  ];
  const args = [...quiet, "--disable-component-update", "--disable-sync"];
  const browser = await chromium.launch({ executablePath, args });
  try {
    for (const [name, text] of Object.entries(pages)) {
      const path = join(folder, `${name}.html`);
      writeFileSync(path, text);
      await lookAt(browser, name, path);
    }
    for (const path of process.argv.slice(2)) await lookAt(browser, path, resolve(path));
    await useTable(browser, join(folder, "bureau.zh.html"));
    await printIt(browser, join(folder, "historical.zh.html"));
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
  process.stdout.write(failures.length === 0 ? "all pages are well\n" : `${failures.length} checks failed\n`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

await main();
