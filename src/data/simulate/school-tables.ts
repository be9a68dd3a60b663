import { randomStream } from "../../base/index.ts";
import { sampleNormal } from "../../math/index.ts";
import type { SimulatedSchool } from "./draw-schools.ts";
import type { CountyParameters } from "./parameters.ts";
import { columnsOver, type SimulatedTable, tableOf } from "./simulated-table.ts";
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
    school.text(name, meaning, of);
  const school = columnsOver(schools);
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
  const school = columnsOver(schools);
  return tableOf(
    "data/communities",
    { zh: "学校共同体成员", en: "members of school communities" },
    ["共同体", "学校代码"],
    [
      school.text("共同体", "school community", (one) => one.community),
      school.text("学校代码", "school", (one) => one.code),
      school.text("形式", "form of governance", (one) => forms[place(one) % forms.length]),
      school.text("角色", "核心校 core, 成员校 member", (one) => (one.place % 4 === 1 ? "核心校" : "成员校")),
      school.text("加入日期", "member since", (one) => (one.opened > "2020-09-01" ? one.opened : "2020-09-01")),
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
  const row = columnsOver(rows);
  return tableOf(
    "data/staff",
    { zh: "教职工人数（每学年9月10日）", en: "staff on 10 September of each school year" },
    ["学年", "学校代码"],
    [
      row.text("学年", "school year", (one) => schoolYearOf(one.classOf)),
      row.text("学校代码", "school", (one) => one.school.code),
      row.text("日期", "census date", (one) => `${one.classOf - 1}-09-10`),
      row.whole("在岗教职工", "staff in post, persons", (one) => one.staff),
      row.whole("其中合同制", "of these on contract, paid by the school", (one) => one.contract),
      row.whole(
        "交流派入",
        "exchange teachers from other schools, counted at both schools by months, persons",
        (one) => one.came,
      ),
      row.whole("交流派出", "exchange teachers at other schools, persons", (one) => one.went),
      row.whole("交流月数", "months of exchange in the school year", (one) => one.months),
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
  const row = columnsOver(rows);
  return tableOf(
    "data/heads",
    { zh: "校长、书记任职（编号，无姓名）", en: "posts of heads and secretaries (numbers, no names)" },
    ["学年", "任职编号"],
    [
      row.text("学年", "school year", (one) => schoolYearOf(one.classOf)),
      row.text("任职编号", "holder of the post", (one) => one.id),
      row.text("学校代码", "school", (one) => one.school.code),
      row.text("职务", "校长 head, 书记 secretary", (one) => one.role),
      row.text("任职日期", "in post since", (one) => one.since),
      row.text("年度考核", "annual appraisal: 优秀, 合格, 基本合格", (one) => one.grade),
    ],
  );
}
