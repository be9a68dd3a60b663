import { describe, expect, test } from "vitest";
import { ProjectError } from "../../../src/base/index.ts";
import { readStudy } from "../../../src/pipeline/study/index.ts";
import { renderIssues } from "../../../src/report/words/index.ts";
import { changed, exampleStudy, marked } from "./example-study.ts";

/** Code, line, character, path and parameters of every fault of a study file. */
function faultsOf(text: string): { code: string; at: string; path?: string; params: object }[] {
  try {
    readStudy(text, "study.yaml");
  } catch (error) {
    if (!(error instanceof ProjectError)) throw error;
    // Whatever is said must be sayable in both languages.
    renderIssues(error.issues, "zh");
    renderIssues(error.issues, "en");
    return error.issues.map(({ code, params, where }) => ({
      code,
      params,
      at: `${where.file}:${where.line}:${where.character}`,
      ...(where.path === undefined ? {} : { path: where.path }),
    }));
  }
  return [];
}

describe("a right study", () => {
  const study = readStudy(exampleStudy, "/some/where/study.yaml");

  test("becomes sources whose paths start at the study file's folder", () => {
    expect(study.sources).toEqual([
      {
        id: "marks",
        path: "/some/where/data/marks.csv",
        shown: "data/marks.csv",
        encoding: "auto",
        layout: "wide",
        student: { column: "学号", within: "学校" },
        school: { column: "学校" },
        studentAttributes: { sex: "性别" },
        schoolAttributes: { authority: "学区" },
        statuses: {},
        marks: [
          { column: "入口", test: "entry", subject: "reading" },
          { column: "数学", test: "exit", subject: "math" },
        ],
      },
    ]);
    expect(study.schools).toBe(null);
  });

  test("has papers with decimal texts as range and a unit for each scale", () => {
    const [entry, exit] = study.tests;
    expect(entry.papers[0]).toMatchObject({ low: "-4", high: "4", decimals: 7, unit: { zh: "标准差" } });
    expect(exit.papers[0]).toMatchObject({ scale: "marks", low: "0", high: "120", decimals: 1, unit: { zh: "分" } });
    expect(exit).toMatchObject({ legalKind: "质量监测", date: "2025-06-18" });
  });

  test("fills in the defaults of models, indices, limits and draws", () => {
    expect(study.models[0]).toMatchObject({
      priors: [{ test: "entry", subject: "reading", degree: 2 }],
      estimation: "reml",
      minimumStudents: 10,
      zero: "average-student",
      why: { zh: "入口成绩解释大部分差异", en: "入口成绩解释大部分差异" },
    });
    expect(study.indices[0]).toMatchObject({ model: "va", scale: { mean: 50, sd: 10 } });
    expect(study.quality).toEqual({ maxRejectedShare: 0.01, minimumCoverage: 0.9, blocking: ["REJECTED_SHARE"] });
    expect(study.simulation).toEqual({ draws: 4000, seed: 20240901 });
    expect(study.engine).toEqual({ memory: "2GB", threads: 2 });
  });

  test("has money in fen, years as texts, and the model's minimum count for its pots", () => {
    expect(study.policy).toMatchObject({ classOf: "2025", fiscalYear: "2026" });
    expect(study.policy?.funds[0].pots[0]).toMatchObject({
      amount: 100000000n,
      minimumStudents: 10,
      clause: { document: "文件〔2019〕1号", article: "三(八)16", quotation: "" },
    });
  });

  test("knows where its parts stand", () => {
    expect(study.placeOf(["models", 0, "covariates", 0])).toMatchObject({ line: 38, character: 18 });
  });

  test("may be short: register, indices, rules and limits can be left out or left empty", () => {
    const short = exampleStudy.replace(/indices:[\s\S]*?privacy:/, "indices:\npolicy:\nschools:\nprivacy:");
    expect(readStudy(short, "s.yaml")).toMatchObject({ indices: [], policy: null, schools: null });
  });

  test("may have long sources with constants, a status column and a register", () => {
    const long = changed("layout: wide", "layout: long").replace(
      /marks:\n {6}-.*\n {6}-.*\n/,
      "test: { column: 考试 }\n    subject: { column: 科目 }\n    mark: 分数\n    status: { column: 状态 }\n",
    );
    const { sources, schools } = readStudy(
      `${long}schools: { file: /lists/schools.csv, id: 代码, name: 名称, attributes: { kind: 性质 } }\n`,
      "a/s.yaml",
    );
    expect(sources[0]).toMatchObject({
      path: "a/data/marks.csv",
      test: { column: "考试" },
      subject: { column: "科目" },
      mark: { column: "分数" },
      status: { column: "状态" },
    });
    expect(schools).toEqual({
      path: "/lists/schools.csv",
      shown: "/lists/schools.csv",
      encoding: "auto",
      id: "代码",
      name: "名称",
      attributes: { kind: "性质" },
    });
  });

  test("may take each row of a wide file as one student", () => {
    const { sources } = readStudy(changed("{ column: 学号, within: 学校 }", "{ eachRow: true }"), "s.yaml");
    expect(sources[0].student).toEqual({ eachRow: true });
  });
});

