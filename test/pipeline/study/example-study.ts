/** A small right study file; tests change it in one place and look at what is said. */
export const exampleStudy = `study: demo-2025
title: { zh: 示例, en: Example }
schoolYear: 2024-2025
languages: [zh, en]
sources:
  - id: marks
    file: data/marks.csv
    layout: wide
    student: { column: 学号, within: 学校 }
    school: 学校
    studentAttributes: { sex: 性别 }
    schoolAttributes: { authority: 学区 }
    marks:
      - { column: 入口, test: entry, subject: reading }
      - { column: 数学, test: exit, subject: math }
tests:
  entry:
    name: { zh: 入学测试, en: Entry test }
    kind: entrance
    legalKind: 入学测试
    schoolYear: 2021-2022
    papers:
      reading: { name: { zh: 阅读, en: Reading }, scale: standardised, low: "-4", high: 4, decimals: 7 }
  exit:
    name: { zh: 质量监测, en: Monitoring }
    kind: exit
    legalKind: 质量监测
    schoolYear: 2024-2025
    date: 2025-06-18
    papers:
      math: { name: { zh: 数学, en: Mathematics }, fullMark: 120 }
models:
  - id: va
    title: { zh: 数学增值, en: Value added in mathematics }
    method: multilevel
    outcome: { test: exit, subject: math }
    priors: [ { test: entry, subject: reading, degree: 2 } ]
    covariates: [sex]
    levels: [authority]
    why: 入口成绩解释大部分差异
indices:
  - { id: va-index, title: 增值指数, model: va }
policy:
  mode: conforming
  schoolYear: 2024-2025
  classOf: 2025
  fiscalYear: "2026"
  funds:
    - id: quality
      name: 质量奖
      pots:
        - id: progress
          name: 进步奖
          amountYuan: "1,000,000.00"
          method: proportional
          measure: { kind: expectedGain, model: va }
          clause: { document: 文件〔2019〕1号, article: 三(八)16 }
privacy: { purpose: 质量分析, legalBasis: 履行法定职责, retention: 三年 }
quality: { blocking: [REJECTED_SHARE] }
`;

/** The example with one piece replaced; the piece must occur. */
export function changed(piece: string, by: string): string {
  if (!exampleStudy.includes(piece)) throw new Error(`the example has no ${piece}`);
  return exampleStudy.replace(piece, by);
}

/** A text without its pilcrow, and the line and character (from 1) where the pilcrow stood, as "study.yaml:line:character". */
export function marked(text: string): { readonly text: string; readonly at: string } {
  const [before, after, ...more] = text.split("¶");
  if (after === undefined || more.length > 0) throw new Error("one pilcrow is needed");
  const lines = before.split("\n");
  return { text: before + after, at: `study.yaml:${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}` };
}
