import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { randomStream } from "../../../src/base/index.ts";
import { runStudy } from "../../../src/pipeline/index.ts";
import { type RunSummary, renderRunSummary } from "../../../src/report/index.ts";

/**
 * Marks of made-up schools that are known by numbers only: 1 to 12 with 30 students each, 13 with three students, 14
 * whose students were all absent from the second test, and 2 of whose students a third was absent.
 */
function marksFile(): string {
  const stream = randomStream(7, "study pages");
  const rows: string[] = ["school,number,sex,type,entry,exit"];
  for (let school = 1; school <= 14; school++) {
    const students = school === 13 ? 3 : 30;
    for (let number = 1; number <= students; number++) {
      const entry = 40 + Math.round(stream.uniform() * 50);
      const exit = Math.min(100, Math.max(0, Math.round(0.6 * entry + 20 + school + 20 * (stream.uniform() - 0.5))));
      const isAbsent = school === 14 || (school === 2 && number % 3 === 0);
      rows.push([school, number, number % 2, school % 2, entry, isAbsent ? "缺考" : exit].join(","));
    }
  }
  // One row stands there twice.
  return `${[...rows, rows[1]].join("\n")}\n`;
}

const study = `
study: numbered
title: { zh: 编号学校, en: Numbered schools }
schoolYear: unknown
sources:
  - id: marks
    file: marks.csv
    layout: wide
    student: { column: number, within: school }
    school: school
    studentAttributes: { sex: sex }
    schoolAttributes: { type: type }
    marks:
      - { column: entry, test: entry, subject: math }
      - { column: exit, test: exit, subject: math }
attributes:
  sex: { zh: 性别, en: Sex, levels: { "0": { zh: 女, en: female }, "1": { zh: 男, en: male } } }
  type: { zh: 片区, en: Area }
tests:
  entry:
    name: { zh: 入学测试, en: Entry test }
    kind: entrance
    legalKind: 入学测试
    schoolYear: unknown
    papers: { math: { name: { zh: 测试数学, en: Mathematics }, fullMark: 100 } }
  exit:
    name: { zh: 质量监测, en: Monitoring }
    kind: exit
    legalKind: 质量监测
    schoolYear: unknown
    papers: { math: { name: { zh: 数学, en: Mathematics }, fullMark: 100 } }
models:
  - id: va
    title: { zh: 数学增值, en: Value added in mathematics }
    method: multilevel
    outcome: { test: exit, subject: math }
    priors: [{ test: entry, subject: math }]
    covariates: [sex]
    levels: [type]
    why: { zh: 说明, en: Reason }
policy:
  mode: historical
  schoolYear: unknown
  classOf: unknown
  fiscalYear: unknown
  funds:
    - id: fund
      name: { zh: 奖金, en: Fund }
      pots:
        - { id: pot, name: { zh: 奖项, en: Pot }, amountYuan: "10000.00", method: proportional, measure: { kind: expectedGain, model: va } }
privacy: { purpose: 测试, legalBasis: 模拟数据, retention: 不保存 }
`;

let folder = "";
let run: RunSummary;