describe("the canonical form", () => {
  const canonical = (text: string, file = "study.yaml"): string => readStudy(text, file).canonical;

  test("does not change with comments, spacing, order of keys, stated defaults or the folder", () => {
    const same = changed("languages: [zh, en]\n", "").replace(
      "study: demo-2025\n",
      "# 注\nengine: { threads: 2 }\nstudy:   demo-2025\n",
    );
    expect(canonical(same, "/elsewhere/s.yaml")).toBe(canonical(exampleStudy));
  });

  test("changes with any value", () => {
    expect(canonical(changed("degree: 2", "degree: 3"))).not.toBe(canonical(exampleStudy));
  });
});

describe("faults of keys and values say where", () => {
  const method = { oneOf: ["multilevel", "linear"] };
  const title = "    title: { zh: 数学增值, en: Value added in mathematics }\n";
  test.each([
    [
      "an unknown key, with the near one",
      "covariates: [sex]",
      "¶covariate: [sex]",
      "STUDY_KEY_UNKNOWN",
      { near: "covariates" },
    ],
    ["an unknown key at the top", "indices:\n", "¶indexes:\n", "STUDY_KEY_UNKNOWN", { near: "indices" }],
    [
      "an unknown key of a text in two languages",
      "en: Example }",
      "en: E, ¶fr: F }",
      "STUDY_KEY_UNKNOWN",
      { key: "fr" },
    ],
    [
      "a text in one of two languages",
      "{ zh: 示例, en: Example }",
      "¶{ zh: 示例 }",
      "STUDY_KEY_MISSING",
      { key: "en" },
    ],
    [
      "a missing key",
      `id: va\n${title}    method: multilevel\n`,
      `¶id: va\n${title}`,
      "STUDY_KEY_MISSING",
      { key: "method", expected: method },
    ],
    [
      "a missing layout",
      "id: marks\n    file: data/marks.csv\n    layout: wide\n",
      "¶id: marks\n    file: data/marks.csv\n",
      "STUDY_KEY_MISSING",
      { key: "layout", expected: { oneOf: ["wide", "long"] } },
    ],
    [
      "a key without a value",
      "method: multilevel\n",
      "¶method:\n",
      "STUDY_KEY_MISSING",
      { key: "method", expected: method },
    ],
    [
      "a value that is none of the words",
      "kind: exit",
      "kind: ¶exti",
      "STUDY_VALUE",
      { expected: { oneOf: ["entrance", "exit", "term", "sample"] }, found: '"exti"' },
    ],
    [
      "a number outside its range",
      "degree: 2",
      "degree: ¶4",
      "STUDY_VALUE",
      { expected: { from: 1, to: 3 }, found: "4" },
    ],
    [
      "a text where a whole number stands",
      "degree: 2",
      "degree: ¶two",
      "STUDY_VALUE",
      { expected: { from: 1, to: 3 } },
    ],
    ["a broken number", "degree: 2", "degree: ¶1.5", "STUDY_VALUE", { expected: { from: 1, to: 3 } }],
    ["money without quotes", '"1,000,000.00"', "¶1000000.00", "STUDY_VALUE", { expected: "money", found: "1000000" }],
    ["money with three decimals", '"1,000,000.00"', '¶"1.005"', "STUDY_VALUE", { expected: "money" }],
    ["no money at all", '"1,000,000.00"', '¶"0.00"', "STUDY_VALUE", { expected: "money" }],
    ["an id that is no file name", "study: demo-2025", "study: ¶../demo", "STUDY_VALUE", { expected: "id" }],
    ["an id that Windows keeps for a device", "study: demo-2025", "study: ¶con", "STUDY_VALUE", { expected: "id" }],
    [
      "a school year that is none",
      "schoolYear: 2024-2025\nlang",
      "schoolYear: ¶2024-2026\nlang",
      "STUDY_VALUE",
      { expected: "schoolYear" },
    ],
    ["a year that is none", "classOf: 2025", "classOf: ¶2025届", "STUDY_VALUE", { expected: "year" }],
    ["a day that is not in the calendar", "date: 2025-06-18", "date: ¶2025-06-31", "STUDY_VALUE", { expected: "date" }],
    ["a range that is no decimal", "high: 4,", "high: ¶four,", "STUDY_VALUE", { expected: "decimal" }],
    ["a number where a text stands", "school: 学校", "school: ¶7", "STUDY_VALUE", { expected: "column", found: "7" }],
    [
      "an empty list",
      "priors: [ { test: entry, subject: reading, degree: 2 } ]",
      "priors: ¶[]",
      "STUDY_VALUE",
      { expected: "filledList" },
    ],
    ["a list where a mapping stands", "{ sex: 性别 }", "¶[性别]", "STUDY_VALUE", { expected: "mapping" }],
    ["a share above one", "quality: {", "quality: { maxRejectedShare: ¶5,", "STUDY_VALUE", { expected: "share" }],
    ["a name with a slash", "  exit:\n", "  ¶ex/it:\n", "STUDY_VALUE", { expected: "text" }],
    ["a misspelt key of the student", "within:", "¶withn:", "STUDY_KEY_UNKNOWN", { near: "within" }],
    ["a student who is a number", "{ column: 学号, within: 学校 }", "¶7", "STUDY_VALUE", { expected: "student" }],
    [
      "memory without a unit",
      "quality: {",
      "engine: { memory: ¶800 }\nquality: {",
      "STUDY_VALUE",
      { expected: "memory" },
    ],
  ])("%s", (_name, piece, by, code, params) => {
    const { text, at } = marked(changed(piece, by));
    const faults = faultsOf(text).filter((fault) => fault.code !== "STUDY_KEY_MISSING" || code === "STUDY_KEY_MISSING");
    expect(faults).toMatchObject([{ code, at, params }]);
  });

  test("a value that is too long to show is cut", () => {
    const [fault] = faultsOf(changed("kind: exit", `kind: ${"x".repeat(90)}`));
    expect(fault.params).toMatchObject({ found: `"${"x".repeat(38)}…` });
  });

  test("a list of models in an index is refused for now, by the index's name", () => {
    const { text, at } = marked(changed("model: va }\npolicy", "model: ¶[va, vb] }\npolicy"));
    expect(faultsOf(text)).toMatchObject([{ code: "INDEX_NEEDS_JOINT_MODEL", at, params: { index: "va-index" } }]);
  });

  test("all faults are told at once, in the order of the text", () => {
    const faults = faultsOf(
      changed("kind: exit", "kind: x").replace("degree: 2", "degree: 9").replace("study: demo-2025", "study: A"),
    );
    expect(faults.map(({ path }) => path)).toEqual(["study", "tests.exit.kind", "models.0.priors.0.degree"]);
  });

  test("a file of comments only is empty, and a list is no study", () => {
    expect(faultsOf("# 空\n")).toMatchObject([{ code: "YAML_SYNTAX", params: { fault: "empty" } }]);
    expect(faultsOf("- a\n")).toMatchObject([
      { code: "STUDY_VALUE", at: "study.yaml:1:1", params: { expected: "mapping" } },
    ]);
  });

  test("a file that is not YAML says line and character", () => {
    const { text, at } = marked(`${exampleStudy}¶quality: {}\n`);
    expect(faultsOf(text)).toMatchObject([
      { code: "YAML_SYNTAX", at, params: { fault: "duplicateKey", detail: "quality" } },
    ]);
  });

  test("keys that JavaScript objects have by birth are unknown keys, not values", () => {
    expect(faultsOf(`${exampleStudy}__proto__: { study: x }\n`)).toMatchObject([{ code: "STUDY_KEY_UNKNOWN" }]);
    expect(faultsOf(changed("outcome: { test: exit,", "outcome: { test: constructor,"))).toMatchObject([
      { code: "STUDY_REFERENCE", params: { kind: "test", name: "constructor" } },
    ]);
  });
});

