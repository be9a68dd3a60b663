import { invariant } from "../../base/index.ts";
import { attestedTable, vetoesTable } from "./attested-tables.ts";
import { type Cohort, drawCohort } from "./draw-cohort.ts";
import { drawSchools, type SimulatedSchool } from "./draw-schools.ts";
import { indicatorTables } from "./indicator-tables.ts";
import { censusTable, marksTable } from "./marks-table.ts";
import { papersTable } from "./papers-table.ts";
import type { CountyParameters } from "./parameters.ts";
import { communitiesTable, headsTable, schoolsTable, staffTable } from "./school-tables.ts";
import type { SimulatedTable } from "./simulated-table.ts";
import { sitTest } from "./sit-test.ts";
import { stages } from "./stages.ts";
import { enrolmentTable, studentsTable, studentTruth } from "./student-tables.ts";
import { classesTruth, effectsTruth } from "./truth-tables.ts";

/** Fewest schools that hold all special schools and their partners. */
export const fewestSchools = 12;

/** A county with known truth: its schools and students, and ways to all of its tables. */
export interface County {
  readonly parameters: CountyParameters;
  readonly schools: readonly SimulatedSchool[];
  /** By stage, then year; stages without a school have none. */
  readonly cohorts: readonly Cohort[];
  /** Makes the tables one after the other, so that not all stand in memory at once. */
  tables(): Generator<SimulatedTable>;
}

/** Draws a county. The same parameters give the same county; adding schools with students in proportion changes no other school. */
export function simulateCounty(parameters: CountyParameters): County {
  checkParameters(parameters);
  const schools = drawSchools(parameters);
  const cohorts = stages
    .filter((stage) => schools.some((school) => school.stage === stage))
    .flatMap((stage) => parameters.classesOf.map((_, year) => drawCohort(parameters, schools, stage, year)));
  return { parameters, schools, cohorts, tables: () => tablesOf(parameters, schools, cohorts) };
}

function* tablesOf(
  parameters: CountyParameters,
  schools: readonly SimulatedSchool[],
  cohorts: readonly Cohort[],
): Generator<SimulatedTable> {
  yield schoolsTable(schools);
  yield communitiesTable(schools);
  yield staffTable(parameters, schools);
  yield headsTable(parameters, schools);
  const indicators = indicatorTables(parameters, schools, cohorts);
  yield indicators.data;
  yield attestedTable(parameters, schools);
  yield vetoesTable(parameters, schools);
  yield studentsTable(cohorts);
  yield enrolmentTable(cohorts);
  yield papersTable(parameters, cohorts);
  yield effectsTruth(parameters, schools);
  yield classesTruth(cohorts);
  yield indicators.truth;
  for (const stage of stages) {
    const ofStage = cohorts.filter((cohort) => cohort.plan.stage === stage);
    if (ofStage.length > 0) yield studentTruth(ofStage);
  }
  for (const cohort of cohorts) {
    for (const test of cohort.plan.tests) {
      const sat = sitTest(parameters, cohort, test);
      yield marksTable(cohort, sat);
      if (test.form !== "marks") yield censusTable(cohort, sat);
    }
  }
}

function checkParameters({ schools, specialSchools, effect, intakeSd, classesOf }: CountyParameters): void {
  invariant(classesOf.length > 0 && schools > 0, "a county has schools and years");
  invariant(!specialSchools || schools >= fewestSchools, `special schools need ${fewestSchools} schools`);
  invariant(intakeSd >= 0 && intakeSd < 1, "schools' intake has a part of the variance of 1");
  const most = Math.sqrt(effect.subjectCorrelation);
  invariant(Math.abs(effect.intakeCorrelation) <= most, "the intake correlates with what subjects share only");
}
