import { describe, expect, test } from "vitest";
import {
  type CodeParams,
  type FormulaExpectation,
  issue,
  type Language,
  type OptionExpectation,
} from "../../../src/base/index.ts";
import {
  codes,
  groupIssues,
  isCode,
  readIssues,
  renderIssue,
  renderIssues,
  renderPlace,
  wordsOf,
} from "../../../src/report/words/index.ts";

const lists = new Set(["known", "formats", "tried", "columns"]);
const numbers =
  /^(n|count|minimum|read|rejected|share|limit|coverage|decimals|expected|found|firstRow|dropped|position|row|rows|widths?|gradient|tolerance|condition|groups)$/;
/** Parameters that a name alone does not tell. */
const particular: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  FILE_UNREADABLE: { fault: "locked" },
  FORMULA_SYNTAX: { expected: "operand" },
  OPTION_VALUE: { expected: { oneOf: ["甲", "乙"] } },
  USAGE: { fault: "unknownOption" },
  OUTPUT_UNWRITABLE: { fault: "noFolder" },
  NO_USABLE_ROWS: { empty: ["甲", "乙"], zeroWeight: 3 },
  GROUPS_SMALL: { first: ["甲", "乙"] },
  COVERAGE_LOW: { first: [{ school: "甲", coverage: 0.5 }] },
  GROWTH_PRIOR_CONSTANT: { value: 12 },
  GROWTH_KNOTS_TIED: { knots: [12, 12] },
  GROWTH_NOT_PROVEN: { gap: 12 },
  COEFFICIENTS_OTHER_COLUMNS: { stored: ["甲"], given: ["乙"] },
};

/** Parameters of every code at once: lists for lists, 12 for numbers, the parameter's own name in brackets for texts. */
function anyParams(code: string): CodeParams[keyof CodeParams] {
  const values: Record<string, unknown> = { kind: "model", fault: "tab", ...particular[code] };
  return new Proxy(values, {
    get(known, name: string) {
      if (name in known) return known[name];
      if (name === "expected" && code.startsWith("STUDY")) return "share";
      if (code === "TOO_MANY_COLUMNS" && name === "columns") return 12;
      if (lists.has(name)) return ["甲", "乙"];
      return numbers.test(name) ? 12 : `<${name}>`;
    },
  }) as never;
}

