import { randomStream } from "../../base/index.ts";
import { sampleNormal } from "../../math/index.ts";
import type { SimulatedSchool } from "./draw-schools.ts";
import type { CountyParameters } from "./parameters.ts";
import { isOpenIn, schoolYearOf } from "./school-tables.ts";
import { columnsOver, type SimulatedTable, tableOf } from "./simulated-table.ts";

/** The checklist of well-run schools (规范办学): 20 items that an inspector can see. */
export const checklist: readonly string[] = [
  "开齐开足课程",
  "按课表上课",
  "均衡编班",
  "阳光分班公开",
  "不分设重点班",
  "作业总量控制",
  "书面作业校内完成",
  "睡眠时间保障",
  "每天体育活动一小时",
  "考试次数控制",
  "不公布考试成绩排名",
  "招生计划执行",
  "免试就近入学",
  "收费公示",
  "教辅材料自愿选用",
  "不有偿补课",
  "师德承诺签订",
  "课后服务覆盖",
  "食堂与校园安全台账",
  "校务公开",
];

/** The 20 items by school and year: 符合, 部分符合 or 不符合, with evidence, inspector and date. */
export function attestedTable(
  { seed, classesOf }: CountyParameters,
  schools: readonly SimulatedSchool[],
): SimulatedTable {
  const rows = schools.flatMap((school) => {
    const stream = randomStream(seed, `school ${school.code} checklist`);
    const level = sampleNormal(stream);
    return classesOf.flatMap((classOf, year) => {
      const inspector = 1 + Math.floor(40 * stream.uniform());
      const day = 10 + Math.floor(18 * stream.uniform());
      const met = 1 / (1 + Math.exp(-(2.9 + 0.8 * level)));
      return checklist.flatMap((item, k) => {
        const draw = stream.uniform();
        if (!isOpenIn(school, year, classOf)) return [];
        const state = draw < met ? "符合" : draw < met + 0.7 * (1 - met) ? "部分符合" : "不符合";
        return [{ school, classOf, item, k, state, inspector, day }];
      });
    });
  });
  const row = columnsOver(rows);
  return tableOf(
    "data/attested",
    { zh: "规范办学核查（20项）", en: "the checklist of 20 items, attested by inspectors" },
    ["学年", "学校代码", "条目编号"],
    [
      row.text("学年", "school year", (one) => schoolYearOf(one.classOf)),
      row.text("学校代码", "school", (one) => one.school.code),
      row.text("条目编号", "number of the item", (one) => String(one.k + 1).padStart(2, "0")),
      row.text("条目", "item", (one) => one.item),
      row.text("结果", "符合 met, 部分符合 partly, 不符合 not met", (one) => one.state),
      row.text(
        "证据编号",
        "evidence",
        (one) => `E${one.classOf}-${one.school.code}-${String(one.k + 1).padStart(2, "0")}`,
      ),
      row.text("督学编号", "inspector (a number, no name)", (one) => `D${String(one.inspector).padStart(3, "0")}`),
      row.text("核查日期", "day of the inspection", (one) => `${one.classOf}-04-${one.day}`),
    ],
  );
}

const vetoItems = [
  ["师德一票否决", "all"],
  ["违规招生", "half"],
  ["考试或数据造假", "all"],
  ["重大安全责任事故", "all"],
  ["违规组织考试", "half"],
  ["分设重点班", "half"],
] as const;

/**
 * Vetoes by act of the (simulated) bureau: about one school in sixty a year, and always primary 2 in the second year and
 * junior 2 in the last.
 */
export function vetoesTable(
  { seed, classesOf }: CountyParameters,
  schools: readonly SimulatedSchool[],
): SimulatedTable {
  const rows = schools.flatMap((school) => {
    const stream = randomStream(seed, `school ${school.code} vetoes`);
    return classesOf.flatMap((classOf, year) => {
      const [draw, itemDraw, dayDraw] = Array.from({ length: 3 }, () => stream.uniform());
      const set =
        school.place === 2 &&
        ((school.stage === "primary" && year === 1) || (school.stage === "junior" && year === classesOf.length - 1));
      if (!isOpenIn(school, year, classOf) || (draw > 1 / 60 && !set)) return [];
      const [item, effect] =
        vetoItems[set ? (school.stage === "primary" ? 0 : 5) : Math.floor(itemDraw * vetoItems.length)];
      const number = 1 + Math.floor(98 * dayDraw);
      const day = `${classOf}-05-${10 + Math.floor(20 * dayDraw)}`;
      return [{ school, classOf, item, effect, act: `模拟教监〔${classOf}〕${number}号`, day }];
    });
  });
  const row = columnsOver(rows);
  return tableOf(
    "data/vetoes",
    { zh: "一票否决事项（模拟文号）", en: "vetoes with document number (made up)" },
    ["学年", "学校代码", "事项"],
    [
      row.text("学年", "school year", (one) => schoolYearOf(one.classOf)),
      row.text("学校代码", "school", (one) => one.school.code),
      row.text("事项", "what", (one) => one.item),
      row.text("效力", "effect on awards of the year: none, half, all", (one) => one.effect),
      row.text("文号", "document number, made up", (one) => one.act),
      row.text("日期", "date of the document", (one) => one.day),
    ],
  );
}
