import { z } from "zod";
import {
  attributeWords,
  column,
  columnRef,
  date,
  decimal,
  expecting,
  filledList,
  id,
  localized,
  memory,
  name,
  record,
  schoolYear,
  share,
  strict,
  text,
  wholeNumber,
  year,
  yuan,
} from "./leaves.ts";

const described = <T extends z.ZodType>(schema: T, description: string): T => schema.meta({ description });

const encoding = z.enum(["auto", "utf-8", "gb18030"]).default("auto");

const statuses = record(z.enum(["valid", "absent", "violation", "exempt", "missing"])).default({});

const attributes = record(column).default({});

const student = z.union(
  [column, strict({ column, within: column.optional() }), strict({ eachRow: z.literal(true, expecting("truth")) })],
  expecting("student"),
);

/** A long file has several rows for one student, so a row can't be the student. */
const studentColumn = z.union([column, strict({ column, within: column.optional() })], expecting("studentColumn"));

const sourceBase = {
  id: described(id, "代号 · Id, shown in messages"),
  file: described(text, "数据文件，相对本文件所在文件夹 · Path from this file's folder"),
  encoding: described(encoding, "文字编码；auto 自动判断 · Text encoding"),
  student: described(student, "学生编号所在列 · Column of the student's key"),
  school: described(columnRef, "学校代码所在列 · Column of the school's code"),
  studentAttributes: described(attributes, "学生属性：名称 → 列 · Attributes of students: name → column"),
  schoolAttributes: described(attributes, "学校属性：名称 → 列 · Attributes of schools: name → column"),
  statuses: described(statuses, "文字 → 状态，如 缺: absent · Cell text → status of a mark"),
};

const constantOrColumn = z.union([strict({ column }), strict({ constant: name })], expecting("columnOrConstant"));

const wide = strict({
  layout: z.literal("wide"),
  ...sourceBase,
  marks: described(
    filledList(strict({ column, test: name, subject: name })),
    "成绩列：列名、考试、学科 · Columns of marks",
  ),
});

const long = strict({
  layout: z.literal("long"),
  ...sourceBase,
  student: described(studentColumn, "学生编号所在列 · Column of the student's key"),
  test: described(constantOrColumn, "考试所在列，或固定的考试 · Test: a column or a constant"),
  subject: described(constantOrColumn, "学科所在列，或固定的学科 · Subject: a column or a constant"),
  mark: described(columnRef, "成绩所在列 · Column of the mark"),
  status: described(columnRef, "状态所在列 · Column of the status").optional(),
});

const register = strict({
  file: text,
  encoding,
  id: described(column, "学校代码列 · Column of the school's code"),
  name: described(column, "学校名称列 · Column of the school's name").optional(),
  attributes: described(attributes, "学校属性：名称 → 列 · Attributes: name → column"),
});

const paper = strict({
  name: localized,
  scale: described(
    z.enum(["marks", "standardised", "points"]).default("marks"),
    "marks 卷面分；standardised 标准分；points 等级分 · Scale of the marks",
  ),
  fullMark: described(decimal, "满分（marks）· Full mark").optional(),
  low: described(decimal, "下限（standardised、points）· Least possible mark").optional(),
  high: described(decimal, "上限（standardised、points）· Greatest possible mark").optional(),
  decimals: described(wholeNumber(0, 9).default(1), "精确存储的小数位数 · Decimals stored exactly"),
  unit: localized.optional(),
});

/** Legal kinds of tests: what may be done with marks depends on them. */
export const legalKinds = [
  "中考",
  "高考",
  "学业水平合格性考试",
  "质量监测",
  "毕业年级模拟",
  "校内期末",
  "历史统考",
  "入学测试",
] as const;

const test = strict({
  name: localized,
  kind: z.enum(["entrance", "exit", "term", "sample"]),
  legalKind: described(
    z.enum(legalKinds),
    "考试的法定类别，决定成绩可作何用 · Legal kind: decides what marks may be used for",
  ),
  schoolYear,
  date: date.optional(),
  papers: record(paper),
});