/** What a reader sees of a page. */
function pageText(name: string): string {
  return readFileSync(join(folder, "out", name), "utf8")
    .replace(/<(style|script|svg)[\s\S]*?<\/\1>/g, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "zengzhi-pages-"));
  writeFileSync(join(folder, "marks.csv"), marksFile());
  writeFileSync(join(folder, "study.yaml"), study);
  run = await runStudy(join(folder, "study.yaml"), { out: join(folder, "out") });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the pages of a study whose schools have numbers only", () => {
  test("call them by words and part each name from what follows it", () => {
    const zh = pageText("index.html");
    expect(zh).toMatch(/ 12号学校 /);
    expect(zh).toMatch(/12号学校的质量监测数学增值为/);
    expect(pageText("index.en.html")).toMatch(/School 12: value added in Mathematics \(Monitoring\) [+−]?\d/);
    expect(pageText("schools/12.en.html")).toContain("School 12: value-added feedback, school year not stated");
  });

  test("print the study's words for attributes, and the reference of each coefficient", () => {
    const zh = pageText("index.html");
    expect(zh).toContain("预期成绩同时考虑性别。");
    expect(zh).toContain("性别：男（对照：女）");
    expect(zh).toContain("各片区增值");
    expect(zh).toContain("片区1的质量监测数学增值为");
    expect(pageText("index.en.html")).toContain("Sex: male (reference: female)");
  });

  test("write a word once that test and paper share", () => {
    expect(pageText("index.html")).toContain("以入学测试数学为入口");
  });

  test("keep the order of the numbers in every table, those without students last", () => {
    const names = [...pageText("index.html").matchAll(/ (\d+)号学校 (?=\d)/g)].map((match) => Number(match[1]));
    const expected = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14];
    expect(names).toEqual([...expected, ...expected]);
  });

  test("tell no students from few students, in the table and in the fund", () => {
    const zh = pageText("index.html");
    expect(zh).toContain("14号学校没有参评学生，不作评价。");
    expect(zh).toContain("13号学校有参评学生3人，样本量不足，不作评价。");
    expect(zh).toContain("14号学校无参评学生，不参与本项分配。");
    expect(zh).toContain("13号学校样本量不足，不参与本项分配。");
    expect(zh).toContain("另有1所学校样本量不足，不作评价。另有1所学校没有参评学生。");
    expect(pageText("schools/14.html")).not.toContain("预期与实际");
  });

  test("say where coverage is low, by the study's own limit", () => {
    const zh = pageText("index.html");
    expect(zh).toContain("14所学校中有2所参评率低于90%，学校代码：2（66.7%）、14（0%）。");
    expect(zh).toContain("低于90%的要求");
  });

  test("say what is counted as due, and that marks were read, not rows", () => {
    const zh = pageText("index.html");
    expect(zh).toContain("应考为数据来源中有该次考试任何记录的学生");
    expect(zh).toContain("本系统不读取学籍名册");
    expect(zh).toContain("共读入成绩788个");
  });

  test("show no student's number", () => {
    expect(pageText("index.html")).toContain("学生***的“entry”“math”成绩重复");
    expect(pageText("index.html")).not.toMatch(/1\/1[^\d]/);
  });

  test("give each award its exact arithmetic, which gives its amount", () => {
    const found = /10,000\.00元×([\d.]+)÷([\d.]+)＝([\d,.]+)元/.exec(pageText("index.html"));
    const [points, total, amount] = (found ?? []).slice(1).map((text) => Number(text.replaceAll(",", "")));
    expect(Math.abs((10000 * points) / total - amount)).toBeLessThanOrEqual(0.01);
  });

  test("claim no document that there is not, and print no code of ours", () => {
    const zh = pageText("index.html");
    expect(zh).toContain("没有文件依据，不对应任何实际资金");
    expect(zh).not.toMatch(/unknown|文件未明确|文件当时的规则|建议数（元）|GROUPS_SMALL|COVERAGE_LOW|undefined|NaN/);
  });
});

describe("what the terminal prints of the same run", () => {
  test("counts schools as the page does", () => {
    const found = /参与比较的(\d+)所学校中，(\d+)所增值高于全体平均，(\d+)所低于/.exec(pageText("index.html"));
    const [above, below] = [Number(found?.[2]), Number(found?.[3])];
    expect(run.models[0]).toMatchObject({ above, below });
  });

  test("says that the school year is not stated, and groups what was found", () => {
    const zh = renderRunSummary(run, "zh");
    expect(zh).toContain("研究 numbered（学年不详）");
    expect(zh).toContain("GROUPS_SMALL  13所学校中有1所参评学生少于10人（模型“va”），学校代码：13");
    expect(renderRunSummary(run, "en")).toContain("(school year not stated)");
  });
});
