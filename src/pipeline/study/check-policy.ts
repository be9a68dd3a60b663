import { invariant, parseYuan } from "../../base/index.ts";
import type { PolicySpec, PotSpec } from "../../policy/funds/index.ts";
import { bothLanguages, type Checking, checkReference, checkUnique } from "./checking.ts";
import type { StudyFile } from "./study-schema.ts";

type PolicyFile = NonNullable<StudyFile["policy"]>;
type PotFile = PolicyFile["funds"][number]["pots"][number];

/**
 * The study's rules, or null; reports funds and pots that are named twice, unknown models, and money that current national rules
 * do not allow.
 */
export function checkPolicy(checking: Checking): PolicySpec | null {
  const { policy } = checking.file;
  if (policy === undefined) return null;
  const pots = policy.funds.flatMap((fund, f) =>
    fund.pots.map((pot, p) => ({ pot, path: ["policy", "funds", f, "pots", p] })),
  );
  checkUnique(
    checking,
    "fund",
    policy.funds.map(({ id }, f) => ({ name: id, path: ["policy", "funds", f, "id"] })),
  );
  checkUnique(
    checking,
    "pot",
    pots.map(({ pot, path }) => ({ name: pot.id, path: [...path, "id"] })),
  );
  for (const { pot, path } of pots) checkPot(checking, policy, pot, path);
  return {
    mode: policy.mode,
    schoolYear: policy.schoolYear,
    classOf: String(policy.classOf),
    fiscalYear: String(policy.fiscalYear),
    funds: policy.funds.map((fund) => ({
      id: fund.id,
      name: bothLanguages(fund.name),
      pots: fund.pots.map((pot) => toPot(checking.file, pot)),
    })),
  };
}

function checkPot(checking: Checking, policy: PolicyFile, pot: PotFile, path: readonly (string | number)[]): void {
  const { models, tests } = checking.file;
  const at = [...path, "measure", "model"];
  const known = models.map(({ id }) => id);
  if (!checkReference(checking, "model", pot.measure.model, known, at)) return;
  if (policy.mode === "historical" || pot.measure.kind === "head") return;
  for (const { id, outcome } of models) {
    if (id !== pot.measure.model || !Object.hasOwn(tests, outcome.test)) continue;
    const { legalKind } = tests[outcome.test];
    // 《深化新时代教育评价改革总体方案》（2020年10月13日公布）二（一）3：不得通过任何形式以中高考成绩为标准奖励教师和学生。
    if (legalKind === "中考" || legalKind === "高考") {
      checking.report("POLICY_ENTRANCE_MONEY", { pot: pot.id, test: outcome.test, legalKind }, at);
    }
    // 教育部办公厅2021年8月30日《关于加强义务教育学校考试管理的通知》。
    if (legalKind === "历史统考") checking.warn("POLICY_COMMON_EXAM_MONEY", { pot: pot.id, test: outcome.test }, at);
  }
}

function toPot(file: StudyFile, pot: PotFile): PotSpec {
  const amount = parseYuan(pot.amountYuan);
  invariant(amount !== null, "the schema lets amounts of yuan only through");
  const ofModel = file.models.find(({ id }) => id === pot.measure.model)?.minimumStudents ?? 1;
  return {
    id: pot.id,
    name: bothLanguages(pot.name),
    amount,
    method: pot.method,
    measure: pot.measure,
    minimumStudents: pot.minimumStudents ?? ofModel,
    clause: pot.clause ?? { document: "", article: "", quotation: "" },
  };
}
