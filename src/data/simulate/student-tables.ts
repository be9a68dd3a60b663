import type { Cohort } from "./draw-cohort.ts";
import { columnsOver, numbers, type SimulatedTable, tableOf } from "./simulated-table.ts";

/** How a spell at a school ended, as the register says it. */
const endings = {
  stayed: "毕业",
  moved: "县内转学",
  movedWithSchool: "学校停办或合并",
  arrived: "毕业",
  transferredOut: "转出县外",
  suspended: "休学",
  vocational: "分流至职业学校",
  vanished: "去向不明",
} as const;

/** All students of all cohorts: the register of students. */
export function studentsTable(cohorts: readonly Cohort[]): SimulatedTable {
  const rows = eachStudent(cohorts);
  const code = (cohort: Cohort, j: number): string => cohort.schools[j].code;
  const row = columnsOver(rows);
  return tableOf(
    "data/students",
    { zh: "学生名册（编号为化名，无姓名）", en: "register of students (made-up numbers, no names)" },
    ["学号"],
    [
      row.text("学号", "student", ({ cohort, i }) => cohort.ids[i]),
      row.text("学段", "stage", ({ cohort }) => cohort.plan.name.zh),
      row.whole("届", "year of graduation", ({ cohort }) => cohort.classOf),
      row.text("性别", "sex: 女 female, 男 male", ({ cohort, i }) => (cohort.girl[i] === 1 ? "女" : "男")),
      row.text("随迁子女", "follows parents who came for work: 是 yes, 否 no", ({ cohort, i }) =>
        cohort.paths[i].migrant ? "是" : "否",
      ),
      row.text(
        "类别",
        "category: 应届 regular, 复读 repeater, 特长 sports or arts, 借读 registered elsewhere, 人籍分离 attends elsewhere than registered, 随班就读 inclusive placement, 新转入 came in the last year",
        ({ cohort, i }) => cohort.paths[i].category,
      ),
      row.text("入学学校", "school entered", ({ cohort, i }) => code(cohort, cohort.origin[i])),
      row.text("学籍学校", "school that keeps the register record", ({ cohort, i }) =>
        code(cohort, cohort.paths[i].register),
      ),
    ],
  );
}

/** Spells at schools: one row per student and school, with how and when it ended, and class and tier at the end. */
export function enrolmentTable(cohorts: readonly Cohort[]): SimulatedTable {
  const rows = eachStudent(cohorts).flatMap(({ cohort, i }) => spellsOf(cohort, i));
  const row = columnsOver(rows);
  return tableOf(
    "data/enrolment",
    { zh: "就读经历：每名学生在每所学校一行", en: "spells: one row per student and school" },
    ["学号", "序号"],
    [
      row.text("学号", "student", (one) => one.student),
      row.whole("序号", "1 for the first school", (one) => one.number),
      row.text("学校代码", "school", (one) => one.school),
      row.text("入校日期", "first day", (one) => one.from),
      row.text("离校日期", "last day", (one) => one.to),
      row.text(
        "入校方式",
        "how it began: 招生 admission, 县内转入 from another school, 县外转入 from outside, 并入 with a closed school",
        (one) => one.began,
      ),
      row.text(
        "离校去向",
        "how it ended: 毕业 graduation, 县内转学, 转出县外, 休学 (with papers), 分流至职业学校, 去向不明 (without), 学校停办或合并",
        (one) => one.ended,
      ),
      row.text("证明文号", "document of a change, empty where there is none", (one) => one.paper),
      row.text("班级", "class at the exit test", (one) => one.class),
      row.text("层次", "tier in the last year, where classes are tiered", (one) => one.tier),
      row.text("上年层次", "tier in the year before", (one) => one.tierBefore),
    ],
  );
}

