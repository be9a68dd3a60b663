import { describe, expect, test } from "vitest";
import { type CodeParams, issue, type Language } from "../../../src/base/index.ts";
import { codes, isCode, renderIssue, renderIssues, renderPlace, wordsOf } from "../../../src/report/words/index.ts";

const lists = new Set(["known", "formats", "tried", "columns"]);
const numbers =
  /^(n|count|minimum|read|rejected|share|limit|coverage|decimals|expected|found|firstRow|dropped|position|row|rows|widths?|gradient|tolerance|condition|groups)$/;
/** Parameters of every code at once: lists for lists, 12 for numbers, the parameter's own name in brackets for texts. */
function anyParams(code: string): CodeParams[keyof CodeParams] {
  const values: Record<string, unknown> = { kind: "model", fault: "tab" };
  return new Proxy(values, {
    get(known, name: string) {
      if (name === "fault" && code === "FILE_UNREADABLE") return "locked";
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

test("a near name is suggested where there is one", () => {
  const params = { column: "shcool", near: "school", known: ["school"] };
  expect(renderIssue(issue("COLUMN_UNKNOWN", params), "zh")).toContain("是否应为“school”");
  expect(renderIssue(issue("COLUMN_UNKNOWN", { column: "q", known: ["school"] }), "en")).not.toContain("did you mean");
});

test("a text is a code only where the tables have words for it", () => {
  expect(isCode("MARK_NEGATIVE")).toBe(true);
  expect(isCode("toString")).toBe(false);
});
