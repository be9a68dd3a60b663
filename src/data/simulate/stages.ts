import type { Localized } from "../../base/index.ts";
import type { LegalKind } from "../schema/index.ts";

/** A stage of schooling. */
export type Stage = "primary" | "junior" | "senior";

export const stages: readonly Stage[] = ["primary", "junior", "senior"];

/** A subject of the exit tests: its true ability grows out of one entry ability, and schools have a true effect on it. */
export interface SubjectPlan {
  /** Id in study files and in the truth. */
  readonly id: string;
  readonly name: Localized;
  /** The entry ability from which the exit ability grows. */
  readonly from: string;
  /** Half the difference of girls less boys in exit ability, standard deviations. */
  readonly sexEffect: number;
  /** One of the electives, of which each student takes three. */
  readonly elective?: true;
}

/** A paper: mark = fullMark · (centre + spread · (ability + error)), rounded to `unit`, kept within 0 … fullMark. */
export interface PaperPlan {
  /** The ability that it measures: an entry ability, or an exit subject. */
  readonly ability: string;
  readonly name: Localized;
  readonly fullMark: number;
  /** Marks are multiples of it: 0.5 or 1 mark. */
  readonly unit: 0.5 | 1;
  /** Share of the full mark that ability 0 gains. */
  readonly centre: number;
  /** Share of the full mark for one standard deviation of ability. */
  readonly spread: number;
  /** Variance of ability 1 over itself plus the error's: error variance = (1 − reliability) / reliability. */
  readonly reliability: number;
}

/** How a test's results are given out: marks of all, grades A–E of all, or marks of a sample with weights. */
export type TestForm = "marks" | "bands" | "sample";

/** A test of one stage, sat by each cohort. */
export interface TestPlan {
  readonly id: string;
  readonly name: Localized;
  readonly legalKind: LegalKind;
  readonly kind: "entrance" | "exit" | "sample";
  /** What it measures: abilities at entry or at exit. */
  readonly measures: "entry" | "exit";
  readonly form: TestForm;
  /** Years before the cohort's graduation, and the day. */
  readonly yearsBefore: number;
  readonly day: string;
  readonly papers: readonly PaperPlan[];
}

/** What the simulated county knows of one stage. */
export interface StagePlan {
  readonly stage: Stage;
  readonly name: Localized;
  /** First letter of school codes and student numbers. */
  readonly letter: string;
  /** Years from the entry test to the exit test. */
  readonly years: number;
  /** Grades in a school: whole enrolment = cohort × grades. */
  readonly grades: number;
  readonly exitGrade: string;
  readonly entryAbilities: readonly string[];
  readonly subjects: readonly SubjectPlan[];
  readonly tests: readonly TestPlan[];
}

const names: Readonly<Record<string, Localized>> = {
  chinese: { zh: "语文", en: "Chinese" },
  math: { zh: "数学", en: "Mathematics" },
  english: { zh: "英语", en: "English" },
  science: { zh: "科学", en: "Science" },
  society: { zh: "历史与社会", en: "History and society" },
  ethics: { zh: "道德与法治", en: "Ethics and law" },
  physics: { zh: "物理", en: "Physics" },
  chemistry: { zh: "化学", en: "Chemistry" },
  biology: { zh: "生物学", en: "Biology" },
  politics: { zh: "思想政治", en: "Politics" },
  history: { zh: "历史", en: "History" },
  geography: { zh: "地理", en: "Geography" },
  technology: { zh: "技术", en: "Technology" },
};

const subject = (id: string, from: string, sexEffect: number): SubjectPlan => ({
  id,
  name: names[id],
  from,
  sexEffect,
});
const elective = (id: string, from: string, sexEffect: number): SubjectPlan => ({
  ...subject(id, from, sexEffect),
  elective: true,
});

const paper = (
  ability: string,
  fullMark: number,
  unit: 0.5 | 1,
  centre: number,
  spread: number,
  reliability: number,
): PaperPlan => ({ ability, name: names[ability], fullMark, unit, centre, spread, reliability });

const primaryPapers = (reliability: number): PaperPlan[] => [
  paper("chinese", 100, 0.5, 0.78, 0.11, reliability),
  paper("math", 100, 1, 0.8, 0.13, reliability),
  paper("english", 100, 0.5, 0.79, 0.14, reliability),
  paper("science", 100, 1, 0.75, 0.13, reliability),
];

const juniorPapers = (reliability: number): PaperPlan[] => [
  paper("chinese", 150, 0.5, 0.7, 0.09, reliability - 0.04),
  paper("math", 150, 1, 0.64, 0.17, reliability),
  paper("english", 120, 0.5, 0.68, 0.17, reliability),
  paper("science", 180, 1, 0.63, 0.17, reliability + 0.01),
  paper("society", 60, 1, 0.7, 0.13, reliability - 0.06),
  paper("ethics", 40, 1, 0.74, 0.12, reliability - 0.08),
];

const seniorPapers: readonly PaperPlan[] = [
  paper("chinese", 150, 1, 0.69, 0.075, 0.84),
  paper("math", 150, 1, 0.6, 0.16, 0.9),
  paper("english", 150, 0.5, 0.66, 0.14, 0.91),
  ...["physics", "chemistry", "biology", "politics", "history", "geography", "technology"].map((id) =>
    paper(id, 100, 1, 0.66, 0.14, 0.87),
  ),
];

