import { describe, expect, it } from "vitest";
import {
  type Cohort,
  type County,
  defaultParameters,
  type SimulatedTable,
  simulateCounty,
  sitTest,
} from "../../../src/data/simulate/index.ts";
import { mean } from "./statistics.ts";

const small = { ...defaultParameters, schools: 20, students: 2000 };
const county = simulateCounty(small);
const tables = new Map([...county.tables()].map((one) => [one.path, one]));

function column(path: string, name: string): readonly (string | number | null)[] {
  const table = tables.get(path);
  const found = table?.columns.find((one) => one.name === name)?.data;
  if (found === undefined) throw new Error(`no column ${path} ${name}`);
  return found.kind === "text" ? found.values : [...found.values].map(Number);
}

function rowsOf(path: string, ...names: string[]): (string | number | null)[][] {
  const columns = names.map((name) => column(path, name));
  return columns[0].map((_, i) => columns.map((one) => one[i]));
}

describe("a county", () => {
  it("is the same for the same seed and another for another", () => {
    const plain = (one: County): readonly SimulatedTable[] => [...one.tables()];
    expect(plain(simulateCounty(small))).toEqual(plain(county));
    const other = simulateCounty({ ...small, seed: 1 });
    expect(other.cohorts[0].entry[0].slice(0, 5)).not.toEqual(county.cohorts[0].entry[0].slice(0, 5));
  });

  it("keeps its schools and students to the bit when schools are added with students in proportion", () => {
    const larger = simulateCounty({ ...small, schools: 40, students: 4000 });
    expect(larger.schools.slice(0, 20)).toEqual(county.schools);
    for (const cohort of county.cohorts) {
      const same = larger.cohorts.find((one) => one.plan === cohort.plan && one.classOf === cohort.classOf);
      if (same === undefined) throw new Error("no such cohort");
      const n = cohort.ids.length;
      const first = <T extends { slice(from: number, to: number): unknown }>(of: (one: Cohort) => T): unknown =>
        of(same).slice(0, n);
      expect(first((one) => one.ids)).toEqual(cohort.ids);
      expect(first((one) => one.paths)).toEqual(cohort.paths);
      expect(first((one) => one.ability[0])).toEqual(cohort.ability[0]);
      const test = cohort.plan.tests[cohort.plan.tests.length - 1];
      const [ours, theirs] = [sitTest(small, cohort, test), sitTest(small, same, test)];
      expect(theirs.marks[0].slice(0, ours.marks[0].length)).toEqual(ours.marks[0]);
    }
  });

  it("has about as many students as asked for, in skewed sizes", () => {
    for (const [schools, students] of [
      [60, 6000],
      [200, 20000],
    ]) {
      const one = simulateCounty({ ...defaultParameters, schools, students });
      for (const classOf of one.parameters.classesOf) {
        const total = one.schools.reduce((sum, { cohorts }) => sum + cohorts[classOf - 2023], 0);
        expect(total / students).toBeGreaterThan(0.85);
        expect(total / students).toBeLessThan(1.1);
      }
      const sizes = one.schools.filter(({ stage }) => stage === "primary").map(({ cohorts }) => cohorts[0]);
      const sorted = [...sizes].sort((a, b) => a - b);
      expect(mean(sizes)).toBeGreaterThan(1.05 * sorted[sorted.length >> 1]);
    }
  });

  it("has one-student, tiny, new, closed and merged schools, campuses, a teaching point and private schools", () => {
    const { schools } = simulateCounty({ ...defaultParameters, schools: 40, students: 4000 });
    const of = (code: string) => schools.find((one) => one.code === code);
    expect(of("P0003")?.cohorts).toEqual([1, 1, 1]);
    expect(of("P0003")?.kind).toBe("教学点");
    expect(Math.max(...(of("P0004")?.cohorts ?? []))).toBeLessThan(11);
    expect(of("J0003")?.cohorts.slice(0, 2)).toEqual([0, 0]);
    expect(of("J0003")?.cohorts[2]).toBeGreaterThan(0);
    expect([of("P0005")?.closed, of("P0005")?.mergedInto]).toEqual(["2023-07-31", null]);
    expect([of("J0005")?.closed, of("J0005")?.mergedInto]).toEqual(["2024-07-31", "J0001"]);
    expect(of("P0001")?.legalPerson).toBe(of("P0002")?.legalPerson);
    expect(of("P0004")?.legalPerson).toBe(of("J0004")?.legalPerson);
    expect(schools.some((one) => one.ownership === "民办")).toBe(true);
  });

  it("sends a closed school's students to another, and has no exit marks under its name", () => {
    const codes = column("data/marks/junior-monitor-2025", "学校代码");
    expect(codes).not.toContain("J0005");
    expect(column("data/marks/junior-entry-2025", "学校代码")).toContain("J0005");
    const ended = rowsOf("data/enrolment", "学校代码", "离校去向").filter(([, how]) => how === "学校停办或合并");
    expect(new Set(ended.map(([school]) => school))).toEqual(new Set(["P0005", "J0005"]));
  });

  it("loses the weaker without papers, and tells them from those with papers", () => {
    const rows = rowsOf("data/enrolment", "学号", "离校去向", "证明文号");
    const unexplained = rows.filter(([, how]) => how === "去向不明" || how === "分流至职业学校");
    expect(unexplained.length).toBeGreaterThan(20);
    expect(unexplained.every(([, , paper]) => paper === null)).toBe(true);
    expect(rows.filter(([, how]) => how === "转出县外").every(([, , paper]) => paper !== null)).toBe(true);
    const level = (fates: readonly string[]): number => {
      const values = county.cohorts
        .filter(({ plan }) => plan.stage !== "primary")
        .flatMap(({ paths, entry }) => paths.flatMap(({ fate }, i) => (fates.includes(fate) ? [entry[0][i]] : [])));
      return mean(values);
    };
    expect(level(["vanished", "vocational"])).toBeLessThan(level(["stayed"]) - 0.2);
  });

  it("has every student of an exit test at that school when the last spell ends, and none twice", () => {
    for (const stage of ["junior-zhongkao", "senior-gaokao"]) {
      const exits = rowsOf(`data/marks/${stage}-2024`, "学号", "学校代码");
      const spells = rowsOf("data/enrolment", "学号", "学校代码", "离校去向").filter(([, , how]) => how === "毕业");
      const graduated = new Map(spells.map(([student, school]) => [student, school]));
      expect(new Set(exits.map(([student]) => student)).size).toBe(exits.length);
      for (const [student, school] of exits) expect(graduated.get(student)).toBe(school);
    }
  });

  it("gives grades A to E where marks are not given out, as the hidden marks say", () => {
    const grades = rowsOf("data/marks/primary-grades-2025", "学号", "数学");
    const marks = new Map(
      rowsOf("truth/census/primary-grades-2025", "student", "math").map(([id, mark]) => [id, mark]),
    );
    const graded = grades.filter(([, grade]) => /^[A-E]$/.test(String(grade)));
    expect(graded.length).toBeGreaterThan(0.95 * grades.length);
    for (const [id, grade] of graded) {
      const mark = Number(marks.get(id));
      expect(grade).toBe("EEEEEEDCBAA"[Math.floor(mark / 10)]);
    }
  });

  it("counts indicators within their denominators, near their true rates, and retention as the register says", () => {
    const rows = rowsOf("data/indicators", "学校代码", "学年", "指标代码", "人数", "达到人数");
    const truth = new Map(
      rowsOf("truth/indicators", "school", "class_of", "indicator", "rate").map(([school, year, id, rate]) => [
        `${school} ${Number(year) - 1}-${year} ${id}`,
        Number(rate),
      ]),
    );
    let [squares, known] = [0, 0];
    for (const [school, year, id, count, reached] of rows) {
      const [n, k] = [Number(count), Number(reached)];
      expect(k).toBeLessThanOrEqual(n);
      const rate = truth.get(`${school} ${year} ${id}`);
      if (rate === undefined) expect(id).toBe("retention");
      else {
        squares += (k - n * rate) ** 2 / (n * rate * (1 - rate));
        known++;
      }
    }
    expect(Math.abs(squares / known - 1)).toBeLessThan(3 * Math.sqrt(2 / known) + 0.05);
  });

  it("has rows unique by their key, no person's name, and the word 模拟 in every school's name", () => {
    for (const { path, key } of tables.values()) {
      const rows = rowsOf(path, ...key).map((one) => one.join("\u0000"));
      expect(new Set(rows).size, path).toBe(rows.length);
    }
    expect([...tables.values()].flatMap((one) => one.columns.map(({ name }) => name))).not.toContain("姓名");
    expect(column("data/schools", "学校名称").every((name) => String(name).startsWith("模拟"))).toBe(true);
  });

  it("counts staff and attests twenty items for schools that are open, and for no others", () => {
    const staff = new Set(rowsOf("data/staff", "学年", "学校代码").map((one) => one.join(" ")));
    expect(staff.has("2023-2024 P0005")).toBe(false);
    expect(staff.has("2022-2023 P0005")).toBe(true);
    expect(staff.has("2022-2023 J0003")).toBe(true);
    const items = rowsOf("data/attested", "学年", "学校代码").map((one) => one.join(" "));
    expect(new Set(items)).toEqual(staff);
    expect(items.length).toBe(20 * staff.size);
    const vetoes = rowsOf("data/vetoes", "学校代码", "文号");
    expect(vetoes.map(([school]) => school)).toEqual(expect.arrayContaining(["P0002", "J0002"]));
    expect(vetoes.every(([, act]) => /^模拟.+〔20\d\d〕\d+号$/.test(String(act)))).toBe(true);
  });
});
