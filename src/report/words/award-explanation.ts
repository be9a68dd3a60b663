import { formatDecimal, formatYuan, type Language } from "../../base/index.ts";
import type { AwardExplanation } from "../from-policy.ts";

/** One line that lets a reader do an award again by hand, and names the rule's basis. */
export function explainAward(award: AwardExplanation, language: Language): string {
  const parts = [...arithmeticOf(award, language), ...basisOf(award, language)];
  return parts.join(language === "zh" ? "；" : "; ");
}

/** The arithmetic alone, for pages that name the basis once for the whole pot. */
export function awardArithmetic(award: AwardExplanation, language: Language): string {
  return arithmeticOf(award, language).join(language === "zh" ? "；" : "; ");
}

function arithmeticOf(award: AwardExplanation, language: Language): string[] {
  return language === "zh" ? arithmeticZh(award) : arithmeticEn(award);
}

function basisOf({ clause, byDefault }: AwardExplanation, language: Language): string[] {
  const zh = language === "zh";
  const { document, article } = clause;
  if (document === "") {
    return [
      zh ? "没有写明文件依据，按系统默认规则测算" : "no document is named; computed by the program's default rule",
    ];
  }
  const basis = zh ? `依据：${document}${article}` : `basis: ${document} ${article}`;
  const silent = zh
    ? "文件未明确，按系统默认规则测算"
    : "the document is silent; computed by the program's default rule";
  return byDefault ? [basis, silent] : [basis];
}

function arithmeticZh(award: AwardExplanation): string[] {
  const { count, perStudent, points, totalPoints, potAmount, amount, minimumStudents } = award;
  const parts: string[] = [];
  if (count === 0) parts.push("没有参评学生，不参加分配");
  else if (amount === null) parts.push("没有可用的增值结果，未能测算");
  else if (points === null) parts.push(`参评${count}人，少于${minimumStudents}人，样本量不足，不参加分配`);
  else {
    const unit = perStudent === null ? "" : `×人均期望正增值${formatDecimal(perStudent)}＝${formatDecimal(points)}`;
    parts.push(`点数：${count}人${unit}`);
    if (totalPoints.mantissa === 0n) parts.push("各校点数均为零，未分配");
    else {
      const sum = `${formatYuan(potAmount)}元×${formatDecimal(points)}÷${formatDecimal(totalPoints)}`;
      parts.push(`金额：${sum}＝${formatYuan(amount)}元（最大余数法，${award.roundedUp ? "进位至分" : "舍至分"}）`);
    }
  }
  return parts;
}

function arithmeticEn(award: AwardExplanation): string[] {
  const { count, perStudent, points, totalPoints, potAmount, amount, minimumStudents } = award;
  const parts: string[] = [];
  if (count === 0) parts.push("no student assessed: takes no part");
  else if (amount === null) parts.push("no usable value added: not measured");
  else if (points === null) parts.push(`${count} students, fewer than ${minimumStudents}: too few, takes no part`);
  else {
    const unit =
      perStudent === null
        ? ""
        : ` × expected positive value added per student ${formatDecimal(perStudent)} = ${formatDecimal(points)}`;
    parts.push(`points: ${count} students${unit}`);
    if (totalPoints.mantissa === 0n) parts.push("all points are zero: not divided");
    else {
      const sum = `${formatYuan(potAmount)} yuan × ${formatDecimal(points)} ÷ ${formatDecimal(totalPoints)}`;
      const rounding = award.roundedUp ? "up" : "down";
      parts.push(`amount: ${sum} = ${formatYuan(amount)} yuan (largest remainders, rounded ${rounding} to the fen)`);
    }
  }
  return parts;
}
