import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readStudy } from "../../../src/pipeline/study/index.ts";
import { simulateMarks } from "./simulated-marks.ts";

const path = (name: string): string => fileURLToPath(new URL(`../../../models/${name}`, import.meta.url));

test.each(["templates/default/study.yaml", "demo/inner-london.yaml", "demo/chemistry.yaml"])(
  "models/%s is a right study without warnings, and its sources' columns are in the files",
  (name) => {
    const study = readStudy(readFileSync(path(name), "utf8"), path(name));
    expect(study.warnings).toEqual([]);
    for (const source of study.sources) {
      const header = readFileSync(source.path, "utf8")
        .replace(/^\uFEFF/, "")
        .split("\n")[0]
        .split(",");
      const marks = source.layout === "wide" ? source.marks.map(({ column }) => column) : [];
      const attributes = [...Object.values(source.studentAttributes), ...Object.values(source.schoolAttributes)];
      expect(header).toEqual(expect.arrayContaining([source.school.column, ...marks, ...attributes]));
    }
  },
);

test("the template's data are what the simulation gives", () => {
  const { marks, schools } = simulateMarks();
  expect(readFileSync(path("templates/default/data/marks.csv"), "utf8")).toBe(marks);
  expect(readFileSync(path("templates/default/data/schools.csv"), "utf8")).toBe(schools);
  expect(marks.split("缺考").length - 1).toBeGreaterThan(5);
});
