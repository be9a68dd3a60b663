import { describe, expect, test } from "vitest";
import type { AwardRow, EffectRow } from "../../src/report/index.ts";
import { renderBureauPage, renderPublicPage, renderSchoolPage } from "../../src/report/pages/index.ts";
import { certaintyOf } from "../../src/report/words/certainty.ts";
import { en } from "../../src/report/words/en.ts";
import {
  formatBound,
  formatFen,
  formatNumber,
  formatPercent,
  formatSigned,
  formatTenThousand,
  isolate,
} from "../../src/report/words/format.ts";
import {
  certaintyText,
  moneyText,
  percentOf,
  readAward,
  readRow,
  readStandings,
  standingOf,
  voiceOf,
} from "../../src/report/words/readings.ts";
import { zh } from "../../src/report/words/zh.ts";
import { sampleReport } from "./sample-report.ts";

const forbidden = [
  "状元",
  "升学率",
  "名校率",
  "差校",
  "差班",
  "差生",
  "后进生",
  "末位",
  "红黑榜",
  "科学证明",
  "完全客观",
  "持平",
  "变异系数",
  "预测成绩",
  "加值",
];

/** Keys of a table with the kind of each value, so that a missing or half-made sentence shows. */
function shapeOf(value: unknown, path = ""): string[] {
  if (value === null || typeof value !== "object") {
    return [`${path}: ${typeof value}${typeof value === "function" ? ` of ${value.length}` : ""}`];
  }
  return Object.entries(value).flatMap(([key, member]) => shapeOf(member, `${path}.${key}`));
}

const names = (shape: string[]) => shape.map((line) => line.replace(/ of \d+$/, "")).sort();

function row(changes: Partial<EffectRow>): EffectRow {
  const base = sampleReport({ schools: 3 }).models[0]?.levels[0]?.rows[0];
  if (base === undefined) throw new Error("the sample has a school");
  return { ...base, name: { zh: "甲校", en: "Jia" }, flags: [], ...changes };
}

const model = sampleReport({ schools: 3 }).models[0];
const schools = model?.levels[0];
if (model === undefined || schools === undefined) throw new Error("the sample has a model with schools");

describe("the word tables", () => {
  test("have the same keys in both languages, sentences beside sentences", () => {
    expect(names(shapeOf(zh))).toEqual(names(shapeOf(en)));
  });

  test("leave no text empty but the gap between Chinese sentences", () => {
    const empty = (value: unknown, path: string): string[] =>
      value === ""
        ? [path]
        : typeof value === "object" && value !== null
          ? Object.entries(value).flatMap(([k, v]) => empty(v, `${path}.${k}`))
          : [];
    expect([...empty(zh, "zh"), ...empty(en, "en")]).toEqual(["zh.sentenceGap"]);
  });

  test("hold no forbidden word, nor do the pages made from them", () => {
    const source = (value: unknown): string =>
      typeof value === "object" && value !== null ? Object.values(value).map(source).join("\n") : String(value);
    const report = sampleReport({ schools: 14, groups: 3, coverage: 0.914, resultsMarked: true });
    const pages = (["zh", "en"] as const).flatMap((language) => [
      renderBureauPage(report, language),
      renderPublicPage(report, language),
      renderSchoolPage(report, "S0001", language, null) ?? "",
    ]);
    // 误差校正 (correction for measurement error) is a proper word.
    const text = [source(zh), source(en), ...pages].join("\n").replaceAll("误差校正", "");
    expect(forbidden.filter((word) => text.includes(word))).toEqual([]);
    expect(text).not.toMatch(/第\d+名/);
  });

  test("keep English out of the Chinese table and Chinese out of the English one", () => {
    expect(shapeOf(zh).length).toBeGreaterThan(150);
    const zhText = renderPublicPage(sampleReport({ schools: 3 }), "zh").replace(
      /<style>[\s\S]*?<\/style>|<[^>]+>/g,
      "",
    );
    const enText = renderPublicPage(sampleReport({ schools: 3 }), "en").replace(
      /<style>[\s\S]*?<\/style>|<[^>]+>/g,
      "",
    );
    expect(zhText.replace("English", "")).not.toMatch(/[A-Za-z]{3,}/);
    expect(enText.replace("中文", "")).not.toMatch(/\p{Script=Han}/u);
  });
});

