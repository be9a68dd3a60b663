import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { loadStudy } from "../../../src/pipeline/run/load-study.ts";
import { edit, issuesOf, ownFolder, templateStudy } from "./folders.ts";

const own = ownFolder();
afterAll(() => own.remove());

async function faults(name: string, change: (text: string) => string) {
  const folder = templateStudy(own.path, name);
  edit(join(folder, "study.yaml"), change);
  const issues = await issuesOf(loadStudy(folder));
  return issues.map((one) => [one.code, one.where.path]);
}

test("refuses an attribute that is called as a paper's column, which would take the place of its marks", async () => {
  const found = await faults("paper", (text) => text.replace("{ sex: 性别 }", "{ sex: 性别, entry.math: 性别 }"));
  expect(found).toEqual([["STUDY_DUPLICATE", "sources.0.studentAttributes.entry.math"]]);
});

test("refuses attributes that differ in capital letters only, which the engine takes for one", async () => {
  const found = await faults("case", (text) => text.replace("{ sex: 性别 }", "{ sex: 性别, Sex: 性别 }"));
  expect(found).toEqual([["NAMES_CLASH", "sources.0.studentAttributes.Sex"]]);
});

test("refuses papers whose columns differ in capital letters only", async () => {
  const found = await faults("papers", (text) =>
    text.replace(/(\n {6}math: )(.*fullMark: 120.*)/, "$1$2\n      MATH: $2"),
  );
  expect(found).toEqual([["NAMES_CLASH", "tests.exit.papers.MATH"]]);
});

test("lets several sources and the register fill one attribute", async () => {
  const folder = templateStudy(own.path, "shared");
  edit(join(folder, "study.yaml"), (text) =>
    text.replace("{ sex: 性别 }", "{ sex: 性别 }\n    schoolAttributes: { area: 性别 }"),
  );
  expect((await loadStudy(folder)).study.sources).toHaveLength(1);
});
