import { type Localized, randomStream } from "../../src/base/index.ts";
import type {
  AwardRow,
  BureauReport,
  EffectRow,
  FundSection,
  IndexRow,
  LevelSection,
  ModelSection,
  PotSection,
} from "../../src/report/index.ts";

/** Made-up schools with a known shape, for tests of pages. Not data of any place. */
export interface SampleOptions {
  readonly schools: number;
  readonly groups?: number;
  readonly mode?: "conforming" | "historical";
  readonly names?: readonly string[];
  readonly resultsMarked?: boolean;
  readonly coverage?: number;
}

const both = (zh: string, en: string): Localized => ({ zh, en });
const places = [
  "东溪",
  "南塘",
  "西岙",
  "北白",
  "柳江",
  "虹川",
  "清河",
  "雁湖",
  "磐山",
  "翁井",
  "石帆",
  "蒲塘",
  "芙蓉",
  "淡港",
  "仙桥",
  "大坪",
];
const kinds = ["镇第一中学", "镇第二中学", "实验中学", "中学", "育英学校", "公立寄宿学校", "外国语学校"];
const unit = both("标准差", "SD");

function gaussian(stream: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - stream())) * Math.cos(2 * Math.PI * stream());
}

function nameOf(index: number): string {
  const place = places[index % places.length] ?? "";
  const kind = kinds[Math.floor(index / places.length) % kinds.length] ?? "";
  const round = Math.floor(index / (places.length * kinds.length));
  return place + kind + (round === 0 ? "" : `（${round + 1}）`);
}

/** Standard normal distribution function to 1e-7 (Abramowitz and Stegun 1964, 26.2.17): enough for a sample. */
function normalCdf(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z > 0 ? 1 - tail : tail;
}

function effectRows(count: number, seed: string, names: readonly string[], prefix: string): readonly EffectRow[] {
  const stream = randomStream(1, seed);
  const next = () => stream.uniform();
  const tau = 0.3;
  const sigma = 0.75;
  const drafts = Array.from({ length: count }, (_, index) => {
    const n = index === 4 ? 1 : index === 7 ? 6 : 12 + Math.floor(next() * 180);
    const lambda = tau ** 2 / (tau ** 2 + sigma ** 2 / n);
    const unshrunken = tau * gaussian(next) + (sigma / Math.sqrt(n)) * gaussian(next);
    const se = tau * Math.sqrt(1 - lambda) * 1.05;
    const entry = 0.35 * gaussian(next);
    return { index, n, lambda, unshrunken, shrunken: lambda * unshrunken, se, entry };
  });
  const sorted = [...drafts].sort((a, b) => b.shrunken - a.shrunken);
  const rankOf = new Map(sorted.map((draft, rank) => [draft.index, rank + 1]));
  return drafts.map((draft): EffectRow => {
    const { index, n, lambda, unshrunken, shrunken, se, entry } = draft;
    const few = n < 10;
    const rank = rankOf.get(index) ?? 1;
    const spread = Math.round((count * se) / 0.9);
    return {
      id: `${prefix}${String(index + 1).padStart(4, "0")}`,
      name: both(names[index] ?? nameOf(index), names[index] ?? nameOf(index)),
      n,
      coverage: index === 2 ? 0.913 : 0.96 + 0.04 * next(),
      unshrunken,
      unshrunkenSe: sigma / Math.sqrt(n),
      shrunken,
      shrunkenSe: se,
      low: shrunken - 1.96 * se,
      high: shrunken + 1.96 * se,
      rankLow: Math.max(1, rank - spread),
      rankHigh: Math.min(count, rank + spread),
      reliability: lambda,
      probabilityAboveZero: normalCdf(shrunken / se),
      meanEntry: entry,
      meanExpected: 0.56 * entry,
      meanOutcome: 0.56 * entry + unshrunken,
      flags: [
        ...(few ? (["tooFewStudents"] as const) : []),
        ...(n === 1 ? (["oneStudent"] as const) : []),
        ...(index === 2 ? (["lowCoverage"] as const) : []),
      ],
    };
  });
}

function modelSection(options: SampleOptions): ModelSection {
  const school: LevelSection = {
    id: "school",
    title: both("学校", "School"),
    rows: effectRows(options.schools, "schools", options.names ?? [], "S"),
  };
  const groups: LevelSection[] =
    options.groups === undefined
      ? []
      : [
          {
            id: "authority",
            title: both("地方教育局", "Local authority"),
            rows: effectRows(options.groups, "groups", [], "A"),
          },
        ];
  return {
    id: "exam",
    title: both("初中毕业年级学业增值（十一岁至十六岁）", "Value added from age 11 to age 16"),
    why: both(
      "入口、出口均为全体学生参加的测试，数据齐全；按学校嵌套，可区分校际与校内差异。",
      "Both tests are sat by all students, and students are nested in schools.",
    ),
    method: "multilevel",
    estimation: "reml",
    outcome: { label: both("毕业测试标准分", "the leaving test"), unit, decimals: 2, mean: 0, sd: 1 },
    priors: [{ label: both("入学阅读测试", "the entry reading test"), unit, decimals: 2, degree: 1 }],
    covariates: [both("学生性别", "sex of the student")],
    n: 4059,
    dropped: 23,
    coverage: options.coverage ?? 0.9944,
    coefficients: [
      { term: "(Intercept)", label: null, estimate: 0.0023228, se: 0.0403535, low: -0.0768, high: 0.0814 },
      {
        term: "standLRT",
        label: both("入学阅读测试", "Entry reading test"),
        estimate: 0.5633,
        se: 0.01247,
        low: 0.5389,
        high: 0.5877,
      },
      { term: "sexM", label: null, estimate: -0.1713, se: 0.0329, low: -0.2358, high: -0.1068 },
    ],
    variance: { between: 0.0938, within: 0.5659, icc: 0.1422 },
    zero: "average-student",
    minimumStudents: 10,
    draws: { count: 4000, seed: "2025" },
    checks: [
      { level: "note", text: both("估计已收敛：梯度小于1e-9。", "The fit has converged: gradient below 1e-9.") },
      {
        level: "warning",
        text: both("入口成绩未作测量误差校正。", "Entry marks are not corrected for measurement error."),
      },
    ],
    levels: [school, ...groups],
  };
}

