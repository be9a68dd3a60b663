import { describe, expect, test } from "vitest";
import { paperLabel, unitName } from "../../../src/report/words/index.ts";

const school = { zh: "学校", en: "School" };
const authority = { zh: "教育局", en: "Authority" };

describe("a unit's name", () => {
  test("is its own where the data have one, or where its code has letters", () => {
    expect(unitName({ id: "S01", name: null, isSchool: true, title: school })).toEqual({ zh: "S01", en: "S01" });
    expect(unitName({ id: "7", name: "实验中学", isSchool: true, title: school }).zh).toBe("实验中学");
    expect(unitName({ id: "镇区", name: null, isSchool: false, title: authority }).en).toBe("镇区");
  });

  test("becomes words where it is a code without letters", () => {
    expect(unitName({ id: "1", name: null, isSchool: true, title: school })).toEqual({ zh: "1号学校", en: "School 1" });
    expect(unitName({ id: "007", name: "007", isSchool: true, title: school }).zh).toBe("007号学校");
    expect(unitName({ id: "3301-02", name: null, isSchool: true, title: school }).en).toBe("School 3301-02");
    expect(unitName({ id: "12", name: null, isSchool: false, title: authority })).toEqual({
      zh: "教育局12",
      en: "Authority 12",
    });
  });
});

describe("a paper's label", () => {
  const label = (test: string, paper: string) => paperLabel({ zh: test, en: "Test" }, { zh: paper, en: "Paper" }).zh;

  test("joins test and paper, in English with the test behind the paper", () => {
    expect(label("九年级质量监测", "数学")).toBe("九年级质量监测数学");
    expect(paperLabel({ zh: "甲", en: "Grade 9 monitoring" }, { zh: "乙", en: "Mathematics" }).en).toBe(
      "Mathematics (Grade 9 monitoring)",
    );
  });

  test("writes a word once that ends the test's name and begins the paper's", () => {
    expect(label("16岁考试", "考试总成绩")).toBe("16岁考试总成绩");
    expect(label("九年级数学", "数学")).toBe("九年级数学");
    expect(label("外语", "语文")).toBe("外语语文");
  });

  test("parts Latin letters and digits by a space", () => {
    expect(label("Test 2", "Maths")).toBe("Test 2 Maths");
    expect(label("GCSE（16岁）", "各科平均")).toBe("GCSE（16岁）各科平均");
  });
});