describe("references are checked", () => {
  test.each([
    [
      "the test of a column",
      "test: exit, subject: math }\ntests",
      "test: exti, subject: math }\ntests",
      "STUDY_REFERENCE",
      "sources.0.marks.1.test",
      { kind: "test", near: "exit" },
    ],
    [
      "the subject of a column",
      "subject: math }\ntests",
      "subject: maths }\ntests",
      "STUDY_REFERENCE",
      "sources.0.marks.1.subject",
      { kind: "subject", near: "math", known: ["math"] },
    ],
    [
      "the outcome's subject",
      "outcome: { test: exit, subject: math }",
      "outcome: { test: exit, subject: english }",
      "STUDY_REFERENCE",
      "models.0.outcome.subject",
      { kind: "subject" },
    ],
    [
      "a covariate",
      "covariates: [sex]",
      "covariates: [sax]",
      "STUDY_REFERENCE",
      "models.0.covariates.0",
      { kind: "attribute", near: "sex", known: ["sex", "authority"] },
    ],
    [
      "a level that is the student's",
      "levels: [authority]",
      "levels: [sex]",
      "STUDY_REFERENCE",
      "models.0.levels.0",
      { kind: "schoolAttribute", known: ["authority"] },
    ],
    [
      "an index's model",
      "title: 增值指数, model: va }",
      "title: 增值指数, model: vb }",
      "STUDY_REFERENCE",
      "indices.0.model",
      { kind: "model", near: "va" },
    ],
    [
      "a pot's model",
      "model: va }\n          clause",
      "model: other }\n          clause",
      "STUDY_REFERENCE",
      "policy.funds.0.pots.0.measure.model",
      { kind: "model" },
    ],
    [
      "a blocking code",
      "[REJECTED_SHARE]",
      "[REJECTED_SHARES]",
      "STUDY_REFERENCE",
      "quality.blocking.0",
      { kind: "code", near: "REJECTED_SHARE" },
    ],
    [
      "a prior that is the outcome",
      "priors: [ { test: entry, subject: reading",
      "priors: [ { test: exit, subject: math",
      "PRIOR_IS_OUTCOME",
      "models.0.priors.0",
      { model: "va" },
    ],
    [
      "a prior given twice",
      "degree: 2 } ]",
      "degree: 2 }, { test: entry, subject: reading } ]",
      "STUDY_DUPLICATE",
      "models.0.priors.1",
      { kind: "prior" },
    ],
    [
      "a paper that no column feeds",
      "      - { column: 入口, test: entry, subject: reading }\n",
      "",
      "PAPER_UNFED",
      "models.0.priors.0",
      { test: "entry", subject: "reading" },
    ],
    [
      "a paper that two columns claim",
      "      - { column: 数学,",
      "      - { column: 数, test: exit, subject: math }\n      - { column: 数学,",
      "STUDY_DUPLICATE",
      "sources.0.marks.2",
      { kind: "mark" },
    ],
    [
      "an attribute of two owners",
      "{ authority: 学区 }",
      "{ authority: 学区, sex: 校别 }",
      "STUDY_DUPLICATE",
      "sources.0.schoolAttributes.sex",
      { kind: "attribute" },
    ],
    [
      "a paper without its full mark",
      ", fullMark: 120 }",
      " }",
      "STUDY_KEY_MISSING",
      "tests.exit.papers.math.fullMark",
      { key: "fullMark" },
    ],
    [
      "a standard score with a full mark",
      "high: 4,",
      "high: 4, fullMark: 9,",
      "PAPER_KEY_UNFIT",
      "tests.entry.papers.reading.fullMark",
      { scale: "standardised" },
    ],
    [
      "a range upside down",
      'low: "-4", high: 4',
      "low: 4, high: 4.0",
      "PAPER_RANGE",
      "tests.entry.papers.reading.high",
      { low: "4", high: "4" },
    ],
  ])("%s", (_name, piece, by, code, path, params) => {
    expect(faultsOf(changed(piece, by))).toMatchObject([{ code, path, params }]);
  });

  test("ids that occur twice are named where they occur again", () => {
    const { text, at } = marked(
      changed("indices:\n", "indices:\n  - { id: va-index, title: 甲, model: va }\n").replace(
        "{ id: va-index, title: 增",
        "{ id: ¶va-index, title: 增",
      ),
    );
    expect(faultsOf(text)).toMatchObject([{ code: "STUDY_DUPLICATE", at, params: { kind: "index" } }]);
  });
});

