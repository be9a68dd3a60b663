import { randomStream } from "../../base/index.ts";
import { sampleNormal } from "../../math/index.ts";
import type { SimulatedSchool } from "./draw-schools.ts";
import type { CountyParameters } from "./parameters.ts";
import { numbers, type SimulatedTable, tableOf, texts, wholes } from "./simulated-table.ts";
import { type Stage, stagePlans } from "./stages.ts";

/** 学年 of the cohort that graduates in a year: 2025 → 2024-2025. */
export function schoolYearOf(classOf: number): string {
  return `${classOf - 1}-${classOf}`;
}

/** Whether a school has students in the school year of a graduating cohort. */
export function isOpenIn(school: SimulatedSchool, year: number, classOf: number): boolean {
  return school.opened <= `${classOf - 1}-09-01` && school.successor[year] === null;
}

/** Students of all grades, taken as the cohort of the year times the grades that the school has by then. */
export function enrolmentOf(school: SimulatedSchool, year: number, classOf: number): number {
  const { grades } = stagePlans[school.stage];
  const running = Math.min(grades, classOf - Number(school.opened.slice(0, 4)));
  const cohort = school.cohorts[year] > 0 ? school.cohorts[year] : Math.max(...school.cohorts);
  return cohort * running;
}

/** The register of schools. */
export function schoolsTable(schools: readonly SimulatedSchool[]): SimulatedTable {
  const column = (name: string, meaning: string, of: (school: SimulatedSchool) => string | null) =>
    texts(name, meaning, schools.map(of));
  return tableOf(
    "data/schools",
    { zh: "学校名单", en: "register of schools" },
    ["学校代码"],
    [
      column("学校代码", "school", (one) => one.code),
      column("学校名称", "name, artificial", (one) => one.name),
      column("学段", "stage: 小学 primary, 初中 junior, 高中 senior", (one) => stagePlans[one.stage].name.zh),
      column("学区", "school zone (sub-county office)", (one) => one.district),
      column("乡镇街道", "town", (one) => one.town),
      column("共同体", "school community", (one) => one.community),
      column("城乡", "城区 urban, 镇区 town, 乡村 rural", (one) => one.locale),
      column("办学性质", "公办 public, 民办 private", (one) => one.ownership),
      column("法人代码", "legal person; campuses and sections share it", (one) => one.legalPerson),
      column(
        "类型",
        "独立 on its own, 校区 campus, 九年一贯制学部 section of a nine-year school, 教学点 teaching point",
        (one) => one.kind,
      ),
      column("开办日期", "opened", (one) => one.opened),
      column("停办日期", "closed, empty where open", (one) => one.closed),
      column("并入学校", "school into which it was merged", (one) => one.mergedInto),
      column("分层走班", "tiered classes in grades 8–9: 是 yes, 否 no", (one) => (one.tiered ? "是" : "否")),
    ],
  );
}

const forms = ["协作式", "托管式", "多法人式", "单一法人式"] as const;

/** Which school belongs to which community, and of which form that is. */
export function communitiesTable(schools: readonly SimulatedSchool[]): SimulatedTable {
  const place = (school: SimulatedSchool): number => Number(/\d+$/.exec(school.community)?.[0] ?? 1);
  return tableOf(
    "data/communities",
    { zh: "学校共同体成员", en: "members of school communities" },
    ["共同体", "学校代码"],
    [
      texts(
        "共同体",
        "school community",
        schools.map((one) => one.community),
      ),
      texts(
        "学校代码",
        "school",
        schools.map((one) => one.code),
      ),
      texts(
        "形式",
        "form of governance",
        schools.map((one) => forms[place(one) % forms.length]),
      ),
      texts(
        "角色",
        "核心校 core, 成员校 member",
        schools.map((one) => (one.place % 4 === 1 ? "核心校" : "成员校")),
      ),
      texts(
        "加入日期",
        "member since",
        schools.map((one) => (one.opened > "2020-09-01" ? one.opened : "2020-09-01")),
      ),
    ],
  );
}

const studentsPerStaff: Readonly<Record<Stage, number>> = { primary: 17.5, junior: 12.5, senior: 11 };