describe("numbers in words", () => {
  test("use a true minus, fixed decimals and no negative zero", () => {
    expect(formatNumber(-0.1849, 2)).toBe("−0.18");
    expect(formatNumber(-0.001, 2)).toBe("0.00");
    expect(formatSigned(0.001, 2)).toBe("0.00");
    expect(formatSigned(0.184, 2)).toBe("+0.18");
    expect(formatNumber(1234567.891, 1)).toBe("1,234,567.9");
    expect(formatNumber(null, 2)).toBe("—");
    expect(formatNumber(Number.NaN, 2)).toBe("—");
  });

  test("give a bound next to zero the decimals that show its side", () => {
    expect(formatBound(0.0312, 1)).toBe("0.03");
    expect(formatBound(-0.0004, 2)).toBe("−0.0004");
    expect(formatBound(0, 2)).toBe("0.00");
    expect(formatBound(1.26, 1)).toBe("1.3");
    expect(formatBound(null, 1)).toBe("—");
  });

  test("never round a share up to all or down to none", () => {
    expect(formatPercent(0.99999)).toBe("99.9%");
    expect(formatPercent(0.00001)).toBe("0.1%");
    expect(formatPercent(1)).toBe("100.0%");
    expect(formatPercent(0)).toBe("0.0%");
  });

  test("write amounts exactly in yuan and rounded in ten thousand yuan", () => {
    expect(formatFen(49_087_844n)).toBe("490,878.44");
    expect(formatTenThousand(49_087_844n)).toBe("49.09");
    expect(formatTenThousand(36_204_999n)).toBe("36.20");
    expect(formatTenThousand(-49_087_844n)).toBe("−49.09");
  });

  test("isolate names with right-to-left letters only", () => {
    expect(isolate("甲校")).toBe("甲校");
    expect(isolate("مدرسة")).toBe("\u2068مدرسة\u2069");
    expect(isolate("a\u202eb")).toBe("\u2068a\u202eb\u2069");
  });
});

describe("certainty", () => {
  test("changes its word at 0.99, 0.95 and 0.80", () => {
    expect([1, 0.99, 0.9899, 0.95, 0.9499, 0.8, 0.7999, 0.5].map(certaintyOf)).toEqual([
      "veryHigh",
      "veryHigh",
      "high",
      "high",
      "some",
      "some",
      "none",
      "none",
    ]);
  });

  test("never prints a percent above its word, nor certainty itself", () => {
    expect(percentOf(0.9899)).toBe(98);
    expect(percentOf(0.99)).toBe(99);
    expect(percentOf(0.9949)).toBe(99);
    expect(percentOf(1)).toBe("above99");
  });

  test("counts for the direction the row points to", () => {
    const below = row({ shrunken: -0.3, low: -0.5, high: -0.1, probabilityAboveZero: 0.004 });
    expect(certaintyText(below, zh)).toEqual({ word: "把握很大", percent: "99%以上" });
  });
});

