import { invariant } from "../../base/index.ts";
import { type County, stagePlans, type TestPlan, testDay, testFile } from "../../data/simulate/index.ts";

/**
 * The study file over the simulated junior stage: entry test to Grade 9 monitoring of the last cohort, one model for each
 * subject. It runs as it stands.
 */
export function countyStudy({ cohorts, parameters }: County, format: "csv" | "parquet"): string {
  const plan = stagePlans.junior;
  const ofStage = cohorts.filter((one) => one.plan.stage === "junior");
  const last = ofStage[ofStage.length - 1];
  if (last === undefined) return noStudy;
  const { classOf } = last;
  const [entry, monitor] = [testOf("entry"), testOf("monitor")];
  const source = (test: TestPlan): string =>
    lines(
      `  - id: ${test.id}`,
      `    file: data/marks/${testFile(last, test)}.${format}`,
      "    layout: wide",
      "    student: 学号",
      "    school: 学校代码",
      `    studentAttributes: { sex: 性别${test.measures === "exit" ? ", category: 考生类别" : ""} }`,
      "    marks:",
      ...test.papers.map((one) => `      - { column: ${one.name.zh}, test: ${test.id}, subject: ${one.ability} }`),
    );
  const testText = (test: TestPlan): string =>
    lines(
      `  ${test.id}:`,
      `    name: { zh: ${test.name.zh}, en: ${test.name.en} }`,
      `    kind: ${test.kind}`,
      `    legalKind: ${test.legalKind}`,
      `    schoolYear: ${schoolYearOfDay(testDay(last, test))}`,
      `    date: ${testDay(last, test)}`,
      "    papers:",
      ...test.papers.map(
        (one) =>
          `      ${one.ability}: { name: { zh: ${one.name.zh}, en: ${one.name.en} }, fullMark: ${one.fullMark}, decimals: 1 }`,
      ),
    );
  const models = plan.subjects.map(({ id, name, from }) =>
    lines(
      `  - id: ${id}`,
      `    title: { zh: ${name.zh}增值, en: "Value added: ${name.en}" }`,
      "    method: multilevel",
      `    outcome: { test: monitor, subject: ${id} }`,
      `    priors: [{ test: entry, subject: ${from} }]`,
      "    covariates: [sex]",
      "    levels: [district, locale]",
      "    minimumStudents: 20",
      "    why:",
      `      zh: 入学${subjectName(from)}成绩是预期${name.zh}成绩的起点；性别不由学校决定。`,
      `      en: The entry mark is where the expected mark starts from; schools do not choose students' sex.`,
    ),
  );
  const indices = plan.subjects.map(({ id, name }) =>
    lines(
      `  - id: ${id}-index`,
      `    title: { zh: ${name.zh}增值指数, en: "Index of value added: ${name.en}" }`,
      `    model: ${id}`,
      "    scale: { mean: 50, sd: 10 }",
    ),
  );
  return lines(
    "# 模拟数据，不含任何真实学校和个人信息。真值在 truth 文件夹，说明见 README.md。",
    "# Simulated data; no real school or person. The truth is in the folder truth; see README.md.",
    "#   zengzhi check study.yaml",
    "#   zengzhi run study.yaml",
    "",
    `study: county-${classOf}`,
    "title:",
    `  zh: ${classOf}届初中学业增值（模拟数据）`,
    `  en: Value added in junior schools, class of ${classOf} (simulated data)`,
    `schoolYear: ${classOf - 1}-${classOf}`,
    "area: { zh: 全县, en: the county }",
    "languages: [zh, en]",
    "",
    "sources:",
    source(entry),
    source(monitor),
    "",
    "schools:",
    `  file: data/schools.${format}`,
    "  id: 学校代码",
    "  name: 学校名称",
    "  attributes: { stage: 学段, district: 学区, community: 共同体, town: 乡镇街道, locale: 城乡, ownership: 办学性质 }",
    "",
    attributes,
    "",
    "tests:",
    testText(entry),
    testText(monitor),
    "",
    "models:",
    ...models,
    "",
    "indices:",
    ...indices,
    "",
    "privacy:",
    "  purpose: { zh: 演示与检验；数据均为模拟生成，不含个人信息, en: Demonstration and checks; all data are simulated }",
    "  legalBasis: { zh: 不适用（模拟数据）, en: Not applicable (simulated data) }",
    "  retention: { zh: 不适用（模拟数据）, en: Not applicable (simulated data) }",
    "",
    "simulation:",
    "  draws: 4000",
    `  seed: ${parameters.seed % 2147483647}`,
    "",
  );
}

const noStudy = "# 没有初中，无研究文件。\n# No junior schools: no study.\n";

const attributes = `attributes:
  sex: { zh: 性别, en: Sex, levels: { 女: { zh: 女, en: female }, 男: { zh: 男, en: male } } }
  category:
    zh: 考生类别
    en: Category
    levels:
      应届: { zh: 应届, en: regular }
      复读: { zh: 复读, en: repeater }
      特长: { zh: 特长, en: sports or arts }
      借读: { zh: 借读, en: registered elsewhere }
      人籍分离: { zh: 人籍分离, en: attends elsewhere than registered }
      随班就读: { zh: 随班就读, en: inclusive placement }
      新转入: { zh: 新转入, en: new }
  stage:
    zh: 学段
    en: Stage
    levels: { 小学: { zh: 小学, en: Primary }, 初中: { zh: 初中, en: Junior secondary }, 高中: { zh: 高中, en: Senior secondary } }
  district: { zh: 学区, en: School zone }
  community: { zh: 共同体, en: School community }
  town: { zh: 乡镇街道, en: Town }
  locale:
    zh: 城乡
    en: Locale
    levels: { 城区: { zh: 城区, en: Urban }, 镇区: { zh: 镇区, en: Town }, 乡村: { zh: 乡村, en: Rural } }
  ownership:
    zh: 办学性质
    en: Ownership
    levels: { 公办: { zh: 公办, en: Public }, 民办: { zh: 民办, en: Private } }`;

function testOf(id: string): TestPlan {
  const found = stagePlans.junior.tests.find((test) => test.id === id);
  invariant(found !== undefined, `the junior stage has a test ${id}`);
  return found;
}

function subjectName(entryAbility: string): string {
  return stagePlans.junior.subjects.find(({ id }) => id === entryAbility)?.name.zh ?? entryAbility;
}

/** 学年 of a day: 2022-09-03 → 2022-2023. */
function schoolYearOfDay(day: string): string {
  const year = Number(day.slice(0, 4));
  return day.slice(5) >= "08-01" ? `${year}-${year + 1}` : `${year - 1}-${year}`;
}

function lines(...parts: readonly string[]): string {
  return parts.join("\n");
}