/** True abilities of the students of one stage. */
export function studentTruth(stageCohorts: readonly Cohort[]): SimulatedTable {
  const { plan } = stageCohorts[0];
  const rows = eachStudent(stageCohorts);
  const stacked = (of: (cohort: Cohort) => Float64Array): Float64Array => {
    const all = new Float64Array(rows.length);
    let at = 0;
    for (const cohort of stageCohorts) {
      all.set(of(cohort), at);
      at += cohort.ids.length;
    }
    return all;
  };
  const row = columnsOver(rows);
  return tableOf(
    `truth/students-${plan.stage}`,
    { zh: `${plan.name.zh}学生的真实能力`, en: `true abilities of ${plan.name.en.toLowerCase()} students` },
    ["student"],
    [
      row.text("student", "student", ({ cohort, i }) => cohort.ids[i]),
      row.whole("class_of", "year of graduation", ({ cohort }) => cohort.classOf),
      row.text("fate", "how the student came to the end of the stage", ({ cohort, i }) => cohort.paths[i].fate),
      row.number(
        "share_at_exit",
        "share of the time between the tests spent at the exit school",
        4,
        ({ cohort, i }) => cohort.paths[i].shareAtExit,
      ),
      ...plan.entryAbilities.map((id, d) =>
        numbers(
          `entry_${id}`,
          "true ability at entry, standard deviations",
          stacked((cohort) => cohort.entry[d]),
          4,
        ),
      ),
      ...plan.subjects.map(({ id }, s) =>
        numbers(
          `exit_${id}`,
          "true ability at exit, standard deviations; empty for those who left",
          stacked((cohort) => cohort.ability[s]),
          4,
        ),
      ),
    ],
  );
}

interface Spell {
  readonly student: string;
  readonly number: number;
  readonly school: string;
  readonly from: string;
  readonly to: string;
  readonly began: string;
  readonly ended: string;
  readonly paper: string | null;
  readonly class: string | null;
  readonly tier: string | null;
  readonly tierBefore: string | null;
}

function spellsOf(cohort: Cohort, i: number): Spell[] {
  const { plan, classOf } = cohort;
  const { fate, changed } = cohort.paths[i];
  const start = `${classOf - plan.grades}-09-01`;
  const end = `${classOf}-06-30`;
  const student = cohort.ids[i];
  const place = cohort.classes[i];
  const last = {
    class: place === null ? null : `${plan.exitGrade}${place.number}班`,
    tier: place?.tier ?? null,
    tierBefore: place?.tierBefore ?? null,
  };
  const none = { class: null, tier: null, tierBefore: null };
  const school = cohort.schools[cohort.origin[i]].code;
  const paper = `模拟学籍〔${(changed ?? "").slice(0, 4)}〕${student.slice(1)}号`;
  if (fate === "stayed") {
    return [{ student, number: 1, school, from: start, to: end, began: "招生", ended: "毕业", paper: null, ...last }];
  }
  if (fate === "arrived") {
    return [
      { student, number: 1, school, from: changed ?? start, to: end, began: "县外转入", ended: "毕业", paper, ...last },
    ];
  }
  const hasPaper = fate === "transferredOut" || fate === "suspended" || fate === "moved" || fate === "movedWithSchool";
  const first: Spell = {
    student,
    number: 1,
    school,
    from: start,
    to: changed ?? end,
    began: "招生",
    ended: endings[fate],
    paper: hasPaper ? paper : null,
    ...none,
  };
  if (cohort.exit[i] < 0) return [first];
  const began = fate === "movedWithSchool" ? "并入" : "县内转入";
  const next = cohort.schools[cohort.exit[i]].code;
  return [
    first,
    { student, number: 2, school: next, from: changed ?? start, to: end, began, ended: "毕业", paper: null, ...last },
  ];
}

function eachStudent(cohorts: readonly Cohort[]): { readonly cohort: Cohort; readonly i: number }[] {
  return cohorts.flatMap((cohort) => cohort.ids.map((_, i) => ({ cohort, i })));
}