describe("a row's standing and sentence", () => {
  const voice = voiceOf(sampleReport({ schools: 3 }), "zh");

  test("follow the interval, not the value", () => {
    expect(standingOf(row({ low: 0.01, high: 0.3 }))).toBe("above");
    expect(standingOf(row({ low: -0.3, high: -0.01 }))).toBe("below");
    expect(standingOf(row({ low: 0, high: 0.3 }))).toBe("same");
    expect(standingOf(row({ low: 0.1, high: 0.3, flags: ["tooFewStudents"] }))).toBe("unjudged");
    expect(standingOf(row({ low: null, high: null }))).toBe("unjudged");
  });

  test("read an interval above zero with its certainty", () => {
    const above = row({ shrunken: 0.18, low: 0.06, high: 0.3, probabilityAboveZero: 0.9922 });
    expect(readRow(above, schools, model, voice)).toBe(
      "甲校的毕业测试标准分增值为+0.18个标准差（95%误差范围0.06至0.30），高于全市平均，把握约99%。",
    );
  });

  test("advise a school that is below average, and not a group of schools", () => {
    const below = row({ shrunken: -0.3, low: -0.5, high: -0.1, probabilityAboveZero: 0.004 });
    expect(readRow(below, schools, model, voice)).toMatch(/，建议结合学情会商查找原因。$/);
    expect(readRow(below, { ...schools, id: "authority" }, model, voice)).toMatch(/低于全市平均，把握在99%以上。$/);
  });

  test("read an interval across zero as not distinguishable", () => {
    const same = row({ shrunken: 0.05, low: -0.09, high: 0.19, probabilityAboveZero: 0.76 });
    expect(readRow(same, schools, model, voice)).toContain("与全市平均水平无明显差异，不宜据此区分优劣");
    expect(readRow(row({ ...same, probabilityAboveZero: 0.8 }), schools, model, voice)).toContain(
      "有偏高的迹象，把握约80%",
    );
    expect(readRow(row({ ...same, probabilityAboveZero: 0.1 }), schools, model, voice)).toContain(
      "有偏低的迹象，把握约90%",
    );
  });

  test("don't judge a school with too few students", () => {
    const few = row({ n: 6, low: 0.2, high: 0.4, flags: ["tooFewStudents"] });
    expect(readRow(few, schools, model, voice)).toBe("甲校有参评学生6人，样本量不足，不作评价。");
  });

  test("show an award's arithmetic to the fen", () => {
    const pot = sampleReport({ schools: 12 }).funds[0]?.pots[1];
    if (pot === undefined) throw new Error("the sample has two pots");
    const award = {
      ...pot.rows[0],
      id: "1",
      name: { zh: "甲校", en: "Jia" },
      n: 53,
      measure: 53,
      share: 0.05,
      amount: 4_890_000n,
      amountLow: 3_620_000n,
      amountHigh: 6_100_000n,
      probability: 0.87,
      flags: [],
    };
    const sentence = readAward(award, { ...pot, totalMeasure: 1060, amount: 97_800_000n }, voice);
    expect(sentence).toBe(
      "经测算，甲校的建议数为48,900.00元。金额：978,000.00元×53÷1,060（取整到分）。在同等规则下重复测算2,000次，获得本项奖励的可能性为87%，金额的主要区间为3.62万元至6.10万元。",
    );
  });

  test("say of a school without students that it has none, not that it has too few", () => {
    const none = row({ n: 0, low: null, high: null, shrunken: null, unshrunken: null, flags: ["noStudents"] });
    expect(readRow(none, schools, model, voice)).toBe("甲校没有参评学生，不作评价。");
    expect(standingOf(none)).toBe("unjudged");
  });

  test("count the schools without students apart from the small ones", () => {
    const few = row({ flags: ["tooFewStudents"] });
    const none = row({ n: 0, low: null, high: null, shrunken: null, unshrunken: null, flags: ["noStudents"] });
    const level = {
      id: "school",
      title: { zh: "学校", en: "School" },
      rows: [row({ low: 0.1, high: 0.3 }), few, none],
    };
    expect(readStandings(level, voice)).toBe(
      "参与比较的1所学校中，1所增值高于全市平均，0所低于全市平均。另有1所学校样本量不足，不作评价。另有1所学校没有参评学生。",
    );
  });

  test("count what stands on neither side only where there is some", () => {
    const level = { id: "school", title: { zh: "学校", en: "School" }, rows: [row({ low: -0.1, high: 0.3 })] };
    expect(readStandings(level, voice)).toBe("参与比较的1所学校均与全市平均水平无明显差异，不宜据此区分优劣。");
  });
});

describe("an award's sentence", () => {
  const report = sampleReport({ schools: 12 });
  const voice = voiceOf(report, "zh");
  const pot = report.funds[0]?.pots[0];
  const first = pot?.rows[0];
  if (pot === undefined || first === undefined) throw new Error("the sample has a pot with rows");
  const award = { ...first, name: { zh: "甲校", en: "Jia" }, flags: [] };

  test("takes the exact arithmetic where it is given", () => {
    const arithmetic = { zh: "点数：2人", en: "points: 2 students" };
    const sentence = readAward({ ...award, amount: 5_00n, amountLow: null, arithmetic }, pot, voice);
    expect(sentence).toBe("经测算，甲校的建议数为5.00元。点数：2人。");
  });

  test("calls nothing a proposal in a historical report", () => {
    const historical = voiceOf(sampleReport({ schools: 3, mode: "historical" }), "zh");
    expect(readAward({ ...award, amountLow: null }, pot, historical)).toMatch(/^甲校的测算数为/);
  });

  test("says why a school takes no part", () => {
    const none = (flags: AwardRow["flags"]) => readAward({ ...award, amount: null, flags }, pot, voice);
    expect(none(["noStudents"])).toBe("甲校无参评学生，不参与本项分配。");
    expect(none(["tooFewStudents"])).toBe("甲校样本量不足，不参与本项分配。");
    expect(none(["notMeasured"])).toBe("甲校没有可用的增值结果，不参与本项分配。");
  });

  test("never says that a chance is none, nor prints a range of nothing", () => {
    const drawn = { ...award, amountLow: 0n, amountHigh: 0n, probability: 0 };
    expect(readAward(drawn, pot, voice)).toMatch(/获得本项奖励的可能性为1%以下，主要区间内金额均为0元。$/);
  });

  test("writes small amounts in yuan and large ones in ten thousand yuan", () => {
    expect(moneyText(0n, zh)).toBe("0元");
    expect(moneyText(999_999n, zh)).toBe("9,999.99元");
    expect(moneyText(1_000_000n, zh)).toBe("1.00万元");
  });
});
