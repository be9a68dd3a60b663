import { type Decimal, formatDecimal, formatYuan, type Language, type Money } from "../../base/index.ts";

/** The arithmetic of an award, as `policy` keeps it. */
export interface ExplainedAward {
  readonly rule: "proportional-expected-gain" | "proportional-head";
  readonly potAmount: Money;
  readonly count: number;
  readonly perStudent: Decimal | null;
  readonly points: Decimal | null;
  readonly totalPoints: Decimal;
  /** Null where not measured. */
  readonly amount: Money | null;
  readonly roundedUp: boolean;
  readonly minimumStudents: number;
  readonly clause: { readonly document: string; readonly article: string; readonly quotation: string };
  readonly byDefault: boolean;
}

/** One line that lets a reader do an award again by hand, and names the rule's basis. */
export function explainAward(award: ExplainedAward, language: Language): string {
  return language === "zh" ? explainZh(award) : explainEn(award);
}

function explainZh(award: ExplainedAward): string {
  const { count, perStudent, points, totalPoints, potAmount, amount, minimumStudents, clause } = award;
  const parts: string[] = [];
  if (amount === null) parts.push("没有可用的增值结果，未能测算");
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
  if (clause.document !== "") parts.push(`依据：${clause.document}${clause.article}`);
  if (award.byDefault) parts.push("文件未明确，按系统默认规则测算");
  return parts.join("；");
}

function explainEn(award: ExplainedAward): string {
  const { count, perStudent, points, totalPoints, potAmount, amount, minimumStudents, clause } = award;
  const parts: string[] = [];
  if (amount === null) parts.push("no usable value added: not measured");
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
  if (clause.document !== "") parts.push(`basis: ${clause.document} ${clause.article}`);
  if (award.byDefault) parts.push("the document is silent; computed by the program's default rule");
  return parts.join("; ");
}