const primary: StagePlan = {
  stage: "primary",
  name: { zh: "小学", en: "Primary" },
  letter: "P",
  years: 3,
  grades: 6,
  exitGrade: "六年级",
  entryAbilities: ["chinese", "math", "english", "science"],
  subjects: [
    subject("chinese", "chinese", 0.08),
    subject("math", "math", -0.01),
    subject("english", "english", 0.08),
    subject("science", "science", -0.02),
  ],
  tests: [
    {
      id: "grades",
      name: { zh: "三年级期末等级", en: "Grade 3 end-of-year grades" },
      legalKind: "校内期末",
      kind: "entrance",
      measures: "entry",
      form: "bands",
      yearsBefore: 3,
      day: "06-26",
      papers: primaryPapers(0.8).slice(0, 3),
    },
    {
      id: "baseline",
      name: { zh: "四年级抽样监测", en: "Grade 4 sampled monitoring" },
      legalKind: "质量监测",
      kind: "sample",
      measures: "entry",
      form: "sample",
      yearsBefore: 2,
      day: "05-20",
      papers: primaryPapers(0.84).slice(0, 2),
    },
    {
      id: "monitor",
      name: { zh: "六年级抽样监测", en: "Grade 6 sampled monitoring" },
      legalKind: "质量监测",
      kind: "sample",
      measures: "exit",
      form: "sample",
      yearsBefore: 0,
      day: "05-22",
      papers: primaryPapers(0.85),
    },
  ],
};

const junior: StagePlan = {
  stage: "junior",
  name: { zh: "初中", en: "Junior secondary" },
  letter: "J",
  years: 3,
  grades: 3,
  exitGrade: "九年级",
  entryAbilities: ["chinese", "math", "english", "science"],
  subjects: [
    subject("chinese", "chinese", 0.08),
    subject("math", "math", -0.02),
    subject("english", "english", 0.1),
    subject("science", "science", -0.03),
    subject("society", "chinese", 0.02),
    subject("ethics", "chinese", 0.05),
  ],
  tests: [
    {
      id: "entry",
      name: { zh: "七年级入学测试", en: "Grade 7 entry test" },
      legalKind: "入学测试",
      kind: "entrance",
      measures: "entry",
      form: "marks",
      yearsBefore: 3,
      day: "09-03",
      papers: [
        paper("chinese", 100, 0.5, 0.72, 0.1, 0.8),
        paper("math", 100, 1, 0.68, 0.15, 0.87),
        paper("english", 100, 0.5, 0.7, 0.16, 0.87),
        paper("science", 100, 1, 0.66, 0.14, 0.83),
      ],
    },
    {
      id: "monitor",
      name: { zh: "九年级质量监测", en: "Grade 9 monitoring" },
      legalKind: "质量监测",
      kind: "exit",
      measures: "exit",
      form: "marks",
      yearsBefore: 0,
      day: "05-16",
      papers: juniorPapers(0.9),
    },
    {
      id: "zhongkao",
      name: { zh: "中考", en: "Senior-high-school entrance examination" },
      legalKind: "中考",
      kind: "exit",
      measures: "exit",
      form: "marks",
      yearsBefore: 0,
      day: "06-18",
      papers: juniorPapers(0.91),
    },
  ],
};

const senior: StagePlan = {
  stage: "senior",
  name: { zh: "高中", en: "Senior secondary" },
  letter: "G",
  years: 3,
  grades: 3,
  exitGrade: "高三",
  entryAbilities: ["chinese", "math", "english", "science", "society", "ethics"],
  subjects: [
    subject("chinese", "chinese", 0.08),
    subject("math", "math", -0.03),
    subject("english", "english", 0.08),
    elective("physics", "science", -0.05),
    elective("chemistry", "science", 0),
    elective("biology", "science", 0.03),
    elective("politics", "ethics", 0.03),
    elective("history", "society", 0.01),
    elective("geography", "society", -0.02),
    elective("technology", "science", -0.03),
  ],
  tests: [
    {
      id: "zhongkao",
      name: { zh: "中考", en: "Senior-high-school entrance examination" },
      legalKind: "中考",
      kind: "entrance",
      measures: "entry",
      form: "marks",
      yearsBefore: 3,
      day: "06-18",
      papers: juniorPapers(0.91),
    },
    {
      id: "gaokao",
      name: { zh: "高考", en: "College entrance examination" },
      legalKind: "高考",
      kind: "exit",
      measures: "exit",
      form: "marks",
      yearsBefore: 0,
      day: "06-07",
      papers: seniorPapers,
    },
  ],
};

/** The three stages with their subjects and tests. Primary tests have ceilings that the best quarter comes near. */
export const stagePlans: Readonly<Record<Stage, StagePlan>> = { primary, junior, senior };

/** Standard error of measurement of a paper, in standard deviations of ability; `scale` multiplies it. */
export function errorOfPaper({ reliability }: PaperPlan, scale: number): number {
  return scale * Math.sqrt((1 - reliability) / reliability);
}
