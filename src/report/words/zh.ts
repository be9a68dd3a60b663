import type { Entity, ReadingParts, ReportWords, StandingParts } from "./report-words.ts";

const measureWord = (entity: Entity): string => (entity.isSchool ? "所" : "个");

const countOf = (count: string, entity: Entity): string =>
  `${count}${measureWord(entity)}${entity.isSchool ? "学校" : entity.title}`;

const each = (entity: Entity): string => (entity.isSchool ? "各校" : `各${entity.title}`);

const yearOf = (schoolYear: string): string => (schoolYear === "unknown" ? "学年不详" : `${schoolYear}学年`);

const unitOf = (unit: string): string => (unit === "" ? "" : `（${unit}）`);

const measured = (parts: ReadingParts): string =>
  `${parts.name}的${parts.subject}增值为${parts.value}（95%误差范围${parts.low}至${parts.high}）`;

const standings = (parts: StandingParts, entity: Entity): string => {
  const { above, below, same, area } = parts;
  const compared = `参与比较的${countOf(parts.total, entity)}`;
  const unclear = `与${area}平均水平无明显差异，不宜据此区分优劣`;
  const one = measureWord(entity);
  if (above === "0" && below === "0") return `${compared}均${unclear}。`;
  const rest = same === "0" ? "" : `，其余${same}${one}${unclear}`;
  return `${compared}中，${above}${one}增值高于${area}平均，${below}${one}低于${area}平均${rest}。`;
};

const sure = (percent: ReadingParts["percent"]): string => {
  if (percent === null) return "";
  return percent === "above99" ? "，把握在99%以上" : `，把握约${percent}%`;
};

const amountNoun = { conforming: "建议数", historical: "测算数" } as const;

const numerals = [
  ..."一二三四五六七八九",
  "十",
  "十一",
  "十二",
  "十三",
  "十四",
  "十五",
  "十六",
  "十七",
  "十八",
  "十九",
  "二十",
];