describe("money and entrance examinations", () => {
  test.each(["中考", "高考"])("a conforming pot may not rest on %s", (legalKind) => {
    const text = changed("legalKind: 质量监测", `legalKind: ${legalKind}`);
    expect(faultsOf(text)).toMatchObject([
      {
        code: "POLICY_ENTRANCE_MONEY",
        path: "policy.funds.0.pots.0.measure.model",
        params: { pot: "progress", test: "exit", legalKind },
      },
    ]);
  });

  test("a historical recomputation may, and so may a pot that counts heads only", () => {
    const entrance = changed("legalKind: 质量监测", "legalKind: 中考");
    expect(faultsOf(entrance.replace("mode: conforming", "mode: historical"))).toEqual([]);
    expect(faultsOf(entrance.replace("kind: expectedGain", "kind: head"))).toEqual([]);
  });

  test("a conforming pot on a common examination goes on with a warning", () => {
    const { warnings } = readStudy(changed("legalKind: 质量监测", "legalKind: 历史统考"), "study.yaml");
    expect(warnings).toMatchObject([{ code: "POLICY_COMMON_EXAM_MONEY", severity: "warning" }]);
    expect(readStudy(exampleStudy, "study.yaml").warnings).toEqual([]);
  });
});

describe("words for attributes", () => {
  const withWords = (words: string) => changed("tests:\n", `attributes:\n  ${words}\ntests:\n`);

  test("give a name in both languages, and names of values where the study has them", () => {
    const study = readStudy(
      withWords('sex: { zh: 性别, en: Sex, levels: { "1": 男, F: { zh: 女, en: female } } }'),
      "study.yaml",
    );
    expect(study.attributes.get("sex")).toEqual({
      name: { zh: "性别", en: "Sex" },
      levels: new Map([
        ["1", { zh: "男", en: "男" }],
        ["F", { zh: "女", en: "female" }],
      ]),
    });
    const plain = readStudy(withWords("authority: 学区"), "study.yaml");
    expect(plain.attributes.get("authority")).toEqual({ name: { zh: "学区", en: "学区" }, levels: new Map() });
    expect(plain.attributes.has("sex")).toBe(false);
  });

  test("of an attribute that no source has are a fault, with the near name", () => {
    const { text, at } = marked(withWords("sxe: ¶性别"));
    const known = ["sex", "authority"];
    const params = { kind: "attribute", name: "sxe", near: "sex", known };
    expect(faultsOf(text)).toEqual([{ code: "STUDY_REFERENCE", at, path: "attributes.sxe", params }]);
  });

  test("need both languages or one text for both", () => {
    const { text, at } = marked(withWords("sex: ¶{ zh: 性别 }"));
    const params = { key: "en", expected: "text" };
    expect(faultsOf(text)).toEqual([{ code: "STUDY_KEY_MISSING", at, path: "attributes.sex.en", params }]);
  });
});

test("the whole that schools are compared with is everyone, unless the study names it", () => {
  expect(readStudy(exampleStudy, "study.yaml").area).toEqual({ zh: "全体", en: "all schools" });
  const named = changed("languages:", "area: { zh: 全市, en: the city }\nlanguages:");
  expect(readStudy(named, "study.yaml").area).toEqual({ zh: "全市", en: "the city" });
});