/** Staff in post on 10 September of each school year. */
export function staffTable({ seed, classesOf }: CountyParameters, schools: readonly SimulatedSchool[]): SimulatedTable {
  const rows = schools.flatMap((school) => {
    const stream = randomStream(seed, `school ${school.code} staff`);
    const level = Math.exp(0.08 * sampleNormal(stream));
    return classesOf.flatMap((classOf, year) => {
      const [contractDraw, inDraw, outDraw, monthDraw] = Array.from({ length: 4 }, () => stream.uniform());
      if (!isOpenIn(school, year, classOf)) return [];
      const staff = Math.max(
        2,
        Math.round((enrolmentOf(school, year, classOf) / studentsPerStaff[school.stage]) * level),
      );
      const share = school.ownership === "民办" ? 0.9 : 0.04 + 0.1 * contractDraw;
      const contract = Math.round(staff * share);
      const came = Math.floor(inDraw * (1 + staff / 25));
      const went = Math.min(staff - 1, Math.floor(outDraw * (1 + staff / 25)));
      const months = monthDraw < 0.7 ? 12 : 6;
      return [{ school, classOf, staff, contract, came, went, months }];
    });
  });
  return tableOf(
    "data/staff",
    { zh: "教职工人数（每学年9月10日）", en: "staff on 10 September of each school year" },
    ["学年", "学校代码"],
    [
      texts(
        "学年",
        "school year",
        rows.map((one) => schoolYearOf(one.classOf)),
      ),
      texts(
        "学校代码",
        "school",
        rows.map((one) => one.school.code),
      ),
      texts(
        "日期",
        "census date",
        rows.map((one) => `${one.classOf - 1}-09-10`),
      ),
      wholes(
        "在岗教职工",
        "staff in post, persons",
        rows.map((one) => one.staff),
      ),
      wholes(
        "其中合同制",
        "of these on contract, paid by the school",
        rows.map((one) => one.contract),
      ),
      wholes(
        "交流派入",
        "exchange teachers from other schools, counted at both schools by months, persons",
        rows.map((one) => one.came),
      ),
      wholes(
        "交流派出",
        "exchange teachers at other schools, persons",
        rows.map((one) => one.went),
      ),
      wholes(
        "交流月数",
        "months of exchange in the school year",
        rows.map((one) => one.months),
      ),
    ],
  );
}

/** Posts of heads and secretaries by number, never by name: since when, and the annual appraisal. */
export function headsTable({ seed, classesOf }: CountyParameters, schools: readonly SimulatedSchool[]): SimulatedTable {
  const rows = schools.flatMap((school) =>
    ["校长", "书记"].flatMap((role, r) => {
      if (school.kind === "教学点") return [];
      const stream = randomStream(seed, `school ${school.code} ${role}`);
      let holder = 1;
      let since = `${classesOf[0] - 2 - Math.floor(7 * stream.uniform())}-08-01`;
      return classesOf.flatMap((classOf, year) => {
        const [changeDraw, gradeDraw] = [stream.uniform(), stream.uniform()];
        if (!isOpenIn(school, year, classOf)) return [];
        if (year > 0 && changeDraw < 0.15) {
          holder++;
          since = `${classOf - 1}-08-01`;
        }
        if (since < school.opened) since = school.opened;
        const grade = gradeDraw < 0.2 ? "优秀" : gradeDraw < 0.98 ? "合格" : "基本合格";
        return [{ school, classOf, role, id: `H${school.code}-${r + 1}${holder}`, since, grade }];
      });
    }),
  );
  return tableOf(
    "data/heads",
    { zh: "校长、书记任职（编号，无姓名）", en: "posts of heads and secretaries (numbers, no names)" },
    ["学年", "任职编号"],
    [
      texts(
        "学年",
        "school year",
        rows.map((one) => schoolYearOf(one.classOf)),
      ),
      texts(
        "任职编号",
        "holder of the post",
        rows.map((one) => one.id),
      ),
      texts(
        "学校代码",
        "school",
        rows.map((one) => one.school.code),
      ),
      texts(
        "职务",
        "校长 head, 书记 secretary",
        rows.map((one) => one.role),
      ),
      texts(
        "任职日期",
        "in post since",
        rows.map((one) => one.since),
      ),
      texts(
        "年度考核",
        "annual appraisal: 优秀, 合格, 基本合格",
        rows.map((one) => one.grade),
      ),
    ],
  );
}

/** True school effects, intake and size, one row per school, year and subject. */
export function effectsTruth(
  { classesOf, effect }: CountyParameters,
  schools: readonly SimulatedSchool[],
): SimulatedTable {
  const rows = schools.flatMap((school) =>
    classesOf.flatMap((classOf, year) =>
      stagePlans[school.stage].subjects.map(({ id }, s) => ({ school, classOf, year, subject: id, s })),
    ),
  );
  return tableOf(
    "truth/effects",
    {
      zh: `学校真实效应（学校 × 届 × 学科，标准差${effect.sd}）`,
      en: "true school effects by school, cohort and subject",
    },
    ["school", "class_of", "subject"],
    [
      texts(
        "school",
        "school",
        rows.map((one) => one.school.code),
      ),
      texts(
        "stage",
        "stage",
        rows.map((one) => one.school.stage),
      ),
      wholes(
        "class_of",
        "year of graduation",
        rows.map((one) => one.classOf),
      ),
      texts(
        "subject",
        "subject",
        rows.map((one) => one.subject),
      ),
      numbers(
        "effect",
        "true effect on exit ability, standard deviations",
        rows.map((one) => one.school.truth.effects[one.s][one.year]),
        6,
      ),
      numbers(
        "intake",
        "true mean entry ability from which the cohort is drawn, standard deviations",
        rows.map((one) => one.school.truth.intake[one.year]),
        6,
      ),
      wholes(
        "entered",
        "students who entered with the cohort",
        rows.map((one) => one.school.cohorts[one.year]),
      ),
    ],
  );
}