/** Splits fen in proportion, by largest remainders. */
function split(amount: bigint, weights: readonly number[]): readonly bigint[] {
  const scaled = weights.map((weight) => BigInt(Math.round(weight * 1e6)));
  const total = scaled.reduce((sum, weight) => sum + weight, 0n);
  const cut = scaled.map((weight) => (amount * weight) / total);
  let left = amount - cut.reduce((sum, one) => sum + one, 0n);
  return cut.map((one) => (one > 0n && left-- > 0n ? one + 1n : one));
}

function pot(model: ModelSection, kind: "expectedGain" | "head", amount: bigint, quotation: string): PotSection {
  const rows = model.levels[0]?.rows ?? [];
  const measures = rows.map((row) => {
    if (row.flags.includes("tooFewStudents")) return 0;
    return kind === "head" ? row.n : row.n * Math.max(0, (row.shrunken ?? 0) + 0.05);
  });
  const totalMeasure = measures.reduce((sum, one) => sum + one, 0);
  const amounts = split(amount, measures);
  const awards = rows.map((row, index): AwardRow => {
    const fen = amounts[index] ?? 0n;
    const hasPart = !row.flags.includes("tooFewStudents");
    return {
      id: row.id,
      name: row.name,
      n: row.n,
      measure: measures[index] ?? 0,
      share: (measures[index] ?? 0) / totalMeasure,
      amount: hasPart ? fen : null,
      amountLow: hasPart ? (fen * 7n) / 10n : null,
      amountHigh: hasPart ? (fen * 14n) / 10n : null,
      probability: !hasPart ? null : fen === 0n ? 0.04 : Math.min(0.9995, 0.5 + (row.probabilityAboveZero ?? 0) / 2),
      flags: hasPart ? [] : ["tooFewStudents"],
    };
  });
  return {
    id: kind,
    name: kind === "head" ? both("基础奖", "Base pot") : both("教学质量提升奖", "Improvement pot"),
    amount,
    method: "proportional",
    measure: { kind, model: model.id },
    minimumStudents: 10,
    totalMeasure,
    rows: awards,
    remainder: 0n,
    clause: { document: "示例文件〔2025〕1号", article: "三（二）", quotation },
    draws: 2000,
  };
}

/** A whole report over made-up schools. The same options give the same report. */
export function sampleReport(options: SampleOptions): BureauReport {
  const model = modelSection(options);
  const rows = model.levels[0]?.rows ?? [];
  const index = rows
    .filter((row) => !row.flags.includes("tooFewStudents"))
    .map((row): IndexRow => {
      const at = (value: number | null): number => 50 + 10 * (value ?? 0);
      return {
        id: row.id,
        name: row.name,
        value: at(row.shrunken),
        se: 10 * (row.shrunkenSe ?? 0),
        low: at(row.low),
        high: at(row.high),
      };
    });
  const pots = [pot(model, "expectedGain", 450_000_000n, ""), pot(model, "head", 100_000_001n, "按参评人数平均分配")];
  const fund: FundSection = {
    id: "improvement",
    name: both("教学质量提升奖励资金", "Improvement fund"),
    amount: 550_000_001n,
    pots,
  };
  const resultsMarked = options.resultsMarked ?? false;
  const paper = (test: Localized, subject: Localized, assessed: number | null) => ({
    test,
    subject,
    due: 4105,
    sat: 4082,
    absent: 19,
    violation: 1,
    exempt: 3,
    assessed,
    fullMark: 120,
    scale: "marks" as const,
    mean: 81.37,
    sd: 17.42,
    decimals: 2,
  });
  return {
    study: {
      title: both("东溪市初中增值评价", "Junior schools of Dongxi"),
      schoolYear: "2024-2025",
      classOf: "2025",
      area: both("全市", "the city"),
      schools: options.schools,
      students: 4105,
    },
    mode: options.mode ?? "conforming",
    languages: ["zh", "en"],
    files: { zh: "index.html", en: "index.en.html" },
    fingerprints: { data: "3f9a".repeat(16), configuration: "b07c".repeat(16), code: "91de".repeat(16) },
    counts: [
      paper(both("入学测试", "Entry test"), both("阅读", "Reading"), null),
      paper(both("毕业测试", "Leaving test"), both("总分", "Total"), 4059),
    ],
    quality: {
      read: 8210,
      taken: 8187,
      rejected: 23,
      limit: 0.01,
      minimumCoverage: 0.95,
      resultsMarked,
      issues: 23,
      firstIssues: [
        both(
          "成绩文件第418行“总分”128分，高于满分120分，未采用。",
          "marks.csv, row 418: mark 128 is above the full mark 120; not taken.",
        ),
      ],
    },
    models: [model],
    indices: [
      {
        id: "va",
        title: both("初中增值指数", "Value-added index"),
        model: "exam",
        scale: { mean: 50, sd: 10 },
        outcomeSd: 1,
        rows: index,
      },
    ],
    funds: [fund],
  };
}