const model = strict({
  id,
  title: localized,
  method: described(
    z.enum(["multilevel", "linear"]),
    "multilevel 多水平模型；linear 最小二乘 · Random school intercept, or ordinary least squares",
  ),
  outcome: described(strict({ test: name, subject: name }), "出口成绩 · Outcome"),
  priors: described(
    filledList(strict({ test: name, subject: name, degree: wholeNumber(1, 3).default(1) })),
    "入口成绩；degree 2、3 加高次项 · Priors; degree 2 or 3 adds powers",
  ),
  covariates: described(
    z.array(name, expecting("list")).default([]),
    "协变量：学生或学校属性 · Attributes of students or schools",
  ),
  levels: described(z.array(name, expecting("list")).default([]), "汇总到的学校属性 · School attributes to sum up to"),
  estimation: z.enum(["reml", "ml"]).default("reml"),
  minimumStudents: described(
    wholeNumber(1, 100000).default(10),
    "少于此数只作提示、不作评价 · Fewer are flagged and not judged",
  ),
  zero: described(
    z.enum(["average-student", "average-school"]).default("average-student"),
    "零点：全体学生平均，或全体学校平均 · What stands at zero",
  ),
  why: described(localized, "为何用这个模型 · Why this model"),
});

const index = strict({
  id,
  title: localized,
  model: described(id, "模型代号 · Id of the model"),
  scale: strict({
    mean: z.number(expecting("number")),
    sd: z.number(expecting("number")).positive(expecting("number")),
  }).default({ mean: 50, sd: 10 }),
});

const clause = strict({ document: text, article: text, quotation: z.string(expecting("text")).default("") });

const pot = strict({
  id,
  name: localized,
  amountYuan: described(yuan, "金额（元），加引号 · Amount in yuan, in quotes"),
  method: z.enum(["proportional"]),
  measure: described(
    strict({ kind: z.enum(["expectedGain", "head"]), model: id }),
    "expectedGain：人数×期望正增值；head：人数 · Students × expected positive value added, or students",
  ),
  minimumStudents: wholeNumber(1, 100000).optional(),
  clause: described(clause, "文件、条款、原文；文件未写明时留空 · Document, article, its words").optional(),
});

const policy = strict({
  mode: described(
    z.enum(["conforming", "historical"]),
    "conforming 现行合规口径；historical 历史规则复算（仅供研究）· Historical: research only",
  ),
  schoolYear: described(schoolYear, "成绩所属学年 · School year of the results"),
  classOf: described(year, "学生的届 · Year in which the students graduate"),
  fiscalYear: described(year, "拨付的财政年度 · Fiscal year of payment"),
  funds: filledList(strict({ id, name: localized, pots: filledList(pot) })),
});

const privacy = strict({
  purpose: described(localized, "处理目的 · Purpose"),
  legalBasis: described(localized, "合法性基础 · Legal basis"),
  retention: described(localized, "保存期限 · How long data are kept"),
});

const quality = strict({
  maxRejectedShare: described(share.default(0.01), "未采用成绩的最高占比 · Greatest share of rejected marks"),
  minimumCoverage: described(share.default(0.9), "参评率低于此数作提示 · Lower coverage is flagged"),
  blocking: described(z.array(text, expecting("list")).default([]), "出现即判为未通过的问题代码 · Codes that block"),
});

const simulation = strict({
  draws: described(wholeNumber(100, 100000).default(4000), "后验抽样次数 · Posterior draws"),
  seed: described(wholeNumber(0, 2147483647).default(20240901), "随机种子 · Seed"),
});

const engine = strict({
  memory: described(memory.default("2GB"), "数据库内存上限 · Memory limit of the database"),
  threads: described(wholeNumber(1, 256).default(2), "线程数 · Threads"),
});

/** The form of a study file. References between its parts are checked by `readStudy`. */
export const studySchema = strict({
  study: described(id, "研究代号 · Id of the study"),
  title: localized,
  schoolYear: described(schoolYear, "学年，如 2024-2025；不详写 unknown · School year"),
  area: described(
    localized.default({ zh: "全体", en: "all schools" }),
    "比较的范围，用在“…平均”“…学生”之前，如全市 · The whole that is compared, as in “the average of …”",
  ),
  languages: filledList(z.enum(["zh", "en"])).default(["zh", "en"]),
  sources: filledList(z.discriminatedUnion("layout", [wide, long], { error: "expect:mapping" })),
  schools: described(register, "学校名单；写了则只收名单内学校 · Register of schools").optional(),
  attributes: described(
    record(attributeWords).default({}),
    "属性及其取值在报告中的叫法 · What attributes and their values are called in reports",
  ),
  tests: record(test),
  models: filledList(model),
  indices: z.array(index, expecting("list")).default([]),
  policy: policy.optional(),
  privacy,
  quality: quality.prefault({}),
  simulation: simulation.prefault({}),
  engine: engine.prefault({}),
});

/** A study file of the right form, defaults filled in. */
export type StudyFile = z.output<typeof studySchema>;