/** 中文词句表：报告页的全部词句。 */
export const zh: ReportWords = {
  htmlLang: "zh-CN",
  otherLanguage: "English",
  listSeparator: "、",
  colon: "：",
  numbered: (index, heading) => `${numerals[index - 1] ?? String(index)}、${heading}`,
  sentenceGap: "",

  documentTitle: (title, schoolYear) => `${title}·增值评价报告（${yearOf(schoolYear)}）`,
  kicker: "增值评价报告",
  yearLine: (schoolYear, classOf) => `${yearOf(schoolYear)}${classOf === null ? "" : `　${classOf}届`}`,
  internalNote: "本报告为内部资料，请勿转发、张贴或在家长群传播。",
  watermark: "历史规则复算，仅供研究，不得作为资金分配、考核奖惩依据",
  notice: "提示",
  historicalNote: "本页按文件当时的规则逐条复算，用于回溯研究；页内金额不是应发金额。",
  demonstrationNote: "本页的资金测算为算法演示，没有文件依据，不对应任何实际资金；页内金额不是应发金额。",
  skip: "跳到正文",
  contents: "目录",
  backToTop: "返回目录",

  overview: "学年概览",
  overviewLead: (area) =>
    `增值是学生实际成绩与同类起点学生预期成绩之间的差别。以下各项均以${area}平均水平为参照，并注明误差范围。`,
  tileSchools: "学校",
  tileStudents: "学生",
  tileAssessed: "参评学生",
  tileCoverage: "参评率",
  tileBetween: "校际差异占比",
  findingsOf: (model) => `主要结论：${model}`,
  findingAssessed: (area, outcome, n, coverage) => `${outcome}：${area}参评学生${n}人，参评率${coverage}。`,
  findingBetween: (area, entity, share) =>
    `扣除入口成绩的影响后，学生成绩仍有的差异中，${share}是${area}${entity.isSchool ? "学校" : entity.title}之间的差异，其余是校内学生之间的差异。`,
  findingStandings: (parts, entity) =>
    [
      standings(parts, entity),
      ...(parts.unjudged === null ? [] : [`另有${countOf(parts.unjudged, entity)}样本量不足，不作评价。`]),
      ...(parts.noStudents === null ? [] : [`另有${countOf(parts.noStudents, entity)}没有参评学生。`]),
    ].join(""),
  findingErrors: (flagged, wrong) =>
    `按把握程度推算，上述高于或低于平均的${flagged}项判断中，${wrong === null ? "可能有误的不到1项" : `约有${wrong}项可能有误`}。`,
  findingAbove: (names) => `建议总结经验的学校（误差范围离平均最远者）：${names}。`,
  findingBelow: (names) => `建议结合学情会商查找原因的学校（误差范围离平均最远者）：${names}。`,
  namedValue: (name, value, low, high) => `${name}（${value}，${low}至${high}）`,
  findingFund: (fund, amount, recipients, mode) =>
    `${fund}共${amount}，按规则测算，${recipients}所学校有${amountNoun[mode]}，计算过程见下文。`,
  lowCoverage: (coverage, minimum) =>
    `本结果参评率为${coverage}，低于${minimum}的要求，结果仅供参考，不用于评先和资金测算。`,

  data: "数据与参评",
  countsCaption: "各科应考、实考、缺考与参评人数",
  countsBasis:
    "口径：应考为数据来源中有该次考试任何记录的学生，不论有无成绩；本系统不读取学籍名册，从未列入成绩文件的学生不在其内。实考为有有效成绩者，零分照计。参评为出口成绩、全部入口成绩和所需信息齐全、进入模型者。缺考、违纪、免考分列，不按零分计入平均分；应考减去这几项和实考后如有余数，为没有成绩又未注明原因，或成绩未被采用者。",
  test: "测试",
  subject: "学科",
  due: "应考",
  sat: "实考",
  absent: "缺考",
  violation: "违纪",
  exempt: "免考",
  assessed: "参评",
  fullMark: "满分",
  scales: { standardised: "标准分", points: "等级分" },
  mean: "平均分",
  spread: "标准差",
  quality: "数据质量",
  qualityCounts: (read, taken, rejected, share, limit) =>
    `共读入成绩${read}个（含缺考等标记），采用${taken}个，未采用${rejected}个，占${share}（上限${limit}）。${rejected === "0" ? "" : "未采用的成绩均已列明文件、行号和原因。"}`,
  qualityMarked: "未采用的成绩超过上限，本页全部结果仅供参考，不用于评先和资金测算。请先核对数据再作研判。",
  qualityNone: "未发现数据问题。",
  qualityIssues: (total) => `共有${total}条提示和问题，逐类列出`,

  why: "为何采用这一模型",
  methodMultilevel: (outcome, priors, estimation) =>
    `以${priors}为入口，用多层线性模型（学生嵌套于学校，${estimation}）求出每名学生${outcome}的预期成绩；本校学生实际成绩与预期成绩之差的平均，已按样本量作稳健调整，即为学校增值。`,
  methodLinear: (outcome, priors) =>
    `以${priors}为入口，用线性回归求出每名学生${outcome}的预期成绩；本校学生实际成绩与预期成绩之差的平均，已按样本量作稳健调整，即为学校增值。`,
  methodCovariates: (covariates) => `预期成绩同时考虑${covariates}。`,
  powered: (prior, degree) => (degree === 1 ? prior : `${prior}（含${degree === 2 ? "二" : "三"}次项）`),
  estimations: { reml: "限制性极大似然估计", ml: "极大似然估计" },
  modelCounts: (n, dropped, coverage) =>
    `参评学生${n}人，因缺少出口成绩、入口成绩或所需信息（含未采用的成绩）未进入模型${dropped}人，参评率${coverage}。`,
  zeroStudent: (area) => `零点：增值为0，即与${area}参评学生的平均水平相同（按学生人数加权）。`,
  zeroSchool: (area) => `零点：增值为0，即与${area}学校的平均水平相同（每所学校权重相等）。`,
  levelHeading: (entity) => `${each(entity)}增值`,

  caterpillar: (entity) => `${each(entity)}增值与95%误差范围`,
  caterpillarAlt: (entity, counts) =>
    `图：${each(entity)}增值由高到低排列，横线为95%误差范围，竖线为平均水平。${counts}`,
  plane: "入口水平与增值",
  planeAlt: (entry, counts) => `图：横轴为平均入口水平（${entry}），纵轴为增值，图形越大参评学生越多。${counts}`,
  planeReading: (highAbove, highBelow, lowAbove, lowBelow, entity) => {
    const what = entity.isSchool ? "学校" : entity.title;
    const one = measureWord(entity);
    const none = [highAbove, highBelow, lowAbove, lowBelow].every((count) => count === "0");
    const found = none
      ? `没有${what}可判断为高于或低于平均。`
      : `可判断高于平均的${what}，入口较高的${highAbove}${one}、入口较低的${lowAbove}${one}；可判断低于平均的${what}，入口较高的${highBelow}${one}、入口较低的${lowBelow}${one}。`;
    return `${found}入口高低不等于增值高低，两项应分开看。`;
  },
  expectedActual: "预期成绩与实际成绩",
  expectedActualAlt: "图：横轴为预期成绩的平均，纵轴为实际成绩的平均，斜线上两者相等。",
  expectedActualReading: (name, expected, actual, difference) =>
    `斜线上方为实际高于预期，下方为实际低于预期。例如，${name}的预期成绩平均为${expected}，实际成绩平均为${actual}，相差${difference}。`,
  expectedActualLine: "实际等于预期",
  quadrants: {
    lowAbove: "入口低、增值高",
    highAbove: "入口高、增值高",
    lowBelow: "入口低、增值低",
    highBelow: "入口高、增值低",
  },
  axisValueAdded: (unit) => `增值${unitOf(unit)}`,
  axisEntry: (label, unit) => `平均入口水平：${label}${unitOf(unit)}`,
  axisExpected: (unit) => `预期成绩平均${unitOf(unit)}`,
  axisActual: (unit) => `实际成绩平均${unitOf(unit)}`,
  zeroLine: (area) => `${area}平均`,
  pointTitle: (name, value, low, high) => `${name}：${value}（${low}至${high}）`,
  pairTitle: (name, first, second) => `${name}：${first}，${second}`,
  sizeNote: "图形越大，参评学生越多。",
  legend: {
    above: "高于平均",
    below: "低于平均",
    same: "无明显差异",
    unjudged: "样本量不足，不作评价",
  },
  legendLabel: "图例",

  tableCaption: (entity, outcome, unit) => `${each(entity)}${outcome}增值${unit === "" ? "" : `（单位：${unit}）`}`,
  groupedNote: (title) =>
    `以下是所属学校本届参评学生的平均结果，误差范围只反映这些学校本身的测量误差；它说明已有差别，不能据此推断“${title}”本身的作用。`,
  tableBasis: (area, minimumCoverage, isAdjusted) =>
    `口径：参评学生为出口成绩、全部入口成绩和所需信息齐全者；参评率为参评学生数÷应考学生数，低于${minimumCoverage}的仅供参考；增值以${area}平均为零点，${isAdjusted ? "已按样本量作稳健调整，" : ""}误差范围为95%。位次区间中1为最高；仅凭本次数据，不能区分区间内的具体名次。`,
  filterLabel: "筛选名称",
  filterPlaceholder: "输入名称",
  standingLabel: "筛选结论",
  everyStanding: "全部",
  shownRows: (shown, total) => `显示${shown}行，共${total}行`,
  showAll: (total) => `显示全部${total}行`,
  tableRegion: (entity) => `${each(entity)}增值表`,
  name: (entity) => entity.title,
  students: "参评人数",
  coverage: "参评率",
  valueAdded: "增值",
  margin: "95%误差范围",
  marginPicture: "图示",
  rankRange: "位次区间",
  certainty: "把握程度",
  entryMean: "入口平均",
  expectedMean: "预期平均",
  actualMean: "实际平均",
  unadjusted: "调整前增值",
  reliability: "信度",
  reading: "读法",
  range: (low, high) => `${low}至${high}`,
  rankText: (low, high) => (low === high ? low : `${low}–${high}`),
  standing: {
    above: "高于平均",
    below: "低于平均",
    same: "无明显差异",
    unjudged: "不作评价",
  },
  certaintyWord: {
    veryHigh: "把握很大",
    high: "把握较大",
    some: "有一定把握",
    none: "尚不能判断",
  },
  leaning: { above: "偏高", below: "偏低" },
  percentAbove99: "99%以上",
  percentBelow1: "1%以下",
  readings: {
    above: (parts) => `${measured(parts)}，高于${parts.area}平均${sure(parts.percent)}。`,
    below: (parts) =>
      `${measured(parts)}，低于${parts.area}平均${sure(parts.percent)}${parts.isSchool ? "，建议结合学情会商查找原因" : ""}。`,
    same: (parts) => `${measured(parts)}，与${parts.area}平均水平无明显差异，不宜据此区分优劣。`,
    leanAbove: (parts) =>
      `${measured(parts)}，误差范围包含${parts.area}平均，有偏高的迹象${sure(parts.percent)}，尚需更多数据验证，不宜据此区分优劣。`,
    leanBelow: (parts) =>
      `${measured(parts)}，误差范围包含${parts.area}平均，有偏低的迹象${sure(parts.percent)}，尚需更多数据验证，不宜据此区分优劣。`,
    tooFew: (parts) => `${parts.name}有参评学生${parts.n}人，样本量不足，不作评价。`,
    noStudents: (parts) => `${parts.name}没有参评学生，不作评价。`,
    noInterval: (parts) => `${parts.name}的${parts.subject}增值无法计算误差范围，不作评价。`,
    rank: (total, low, high, entity) =>
      low === high
        ? `从位次看，在${countOf(total, entity)}中大致处于第${low}位。`
        : `从位次看，在${countOf(total, entity)}中可能处于第${low}至第${high}位之间，不能区分具体名次。`,
  },
  flags: {
    tooFewStudents: "样本量不足",
    oneStudent: "仅一名学生",
    noStudents: "无参评学生",
    notMeasured: "没有可用的增值结果",
    lowCoverage: "参评率低于要求，仅供参考",
    noVariation: "成绩全部相同",
  },

  technical: "技术附录：模型估计",
  coefficientsCaption: (outcome, unit) =>
    `预期成绩方程的系数（出口：${outcome}${unit === "" ? "" : `；单位：${unit}`}）`,
  term: "项目",
  estimate: "估计值",
  standardError: "标准误",
  confidenceInterval: "95%置信区间",
  interceptTerm: "截距",
  varianceBetween: (value) => `校际方差${value}`,
  varianceWithin: (value) => `学生方差${value}`,
  varianceShare: (share) => `校际差异占比${share}`,
  drawsNote: (draws, seed) => `位次区间和把握程度由后验抽样${draws}次得出（随机种子${seed}，可复算）。`,

  indexHeading: "增值指数",
  indexNote: (mean, sd, model, outcomeSd, area) =>
    `指数＝${mean}＋${sd}×（增值÷出口成绩标准差${outcomeSd}），依据“${model}”。指数${mean}即${area}平均水平；每相差${sd}，相当于出口成绩的一个标准差。`,
  indexValue: "指数",

  awards: "奖励资金测算",
  awardsLead: {
    conforming: "以下为建议数，供研究审定；各项金额以分为单位精确计算，合计与奖项总额逐分相符。",
    historical: "以下为测算数，仅供研究，不是建议数；各项金额以分为单位精确计算，合计与奖项总额逐分相符。",
  },
  fundLine: (amount, pots) => (pots === "1" ? `资金总额${amount}。` : `资金总额${amount}，分为${pots}项。`),
  potLine: (amount) => `本项总额${amount}。`,
  measureGain: (model) =>
    `按“${model}”的点数分配：点数＝参评人数×人均期望正增值（增值高于平均部分的期望值）。增值不能确定时按可能性折算，个别学生的变动不会使金额大幅改变。`,
  measureHead: (model) => `按“${model}”的参评人数分配，每人一点。`,
  minimum: (students) => `参评学生不足${students}人的学校，样本量不足，不参与本项分配。`,
  clauseHeading: "文件依据",
  clauseText: (document, article) => (article === "" ? document : `${document}　${article}`),
  clauseQuotation: (quotation) => `「${quotation}」`,
  clauseSilent: "文件未明确，按系统默认规则测算，待局长办公会议审定。",
  clauseNone: "没有写明文件依据，按系统默认规则测算。",
  arithmetic: (pot, total, mode) =>
    `计算方法：${amountNoun[mode]}＝本项总额${pot}元×本校点数÷各校点数之和${total}；先取整到分，余下的分按小数部分由大到小逐分补足。`,
  awardCaption: (pot) => `${pot}测算表（单位：元）`,
  measureColumn: { expectedGain: "点数", head: "点数" },
  share: "占比",
  amount: { conforming: "建议数（元）", historical: "测算数（元）" },
  amountRange: "主要区间（元）",
  awardProbability: "获奖可能性",
  awardIs: {
    conforming: (name, amount) => `经测算，${name}的建议数为${amount}元。`,
    historical: (name, amount) => `${name}的测算数为${amount}元。`,
  },
  awardRounded: (pot, measure, total) => `金额：${pot}元×${measure}÷${total}（取整到分）`,
  awardNone: (name, flags) => `${name}${flags}，不参与本项分配。`,
  awardNoPoints: (name, mode) => `${name}的点数为0，本项没有${amountNoun[mode]}。`,
  awardDraws: (draws, probability, low, high) =>
    `在同等规则下重复测算${draws}次，获得本项奖励的可能性为${probability}，金额的主要区间为${low}至${high}。`,
  awardDrawsZero: (draws, probability) =>
    `在同等规则下重复测算${draws}次，获得本项奖励的可能性为${probability}，主要区间内金额均为0元。`,
  stop: "。",
  remainder: "结余（未分配）",
  sum: "合计",
  fundTotals: (fund) => `${fund}各校合计`,
  moneyInText: (yuan, tenThousand) => (tenThousand === null ? `${yuan}元` : `${tenThousand}万元`),

  method: "方法说明",
  methodParagraphs: (area) => [
    {
      heading: "什么是增值",
      text: `先看${area}学生中入口成绩相同的，平均考到什么水平，作为每名学生的预期成绩；再看实际成绩比预期高多少或低多少。一所学校全部参评学生这一差值的平均，就是学校增值。`,
    },
    {
      heading: "零点在哪里",
      text: "增值是相对的：零点见各模型所注。增值低于零点不等于学生没有进步，只说明进步小于同类起点学生的平均。",
    },
    {
      heading: "为什么作稳健调整",
      text: "学生少的学校，平均值容易偶然偏高或偏低。因此结果已按样本量作稳健调整：学生越少、信息越弱，数值越向平均靠拢。调整前的数值同时列出。",
    },
    {
      heading: "误差范围",
      text: `误差范围即95%置信区间。范围整个在${area}平均以上或以下的，才写“高于”或“低于”；范围包含平均的，写“无明显差异”，不宜据此区分优劣。误差范围就全部学校平均而言成立；增值特别突出的学校，调整后的数值会略向平均靠拢。`,
    },
    {
      heading: "位次区间",
      text: "位次区间由反复抽样得出，表示一所学校的真实位次可能落在哪里。两所学校区间重叠时，不能区分先后。",
    },
  ],
  certaintyCaption: "把握程度用语",
  certaintyProbability: "该方向成立的可能性",
  certaintyRanges: {
    veryHigh: "99%及以上",
    high: "95%至99%",
    some: "80%至95%",
    none: "不足80%",
  },
  falseAlarm: (entity, number) =>
    `假如${each(entity)}实际毫无差别，单凭95%误差范围，平均也会有至多${number}${measureWord(entity)}被误判为高于或低于平均。`,
  caveat:
    "增值反映的是学生进步与同类起点学生之间的差别，受命题、生源变动等多种因素影响，不能单独作为评价教师和校长的依据。",

  checks: "模型检查",
  checksNone: "各项检查均已通过。",
  checkLevels: { note: "说明", warning: "注意", stop: "不可采用" },

  fingerprints: "数据与程序指纹",
  fingerprintsNote: "同样的数据、配置和程序，必得同样的页面；任何一项改变，指纹随之改变。",
  fingerprintData: "数据",
  fingerprintConfiguration: "配置",
  fingerprintCode: "程序",

  schoolPage: {
    documentTitle: (school, schoolYear) => `${school}·增值评价反馈单（${yearOf(schoolYear)}）`,
    kicker: "增值评价反馈单",
    where: "我们在哪里，有多大把握",
    expected: "预期与实际",
    expectedLine: (n, expected, actual, difference) =>
      `本校参评学生${n}人，预期成绩平均${expected}，实际成绩平均${actual}，相差${difference}。`,
    adjusted: (unadjusted, adjusted) => `按样本量作稳健调整后，增值由${unadjusted}调整为${adjusted}。`,
    award: "奖励资金测算",
    noAward: "本次没有奖励资金测算。",
    objection:
      "学校对上述数据有异议的，可自收到之日起5个工作日内书面申请复核；逾期未提出的，视为数据已确认，但不影响此后依法申诉。",
    back: "返回总报告",
    pictureAlt: (name, value, low, high) => `图：${name}的增值为${value}，95%误差范围${low}至${high}，竖线为平均水平。`,
    others: "灰点为其他学校，不标校名。",
  },
  publicPage: {
    documentTitle: (title, schoolYear) => `${title}·公开数据（${yearOf(schoolYear)}）`,
    kicker: "公开数据",
    lead: "本页只公布全域汇总数据，不含任何学校的成绩、位次或增值，也不含学生个人信息。",
    numbers: (schools, students) => `本次纳入学校${schools}所、学生${students}人。`,
    countsCaption: "各科实考人数与平均分",
    suppressed: "不公布",
    suppressedNote: (minimum) => `人数不足${minimum}人的，人数和平均分均不公布。`,
    note: "增值评价结果供学校改进教学使用，不用于学校排序。",
  },
};
