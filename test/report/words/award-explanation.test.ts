import { expect, test } from "vitest";
import { parseDecimal } from "../../../src/base/index.ts";
import type { AwardExplanation } from "../../../src/policy/index.ts";
import { awardArithmetic, explainAward } from "../../../src/report/words/index.ts";

const decimal = parseDecimal;

const award: AwardExplanation = {
  rule: "proportional-expected-gain",
  potAmount: 120000000n,
  count: 96,
  perStudent: decimal("0.91"),
  points: decimal("87.36"),
  totalPoints: { mantissa: 21356n, scale: 2 },
  amount: 49087844n,
  roundedUp: true,
  minimumStudents: 10,
  clause: { document: "", article: "", quotation: "" },
  byDefault: true,
};

test("an award is told with every figure that its arithmetic needs", () => {
  expect(explainAward(award, "zh")).toBe(
    "点数：96人×人均期望正增值0.91＝87.36；金额：1,200,000.00元×87.36÷213.56＝490,878.44元（最大余数法，进位至分）；没有写明文件依据，按系统默认规则测算",
  );
  expect(explainAward(award, "en")).toContain("1,200,000.00 yuan × 87.36 ÷ 213.56 = 490,878.44 yuan");
});

test("a clause with its words is the basis, and then nothing is called a default", () => {
  const clause = { document: "文件〔2019〕1号", article: "三(八)16", quotation: "按比例" };
  const text = explainAward({ ...award, clause, byDefault: false }, "zh");
  expect(text).toContain("依据：文件〔2019〕1号三(八)16");
  expect(text).not.toContain("默认");
});

test("a document without words on how to divide is named as silent", () => {
  const clause = { document: "文件〔2019〕1号", article: "三(八)16", quotation: "" };
  const text = explainAward({ ...award, clause }, "zh");
  expect(text).toMatch(/；依据：文件〔2019〕1号三\(八\)16；文件未明确，按系统默认规则测算$/);
});

test("the arithmetic alone says nothing of the basis, which a page names once for the pot", () => {
  expect(awardArithmetic(award, "zh")).toMatch(/（最大余数法，进位至分）$/);
  expect(awardArithmetic(award, "en")).toMatch(/rounded up to the fen\)$/);
});

test("a school without a student assessed is not called small", () => {
  const none = { ...award, perStudent: null, points: null, roundedUp: false, amount: 0n, count: 0 };
  expect(awardArithmetic(none, "zh")).toBe("没有参评学生，不参加分配");
  expect(awardArithmetic({ ...none, amount: null }, "en")).toBe("no student assessed: takes no part");
});

test("what is not measured and what is too small are said so, without a made-up zero", () => {
  const none = { ...award, perStudent: null, points: null, roundedUp: false };
  expect(explainAward({ ...none, amount: null }, "zh")).toContain("未能测算");
  expect(explainAward({ ...none, amount: 0n, count: 7 }, "zh")).toContain("参评7人，少于10人");
  expect(explainAward({ ...none, amount: 0n, count: 7 }, "en")).not.toContain("0.00");
});

test("a pot without points is told as not divided", () => {
  const zero = { ...award, points: decimal("0"), totalPoints: { mantissa: 0n, scale: 0 }, amount: 0n };
  expect(explainAward(zero, "zh")).toContain("未分配");
});