describe.each<Language>(["zh", "en"])("messages in %s", (language) => {
  test.each(codes)("%s says what, why and how to mend, with nothing undefined", (code) => {
    const words = wordsOf({ code, params: anyParams(code) }, language);
    for (const part of [words.what, words.why, words.mend]) {
      expect(part).not.toBe("");
      // A message may name NaN as a fault of the data; it may not come from its own parameters.
      expect(part.replace(/[(（]NaN/, "")).not.toMatch(/undefined|NaN|\[object|[。.]$/);
    }
  });
});

test("Chinese messages are Chinese and English ones are English, quotations apart", () => {
  for (const code of codes) {
    const params = anyParams(code);
    expect(wordsOf({ code, params }, "zh").what).toMatch(/[一-龥]/);
    const english = Object.values(wordsOf({ code, params }, "en")).join(" ");
    expect(english.replace(/「.*?」|二（一）|甲|乙/g, "")).not.toMatch(/[一-龥，。；：]/);
  }
});

test("no Chinese message uses a word that must not be printed", () => {
  for (const code of codes) {
    const text = Object.values(wordsOf({ code, params: anyParams(code) }, "zh")).join("");
    expect(text).not.toMatch(/状元|升学率排名|名校率|差校|差班|末位|红黑榜|科学证明|完全客观|持平|预测成绩/);
  }
});

const above = issue(
  "MARK_ABOVE_FULL",
  { value: "128", fullMark: "120" },
  { file: "grade9.csv", sheet: "九年级", row: 418, column: "数学" },
);

test("an issue in a table has four lines with file, sheet, row and column", () => {
  expect(renderIssue(above, "en")).toBe(
    [
      "MARK_ABOVE_FULL  mark 128 is above the full mark 120",
      '  where  grade9.csv, sheet "九年级", row 418, column 数学',
      "  why    the paper's full mark is 120",
      "  mend   correct the mark, or the paper's full mark in the study file",
    ].join("\n"),
  );
  expect(renderIssue(above, "zh")).toBe(
    [
      "MARK_ABOVE_FULL  成绩128高于满分120",
      "  位置  grade9.csv，工作表“九年级”，第418行，“数学”列",
      "  原因  该卷满分为120分",
      "  办法  改正成绩，或在研究文件中改正该卷的满分",
    ].join("\n"),
  );
});

test("an issue in a study file says file:line:column and the path of keys", () => {
  expect(renderPlace({ file: "study.yaml", line: 4, character: 10, path: "models.0.outcome" }, "en")).toBe(
    "study.yaml:4:10  (models.0.outcome)",
  );
});

test("an issue without a place has no line for it", () => {
  expect(renderIssue(issue("QUOTE_OPEN", {}), "en").split("\n")).toHaveLength(3);
});

test("many issues of one kind stand under one message, with five places and a count of the rest", () => {
  const many = Array.from({ length: 7 }, (_, i) =>
    issue("SCHOOL_MISSING", {}, { file: "marks.csv", row: i + 2, column: "学校" }, "warning"),
  );
  const text = renderIssues([...many, above], "zh");
  const [first, second] = text.split("\n\n");
  expect(first).toContain("MARK_ABOVE_FULL");
  expect(second.split("\n")[0]).toBe("SCHOOL_MISSING  没有填学校（共7处）");
  expect(second).toContain("第6行");
  expect(second).not.toContain("第7行");
  expect(second).toContain("其余2处见问题清单");
});

test("grouped issues whose facts differ keep each its own facts", () => {
  const text = renderIssues(
    ["x", "y"].map((value, i) => issue("MARK_NOT_A_NUMBER", { value }, { file: "marks.csv", row: i + 2 })),
    "en",
  );
  expect(text).toContain('mark "x" is not a number (2 times)');
  expect(text).toContain('marks.csv, row 3: mark "y" is not a number');
});

test("issues of one kind that lie nowhere in a file name each once, the first in the first line", () => {
  const found = ["7", "9"].map((school) => issue("MEASURE_MISSING", { pot: "p", school }, {}, "warning"));
  expect(renderIssues(found, "zh").split("\n").slice(0, 2)).toEqual([
    "MEASURE_MISSING  学校7在奖项“p”中没有测算值（共2处）",
    "  另有  学校9在奖项“p”中没有测算值",
  ]);
});

test("three hundred rejected rows of each kind stay readable: duplicates and conflicts are one message each", () => {
  const at = (row: number) => ({ file: "marks.csv", row });
  const paper = { test: "exit", subject: "math", firstFile: "marks.csv" };
  const found = Array.from({ length: 300 }, (_, i) => [
    issue("ROW_DUPLICATE", { ...paper, student: `${i}`, firstRow: i + 2 }, at(i + 400)),
    issue("MARK_CONFLICT", { ...paper, student: `${i}`, firstRow: i + 2, first: "1", second: "2" }, at(i + 800)),
  ]).flat();
  for (const language of ["zh", "en"] as const) {
    expect(groupIssues(found)).toHaveLength(2);
    expect(renderIssues(found, language).split("\n").length).toBeLessThan(25);
  }
});

describe("issues on a page", () => {
  test("are sentences without a code: what, where, why and how to mend", () => {
    expect(readIssues([above], "zh")).toBe(
      "成绩128高于满分120。位置：grade9.csv，工作表“九年级”，第418行，“数学”列。原因：该卷满分为120分。办法：改正成绩，或在研究文件中改正该卷的满分。",
    );
    expect(readIssues([above], "en")).toBe(
      "Mark 128 is above the full mark 120. Where: grade9.csv, sheet \"九年级\", row 418, column 数学. Why: the paper's full mark is 120. To mend it: correct the mark, or the paper's full mark in the study file.",
    );
  });

  test("of one kind without places are told one after the other", () => {
    const found = ["7", "9"].map((school) => issue("MEASURE_MISSING", { pot: "p", school }));
    expect(readIssues(found, "zh")).toMatch(/^学校7在奖项“p”中没有测算值；学校9在奖项“p”中没有测算值。原因：/);
  });
});

test("schools that are small or poorly covered are one message, with the first of them and how many there are", () => {
  const counts = { model: "va", count: 12, total: 40, minimum: 10 };
  const small = issue("GROUPS_SMALL", { ...counts, group: "school", first: ["3", "4"] }, {}, "note");
  expect(renderIssue(small, "zh")).toContain("40所学校中有12所参评学生少于10人（模型“va”），学校代码：3、4等");
  expect(renderIssue(small, "en")).toContain(
    '12 of 40 schools have fewer than 10 students (model "va"): 3, 4 and 10 more',
  );
  const low = issue("COVERAGE_LOW", { ...counts, minimum: 0.9, count: 1, first: [{ school: "7", coverage: 0.805 }] });
  expect(renderIssue(low, "zh")).toContain("40所学校中有1所参评率低于90%（模型“va”），学校代码：7（80.5%）\n");
});

test("what a formula, an option or the command line lacks is said in the reader's language", () => {
  const formula = (expected: FormulaExpectation) =>
    wordsOf({ code: "FORMULA_SYNTAX", params: { formula: "y ~ x +", position: 8, expected } }, "zh").why;
  expect(formula("operand")).toBe("此处应为列名、数字或“(”");
  expect(formula({ signs: [")", ","] })).toBe("此处应为“)”或“,”");
  expect(formula({ closing: "`" })).toBe("此处应为结尾的 `");
  const option = (expected: OptionExpectation) =>
    wordsOf({ code: "OPTION_VALUE", params: { option: "--draws", value: "x", expected } }, "zh").why;
  expect(option({ from: 100, to: 1000 })).toBe("应为100到1000之间的整数");
  expect(option({ oneOf: ["csv", "parquet"] })).toBe("应为以下之一：csv、parquet");
  const usage = { fault: "unknownOption", detail: "--ouy", near: "--out" } as const;
  expect(wordsOf({ code: "USAGE", params: usage }, "zh").why).toBe("没有“--ouy”这个选项，是否应为“--out”");
  expect(wordsOf({ code: "USAGE", params: usage }, "en").why).toBe(
    'there is no option "--ouy" (did you mean "--out"?)',
  );
});

test("a near name is suggested where there is one", () => {
  const params = { column: "shcool", near: "school", known: ["school"] };
  expect(renderIssue(issue("COLUMN_UNKNOWN", params), "zh")).toContain("是否应为“school”");
  expect(renderIssue(issue("COLUMN_UNKNOWN", { column: "q", known: ["school"] }), "en")).not.toContain("did you mean");
});

test("a text is a code only where the tables have words for it", () => {
  expect(isCode("MARK_NEGATIVE")).toBe(true);
  expect(isCode("toString")).toBe(false);
});
