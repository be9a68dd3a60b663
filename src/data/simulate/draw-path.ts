import { randomStream } from "../../base/index.ts";
import type { SimulatedSchool } from "./draw-schools.ts";
import type { CountyParameters } from "./parameters.ts";
import { stagePlans } from "./stages.ts";

/** How a student came to the end of a stage. */
export type Fate =
  | "stayed"
  /** To another school of the county. */
  | "moved"
  /** With all others, when the school closed or was merged. */
  | "movedWithSchool"
  /** From outside the county: no entry test. */
  | "arrived"
  /** To outside the county, with papers. */
  | "transferredOut"
  | "suspended"
  /** To a vocational school before the exit test. */
  | "vocational"
  /** Left without papers. */
  | "vanished";

/** 应届, or what stands in the way of counting a student as any other. */
export type Category = "应届" | "复读" | "特长" | "借读" | "人籍分离" | "随班就读" | "新转入";

/** A student's way through the stage. */
export interface StudentPath {
  readonly fate: Fate;
  readonly category: Category;
  /** Place of the exit school in the stage's list; −1 where the student has left. */
  readonly exit: number;
  /** Place of the school that keeps the register record (学籍). */
  readonly register: number;
  /** Share of the time between the tests that was spent at the exit school. */
  readonly shareAtExit: number;
  /** Day of moving, arriving or leaving; null for those who stayed. */
  readonly changed: string | null;
  /** Three electives (places among the stage's subjects); empty where the stage has none. */
  readonly electives: readonly number[];
  /** Follows parents who came for work (随迁子女). */
  readonly migrant: boolean;
}

/** Draws a student's way. `level` is his mean entry ability: the weak vanish and are steered away more often. */
export function drawPath(
  parameters: CountyParameters,
  schools: readonly SimulatedSchool[],
  origin: number,
  year: number,
  level: number,
  unit: string,
): StudentPath {
  const stream = randomStream(parameters.seed, `student ${unit} path`);
  const [fateDraw, categoryDraw, timeDraw, migrantDraw] = Array.from({ length: 4 }, () => stream.uniform());
  const { stage } = schools[origin];
  const electives = drawElectives(stage, () => stream.uniform());
  const partner = partnerOf(schools, origin, year);
  const fate = fateOf(parameters, stage, level, fateDraw, partner !== null);
  const change = changeOf(parameters, schools[origin], year, fate, timeDraw);
  const successor = schools[origin].successor[year];
  const closedFate = successor !== null && (fate === "stayed" || fate === "moved" || fate === "arrived");
  const exit = closedFate ? successor - 1 : exitOf(fate, origin, partner);
  const lateCategory = fate === "moved" || fate === "arrived" ? change.shareAtExit < 1 / 3 : false;
  const category = lateCategory ? "新转入" : categoryOf(parameters, stage, categoryDraw, partner !== null);
  const registered = category === "借读" || category === "人籍分离" ? partner : null;
  const closing = schools[origin].closed;
  return {
    fate: closedFate ? "movedWithSchool" : fate,
    category,
    exit,
    register: registered ?? (exit >= 0 ? exit : origin),
    shareAtExit: closedFate ? shareAfter(parameters, schools[origin], year) : change.shareAtExit,
    changed: closedFate ? closing : change.day,
    electives,
    migrant: migrantDraw < 0.18,
  };
}

/** The school with which students are exchanged: 1 and 2, 3 and 4 … Null where it is missing or not open to this cohort. */
function partnerOf(schools: readonly SimulatedSchool[], origin: number, year: number): number | null {
  const partner = origin % 2 === 0 ? origin + 1 : origin - 1;
  if (partner >= schools.length) return null;
  const isOpen = schools[partner].cohorts[year] > 0 && schools[partner].successor[year] === null;
  return isOpen ? partner : null;
}

function fateOf(
  { paths }: CountyParameters,
  stage: SimulatedSchool["stage"],
  level: number,
  draw: number,
  hasPartner: boolean,
): Fate {
  // The mean of e^(−slope·level) over a standard normal level is e^(slope²/2): divided by it, rates are what they say.
  const weak = Math.exp(-paths.slope * level - paths.slope ** 2 / 2);
  const rates: readonly (readonly [Fate, number])[] = [
    ["arrived", paths.arrived],
    ["transferredOut", paths.transferredOut],
    ["suspended", paths.suspended],
    ["vocational", stage === "junior" ? Math.min(0.3, paths.vocational * weak) : 0],
    ["vanished", Math.min(0.3, paths.vanished * weak * (stage === "primary" ? 0.2 : 1))],
    ["moved", hasPartner ? paths.moved : 0],
  ];
  let below = 0;
  for (const [fate, rate] of rates) {
    below += rate;
    if (draw < below) return fate;
  }
  return "stayed";
}

function exitOf(fate: Fate, origin: number, partner: number | null): number {
  if (fate === "stayed" || fate === "arrived") return origin;
  return fate === "moved" && partner !== null ? partner : -1;
}

/** When it happened: on the first day of one of the five terms after the first; vocational schools take in February. */
function changeOf(
  { classesOf }: CountyParameters,
  school: SimulatedSchool,
  year: number,
  fate: Fate,
  draw: number,
): { readonly day: string | null; readonly shareAtExit: number } {
  if (fate === "stayed") return { day: null, shareAtExit: 1 };
  const { years } = stagePlans[school.stage];
  const terms = 2 * years - 1;
  const term = fate === "vocational" ? terms : 1 + Math.floor(draw * terms);
  const calendar = classesOf[year] - years + Math.ceil(term / 2);
  const day = term % 2 === 1 ? `${calendar}-02-20` : `${calendar}-09-01`;
  const shareAtExit = fate === "arrived" ? 1 : (2 * years - term) / (2 * years);
  return { day, shareAtExit: fate === "moved" ? shareAtExit : fate === "arrived" ? shareAtExit : 1 };
}

/** Share of the time between the tests that was left when the school closed. */
function shareAfter({ classesOf }: CountyParameters, school: SimulatedSchool, year: number): number {
  const { years } = stagePlans[school.stage];
  const closed = Number((school.closed ?? "").slice(0, 4));
  return Math.min(1, (classesOf[year] - closed) / years);
}

function categoryOf(
  { categories }: CountyParameters,
  stage: SimulatedSchool["stage"],
  draw: number,
  hasPartner: boolean,
): Category {
  const rates: readonly (readonly [Category, number])[] = [
    ["复读", categories.repeater[stage]],
    ["特长", categories.talent[stage]],
    ["随班就读", categories.inclusive],
    ["借读", hasPartner ? categories.guest : 0],
    ["人籍分离", hasPartner ? categories.elsewhere : 0],
  ];
  let below = 0;
  for (const [category, rate] of rates) {
    below += rate;
    if (draw < below) return category;
  }
  return "应届";
}

/** Three different electives, each set as likely as any other. */
function drawElectives(stage: SimulatedSchool["stage"], uniform: () => number): number[] {
  const open = stagePlans[stage].subjects.flatMap((subject, s) => (subject.elective === true ? [s] : []));
  if (open.length === 0) return [];
  const taken = [0, 1, 2].map(() => open.splice(Math.floor(uniform() * open.length), 1)[0]);
  return taken.sort((a, b) => a - b);
}
