import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { renderBureauPage, renderPublicPage, renderSchoolPage } from "../../src/report/pages/index.ts";
import { anchorOf, safeLink } from "../../src/report/pages/markup.ts";
import { tableScript, tableScriptHash } from "../../src/report/pages/table-script.ts";
import { sampleReport } from "./sample-report.ts";

const hostile = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  '=HYPERLINK("http://x","y")',
  "</title></svg><script>alert(2)</script>",
  "مدرسة النور",
  "甲".repeat(200),
  "🏫 Schule & Söhne's",
];

/** What a reader sees: the page without style, script and tags. */
function textOf(page: string): string {
  return page
    .replace(/<(style|script)[\s\S]*?<\/\1>/g, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");
}

describe("the bureau page", () => {
  test.each(["zh", "en"] as const)("stays as it was looked at (%s)", async (language) => {
    const report = sampleReport({ schools: 9, groups: 3 });
    await expect(renderBureauPage(report, language)).toMatchFileSnapshot(`snapshots/bureau-page.${language}.html`);
  });

  test("has the same bytes each time it is made", () => {
    const report = sampleReport({ schools: 30 });
    expect(renderBureauPage(report, "zh")).toBe(renderBureauPage(sampleReport({ schools: 30 }), "zh"));
  });

  test("escapes names in text, attributes and pictures", () => {
    const page = renderBureauPage(sampleReport({ schools: 12, names: hostile }), "en");
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toMatch(/<img/);
    expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(page).toContain("=HYPERLINK(&quot;http://x&quot;");
    expect(page).toContain("\u2068مدرسة النور\u2069");
  });

  test("admits its own script by hash and nothing else", () => {
    const page = renderBureauPage(sampleReport({ schools: 3 }), "zh");
    const hash = createHash("sha256").update(tableScript).digest("base64");
    expect(tableScriptHash).toBe(`sha256-${hash}`);
    expect(page).toContain(`<script>${tableScript}</script>`);
    expect(page).toContain(`default-src 'none'; style-src 'unsafe-inline'; script-src '${tableScriptHash}'`);
  });

  test("asks the network for nothing", () => {
    const page = renderBureauPage(sampleReport({ schools: 20, groups: 4 }), "zh");
    expect(page.replaceAll("http://www.w3.org/2000/svg", "")).not.toMatch(/https?:|url\(|@import|\ssrc=/);
  });

  test("gives each school a row with the sentence that reads it", () => {
    const report = sampleReport({ schools: 40 });
    const page = renderBureauPage(report, "zh");
    const table = page.slice(page.indexOf('id="table-exam-school"'));
    const readings = table.slice(0, table.indexOf("</table>")).match(/<td class="r">[^<]+。<\/td>/g) ?? [];
    expect(readings).toHaveLength(40);
  });

  test("says how many schools stand where, and these add up", () => {
    const text = textOf(renderBureauPage(sampleReport({ schools: 65 }), "zh"));
    const found = /参与比较的(\d+)所学校中，(\d+)所增值高于全市平均，(\d+)所低于全市平均，其余(\d+)所/.exec(text);
    expect(found).not.toBeNull();
    const [total, above, below, same] = (found ?? []).slice(1).map(Number);
    expect((above ?? 0) + (below ?? 0) + (same ?? 0)).toBe(total);
  });

  test("carries the watermark in historical mode only, on the screen and in print", () => {
    const words = "历史规则复算，仅供研究，不得作为资金分配、考核奖惩依据";
    const historical = renderBureauPage(sampleReport({ schools: 3, mode: "historical" }), "zh");
    expect(historical).toContain(`<aside class="history" aria-label="提示">${words}</aside>`);
    expect(historical).toMatch(/@media print\{[\s\S]*\.history\{position:fixed/);
    expect(renderBureauPage(sampleReport({ schools: 3 }), "zh")).not.toContain(words);
  });

  test("says of a historical page without any document that none stands behind it, and proposes nothing", () => {
    const report = sampleReport({ schools: 12, mode: "historical" });
    expect(textOf(renderBureauPage(report, "zh"))).toContain("本页按文件当时的规则逐条复算");
    const clause = { document: "", article: "", quotation: "" };
    const funds = report.funds.map((fund) => ({ ...fund, pots: fund.pots.map((pot) => ({ ...pot, clause })) }));
    const text = textOf(renderBureauPage({ ...report, funds }, "zh"));
    expect(text).toContain("本页的资金测算为算法演示，没有文件依据");
    expect(text).not.toMatch(/文件当时的规则|文件未明确|的建议数|建议数（元）/);
  });

  test("says so where the school year is not known, in the title too", () => {
    const report = sampleReport({ schools: 12 });
    const unknown = { ...report, study: { ...report.study, schoolYear: "unknown", classOf: null } };
    for (const language of ["zh", "en"] as const) {
      const pages = [
        renderBureauPage(unknown, language),
        renderPublicPage(unknown, language),
        renderSchoolPage(unknown, "S0001", language, null) ?? "",
      ];
      for (const page of pages) {
        expect(page).not.toContain("unknown");
        expect(page.match(/<title>(.*)<\/title>/)?.[1]).toMatch(/（学年不详）|, school year not stated/);
      }
    }
  });

  test("reads naturally whether the whole has a name or is simply everyone", () => {
    const report = sampleReport({ schools: 12 });
    const everyone = { ...report, study: { ...report.study, area: { zh: "全体", en: "all schools" } } };
    const zh = textOf(renderBureauPage(everyone, "zh"));
    expect(zh).toContain("全体参评学生");
    expect(zh).toContain("增值高于全体平均");
    expect(zh).not.toMatch(/全体(?:校际|本届|各)/);
    expect(textOf(renderBureauPage(everyone, "en"))).not.toMatch(/in all schools|all schools in/);
  });

  test("shows a school without students as having none, and no part of its page that needs them", () => {
    const report = sampleReport({ schools: 12 });
    const model = report.models[0];
    const level = model?.levels[0];
    if (model === undefined || level === undefined) throw new Error("the sample has a model with schools");
    const nothing = { n: 0, low: null, high: null, shrunken: null, unshrunken: null, meanOutcome: null };
    const rows = level.rows.map((row, i) =>
      i === 0 ? { ...row, ...nothing, meanExpected: null, meanEntry: null, flags: ["noStudents" as const] } : row,
    );
    const changed = { ...report, models: [{ ...model, levels: [{ ...level, rows }] }] };
    expect(textOf(renderBureauPage(changed, "zh"))).toContain("另有1所学校没有参评学生。");
    const page = textOf(renderSchoolPage(changed, "S0001", "zh", null) ?? "");
    expect(page).toContain("没有参评学生，不作评价");
    expect(page).not.toContain("预期与实际");
  });

  test("marks results when too many rows were turned away or too few students were assessed", () => {
    const text = textOf(renderBureauPage(sampleReport({ schools: 3, resultsMarked: true, coverage: 0.914 }), "zh"));
    expect(text).toContain("未采用的成绩超过上限");
    expect(text).toContain("本结果参评率为91.4%，低于95%的要求，结果仅供参考，不用于评先和资金测算。");
  });

  test("prints the clause, or that the document is silent", () => {
    const text = textOf(renderBureauPage(sampleReport({ schools: 5 }), "zh"));
    expect(text).toContain("「按参评人数平均分配」");
    expect(text).toContain("文件未明确，按系统默认规则测算");
  });

  test("links to the other language only where it is written", () => {
    const report = sampleReport({ schools: 3 });
    expect(renderBureauPage(report, "zh")).toContain('href="index.en.html"');
    expect(renderBureauPage({ ...report, languages: ["zh"] }, "zh")).not.toContain("index.en.html");
  });

  test("stays below 5 MB with 2,410 schools and a fund", () => {
    const page = renderBureauPage(sampleReport({ schools: 2410, groups: 131 }), "zh");
    expect(Buffer.byteLength(page)).toBeLessThan(5_000_000);
    expect(page.match(/data-k="(above|below|same|unjudged)"/g)?.length).toBeGreaterThanOrEqual(2410 + 131);
  });
});

describe("links and anchors from data", () => {
  test("stay inside the folder or are left out", () => {
    expect(safeLink("schools/S0001.html")).toBe("schools/S0001.html");
    for (const bad of ["javascript:alert(1)", "\tjavascript:alert(1)", "//host/x", "http://host", "a\\b", ""]) {
      expect(safeLink(bad)).toBeNull();
    }
  });

  test("differ where identifiers differ", () => {
    expect(anchorOf("model", "a b")).toBe("model-a_20b");
    expect(anchorOf("model", "数学")).not.toBe(anchorOf("model", "科学"));
  });
});

describe("the school page", () => {
  test("names no other school and carries no script", () => {
    const report = sampleReport({ schools: 20 });
    const page = renderSchoolPage(report, "S0001", "zh", "../index.html") ?? "";
    const own = report.models[0]?.levels[0]?.rows[0]?.name.zh ?? "";
    const others = (report.models[0]?.levels[0]?.rows ?? []).slice(1).map((row) => row.name.zh);
    expect(page).toContain(own);
    expect(others.filter((name) => page.includes(name))).toEqual([]);
    expect(page).not.toContain("<script");
  });

  test("is not made for a school that no model has", () => {
    expect(renderSchoolPage(sampleReport({ schools: 3 }), "nobody", "zh", null)).toBeNull();
  });
});

describe("the public page", () => {
  test("shows no school, no value added and no small number", () => {
    const report = sampleReport({ schools: 20 });
    const small = { ...report, counts: report.counts.map((row, index) => (index === 0 ? { ...row, sat: 9 } : row)) };
    const text = textOf(renderPublicPage(small, "zh"));
    const schools = (report.models[0]?.levels[0]?.rows ?? []).map((row) => row.name.zh);
    expect(schools.filter((name) => text.includes(name))).toEqual([]);
    expect(text).not.toMatch(/标准差|误差范围|把握|缺考/);
    expect(text.match(/不公布/g)).toHaveLength(3);
  });
});
