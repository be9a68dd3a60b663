import type {
  Expectation,
  FileFault,
  FormulaExpectation,
  OptionExpectation,
  OutputFault,
  StudyThing,
  UsageFault,
  YamlFault,
} from "../../base/index.ts";
import { firstNames, type MessageTable, type MessageWords, percent, short } from "./message-table.ts";

const words = (what: string, why: string, mend: string): MessageWords => ({ what, why, mend });
const near = (name: string | undefined): string => (name === undefined ? "" : `，是否应为“${name}”`);
const list = (names: readonly string[]): string => {
  const { text, left } = firstNames(names, "、");
  return names.length === 0 ? "（无）" : left > 0 ? `${text}等${names.length}个` : text;
};

/** Which model is meant, where the message does not stand under its heading. */
const ofModel = (model: string): string => (model === "" ? "" : `（模型“${model}”）`);

/** Names of which only the first are given. */
const someOf = (first: readonly string[], count: number): string =>
  first.join("、") + (count > first.length ? "等" : "");

const things: Record<StudyThing, string> = {
  source: "数据来源",
  test: "考试",
  subject: "学科",
  model: "模型",
  index: "指数",
  fund: "奖励资金",
  pot: "奖项",
  attribute: "学生或学校属性",
  schoolAttribute: "学校属性",
  prior: "入口成绩",
  covariate: "协变量",
  level: "汇总层级",
  language: "语言",
  column: "列",
  mark: "成绩列的考试与学科",
  code: "问题代码",
};

const expectations: Record<Extract<Expectation, string>, string> = {
  text: "文字（纯数字请加引号）",
  localized: "文字，或 { zh: …, en: … } 中英文各一句",
  id: "小写英文字母、数字、“-”“_”组成的代号（要用作文件名，最长60个字符）",
  mapping: "“名称: 值”的列表",
  list: "以“- ”开头的列表",
  filledList: "至少有一项的列表",
  filledMapping: "至少有一项的“名称: 值”列表",
  number: "数字",
  wholeNumber: "整数",
  truth: "true 或 false",
  share: "0到1之间的比例（1%写作0.01）",
  decimal: '十进制数，如 120 或 "-4.5"',
  money: '加引号的金额，单位元，至多两位小数，如 "1000000.00"',
  memory: "内存大小，如 2GB 或 800MB",
  schoolYear: "学年，如 2024-2025；不详时写 unknown",
  year: "年份，如 2025；不详时写 unknown",
  date: "日期，如 2025-06-18",
  column: "列名，或 { column: 列名 }",
  student:
    "列名；学号只在校内唯一时写 { column: 学号, within: 学校 }；文件没有学号、每行就是一名学生时写 { eachRow: true }",
  studentColumn: "列名；学号只在校内唯一时写 { column: 学号, within: 学校 }",
  columnOrConstant: "{ column: 列名 } 或 { constant: 固定值 }",
};

const expected = (what: Expectation): string => {
  if (typeof what === "string") return expectations[what];
  return "oneOf" in what ? `以下之一：${what.oneOf.join("、")}` : `${what.from}到${what.to}之间的整数`;
};

const fileFaults: Record<Exclude<FileFault, "other">, string> = {
  notFile: "它不是文件",
  gone: "它不存在",
  permission: "没有读取权限",
  locked: "另一个程序正打开着它",
  compression: "压缩内容已损坏",
  notParquet: "它不是完好的 Parquet 文件",
  notDatabase: "它不是 DuckDB 数据库",
  damagedDatabase: "数据库文件已损坏",
  newerDatabase: "它由更新版本的 DuckDB 写成",
};

const outputFaults: Record<OutputFault, string> = {
  noFolder: "所在的文件夹不存在",
  isFolder: "已有同名的文件夹",
  permission: "没有写入权限",
  full: "磁盘已满",
};

const yamlFaults: Record<Exclude<YamlFault, "other">, string> = {
  duplicateKey: "同一层里有两个相同的名称",
  indent: "缩进没有对齐",
  tab: "缩进用了制表符（Tab）",
  unclosed: "引号、括号或冒号没有成对写完",
  colon: "冒号的用法不对：名称与值之间用英文冒号加一个空格；文字中若有“: ”，整段文字要加引号",
  aliasUnknown: "“*”引用了没有定义的锚点；文字以“*”开头时要加引号",
  aliases: "“*”引用层层展开，超出允许的数量",
  tooDeep: "嵌套层数过多",
  manyDocuments: "一个文件里写了多份内容（中间有“---”）",
  keyNotText: "名称必须是文字",
  tag: "使用了不支持的“!”标记；文字以“!”开头时要加引号",
  empty: "文件里没有内容",
};

const formulaParts: Record<Extract<FormulaExpectation, string>, string> = {
  operand: "列名、数字或“(”",
  numericColumn: "数值列",
  knownFunction: "列名、I()、factor() 或 offset()",
  arithmeticOperator: "数值列之间的 +、-、*、/ 或 ^",
  wholeNumberFromOne: "不小于1的整数",
  decimalNumber: "十进制数",
  operatorOrEnd: "运算符，或公式在此结束",
  symbol: "列名、数字、运算符或括号",
  backquotedColumn: "反引号之间的列名",
  bracketBeforeRandomTerm: "随机项前的“(”",
  columnOrConstant: "列名、0或1",
  termOrConstant: "一个项、0或1",
  offsetAlone: "offset() 单独作为一个项",
  column: "列名",
  termOperator: "各项之间的 +、-、*、: 或 ^",
  outcome: "“~”之前的结果变量",
  predictors: "“~”和解释变量",
  predictorNotOutcome: "解释变量，不能是结果变量本身",
  termOrIntercept: "解释变量，或表示截距的 1",
  fewerTerms: "更少的项（一个公式最多 600 项）",
  outcomeColumn: "结果变量的列名",
  oneExpressionInI: "I() 中的一个算式",
  columnInI: "I() 中的列名",
  columnInFactor: "factor() 中的列名",
  referenceLevel: 'ref = "取值"',
  oneColumnInOffset: "offset() 中的一个列名",
  interceptBeforeBar: "“|”之前的1",
  groupAfterBar: "“|”之后的分组列",
};

const formulaPart = (what: FormulaExpectation): string => {
  if (typeof what === "string") return formulaParts[what];
  return "signs" in what ? what.signs.map((sign) => `“${sign}”`).join("或") : `结尾的 ${what.closing}`;
};

const optionValue = (what: OptionExpectation): string =>
  "oneOf" in what ? `以下之一：${list(what.oneOf)}` : `${what.from}到${what.to}之间的整数`;

const usageFaults: Record<UsageFault, (detail: string) => string> = {
  noCommand: () => "没有写明命令",
  unknownCommand: (detail) => `没有“${detail}”这个命令`,
  unknownOption: (detail) => `没有“${detail}”这个选项`,
  missingArgument: (detail) => `缺少参数“${detail}”`,
  missingOption: (detail) => `缺少必需的选项“${detail}”`,
  missingOptionValue: (detail) => `选项“${detail}”后面要有一个值`,
  excessArguments: () => "多写了参数；含空格的内容要加引号",
  invalidValue: (detail) => `“${detail}”的值不合要求`,
  other: (detail) => `程序提示：${detail}`,
};

/** Every message in Chinese, in the words of a bureau's own papers. */
export const messagesZh: MessageTable = {
  FILE_NOT_FOUND: (p) =>
    words(
      `找不到文件 ${p.path}${near(p.near)}`,
      "该路径下没有这个文件",
      "核对文件名和所在文件夹；研究文件中的路径从研究文件所在的文件夹算起",
    ),
  FILE_UNREADABLE: (p) =>
    words(
      `文件 ${p.path} 无法读取`,
      p.fault === "other" ? p.detail : fileFaults[p.fault],
      "检查文件是否完好、是否被其他程序占用、是否有读取权限",
    ),
  FILE_FORMAT_UNKNOWN: (p) =>
    words(
      `不认识文件 ${p.path} 的格式`,
      `能读取的格式有：${list(p.formats)}`,
      "另存为其中一种格式，扩展名要与内容一致",
    ),
  FILE_FORMAT_LATER: (p) =>
    words(`本版本尚不能读取 ${p.format} 文件：${p.path}`, "该格式在后续版本支持", "请先另存为 CSV（UTF-8）或 Parquet"),
  ENCODING_UNKNOWN: (p) =>
    words(
      `无法判断文件 ${p.path} 的文字编码`,
      `已尝试 ${list(p.tried)}，都有不能识别的字节`,
      "另存为 UTF-8 编码的 CSV，或用 encoding 写明编码",
    ),
  FILE_EMPTY: (p) => words(`文件 ${p.path} 是空的`, "文件长度为零", "检查导出是否完成，重新导出"),
  HEADER_ONLY: (p) => words(`文件 ${p.path} 只有表头，没有数据`, "表头之下没有任何一行", "检查导出条件，重新导出"),
  HEADER_DUPLICATE: (p) =>
    words(`表头里有两个“${p.column}”列`, "列名相同时无法确定用哪一列", "给其中一列改名，或删去多余的一列"),
  ROW_WIDTH: (p) =>
    words(
      `本行有${p.found}个单元格，表头有${p.expected}个`,
      "每行的列数应与表头相同",
      "检查是否多了或少了逗号；单元格内含逗号时要加引号",
    ),
  QUOTE_OPEN: () => words("引号没有成对", "从这里开始的引号一直没有结束", "补上结束的引号；单元格内的引号要写两个"),
  COLUMN_UNKNOWN: (p) =>
    words(
      `没有“${p.column}”列${near(p.near)}`,
      `表头中的列有：${list(p.known)}`,
      "把研究文件或命令中的列名改成表头里的写法",
    ),
  NAMES_CLASH: (p) =>
    words(`“${p.first}”和“${p.second}”两列只有大小写不同`, "数据库不区分列名的大小写", "给其中一列改名"),
  VALUE_NOT_FINITE: (p) =>
    words(
      `“${p.column}”列有${p.count}个值不是有限的数（NaN 或无穷大），按缺失处理`,
      "这样的值不能参与计算",
      "在数据中改为空，或更正这些值",
    ),
  OUTPUT_EXISTS: (p) => words(`${p.path} 已经存在`, "为避免覆盖，未作任何改动", "换一个位置，或先移走原有文件"),
  OUTPUT_OTHER_STUDY: (p) =>
    words(
      `${p.path} 中是另一项研究“${p.holds}”的结果`,
      `现在运行的是“${p.study}”；为避免覆盖，未作任何改动`,
      "用 --out 为本研究另指定一个文件夹，或先移走原有结果",
    ),
  OUTPUT_UNWRITABLE: (p) =>
    words(
      `无法写入 ${p.path}`,
      p.fault === undefined ? `系统提示：${p.reason}` : outputFaults[p.fault],
      p.fault === "noFolder"
        ? "先建立该文件夹，或改正路径"
        : "换一个位置，或检查文件夹权限、磁盘空间以及文件是否正被打开",
    ),
  OUTPUT_BUSY: (p) =>
    words(
      `另一次运行正在写入 ${p.path}`,
      `进程 ${p.process} 占用着 ${p.folder}`,
      "等它结束后再运行；确认它已不在运行时，删去上述文件夹",
    ),
  ENGINE_MEMORY: (p) =>
    words(`数据库内存上限 ${p.memory} 不够用`, "数据较多或上限过低", "调高研究文件中的 engine.memory，或减少线程数"),
  OUTPUT_IS_INPUT: (p) =>
    words(`${p.path} 就是数据文件本身`, "写入结果会覆盖数据，因此未作任何改动", "给结果文件另取一个名字"),

  MARK_NOT_A_NUMBER: (p) =>
    words(
      `成绩“${p.value}”不是数字`,
      "成绩应为数字；缺考、违纪等用规定的文字或 statuses 中写明的文字",
      "改正成绩，或在 statuses 中写明该文字的含义",
    ),
  MARK_NEGATIVE: (p) =>
    words(`成绩${p.value}是负数`, "卷面成绩不低于0分", "改正成绩；若以负数表示缺考，在 statuses 中写明"),
  MARK_ABOVE_FULL: (p) =>
    words(`成绩${p.value}高于满分${p.fullMark}`, `该卷满分为${p.fullMark}分`, "改正成绩，或在研究文件中改正该卷的满分"),
  MARK_OUT_OF_RANGE: (p) =>
    words(
      `成绩${p.value}不在${p.low}至${p.high}之间`,
      "研究文件为该卷规定了这个范围",
      "改正成绩，或在研究文件中改正该卷的范围",
    ),
  MARK_TOO_FINE: (p) =>
    words(
      `成绩${p.value}的小数位数多于${p.decimals}位`,
      `该卷按${p.decimals}位小数精确存储，不作四舍五入`,
      "改正成绩，或在研究文件中把该卷的 decimals 调大",
    ),
  SCHOOL_UNKNOWN: (p) =>
    words(`学校名单中没有“${p.school}”${near(p.near)}`, "只收名单内学校的成绩", "改正学校代码，或把该校加入学校名单"),
  SCHOOL_MISSING: () => words("没有填学校", "每名学生要归入一所学校", "补填学校代码"),
  STUDENT_MISSING: () => words("没有填学生编号", "成绩要归到学生", "补填学生编号"),
  STUDENT_CONFLICT: (p) =>
    words(
      `学生${p.student}的“${p.attribute}”前后不一致：先为“${p.first}”，后为“${p.second}”`,
      "同一学生的同一属性只能有一个值",
      "核对后改成一致；若是两名学生，编号要分开",
    ),
  SCHOOL_CONFLICT: (p) =>
    words(
      `学校“${p.school}”的“${p.attribute}”前后不一致：先是“${p.first}”，后是“${p.second}”`,
      "一所学校的一项属性只能有一个值；已采用先出现的值（按文件和行的次序）",
      "在数据或学校名册中改成一致",
    ),
  STATUS_UNKNOWN: (p) =>
    words(
      `不认识成绩状态“${p.value}”`,
      `认识的写法有：${list(p.known)}`,
      "改成其中一种，或在研究文件的 statuses 中说明它的含义",
    ),
  ROW_DUPLICATE: (p) =>
    words(
      `学生${p.student}的“${p.test}”“${p.subject}”成绩重复，与${p.firstFile}第${p.firstRow}行完全相同`,
      "同一成绩只计一次",
      "删去多余的一行",
    ),
  MARK_CONFLICT: (p) =>
    words(
      `学生${p.student}的“${p.test}”“${p.subject}”有两个不同的成绩：${p.first}（${p.firstFile}第${p.firstRow}行）和${p.second}`,
      "一名学生一科只能有一个成绩；系统不替您取舍",
      "核对原始记录，保留正确的一个；若是两名学生，编号要分开",
    ),
  TEST_UNKNOWN: (p) =>
    words(`研究文件中没有考试“${p.test}”`, `已定义的考试：${list(p.known)}`, "改正数据，或在 tests 中补上这次考试"),
  SUBJECT_UNKNOWN: (p) =>
    words(
      `考试“${p.test}”没有学科“${p.subject}”`,
      `该考试的学科：${list(p.known)}`,
      "改正数据，或在该考试的 papers 中补上这一学科",
    ),
  REJECTED_SHARE: (p) =>
    words(
      `${p.read}个成绩中有${p.rejected}个未被采用，占${percent(p.share)}%`,
      `超过允许的${percent(p.limit)}%（quality.maxRejectedShare），结果已作标记`,
      "按问题清单改正数据后重新运行",
    ),
  NO_USABLE_PRIOR: (p) =>
    words(
      `模型“${p.model}”没有可用的入口成绩`,
      `没有学生同时有出口成绩（${p.outcome}）和入口成绩（${p.priors}）`,
      "检查两次考试的学生编号是否一致，以及入口成绩是否已导入",
    ),
  NO_USABLE_ROWS: (p) =>
    words(
      "没有一行数据可用",
      [
        (p.zeroWeight ?? 0) < p.dropped ? `${p.dropped}行都缺少所用的列` : "",
        (p.empty ?? []).length > 0 ? `完全没有值的列：${list(p.empty ?? [])}` : "",
        (p.zeroWeight ?? 0) > 0 ? `${p.zeroWeight}行的权重为0` : "",
      ]
        .filter((part) => part !== "")
        .join("；"),
      "检查所用的列是否有值，缺失如何书写",
    ),

  YAML_SYNTAX: (p) =>
    words(
      p.fault === "other" ? `研究文件的写法有误：${p.detail}` : `研究文件的写法有误：${yamlFaults[p.fault]}`,
      `研究文件用 YAML 书写${p.fault === "duplicateKey" ? `；重复的名称是“${p.detail}”` : ""}`,
      "按提示的行和列改正；缩进一律用空格",
    ),
  STUDY_KEY_UNKNOWN: (p) =>
    words(`不认识“${p.key}”${near(p.near)}`, `这里可以写：${list(p.known)}`, "改正名称，或删去这一项"),
  STUDY_VALUE: (p) => words(`这里的值${p.found}不合要求`, `应为${expected(p.expected)}`, "按要求改正这个值"),
  STUDY_KEY_MISSING: (p) =>
    words(`缺少“${p.key}”`, `“${p.key}”必须填写，应为${expected(p.expected)}`, `在这里补上“${p.key}: …”`),
  STUDY_REFERENCE: (p) =>
    words(
      `没有名为“${p.name}”的${things[p.kind]}${near(p.near)}`,
      `研究文件中已有的${things[p.kind]}：${list(p.known)}`,
      "改正名称，或先补上它的定义",
    ),
  STUDY_DUPLICATE: (p) =>
    words(`${things[p.kind]}“${p.name}”出现了两次`, `${things[p.kind]}不能重复，否则无法分清`, "改名或删去其中一个"),
  PAPER_KEY_UNFIT: (p) =>
    words(
      `“${p.scale}”量尺的试卷不用“${p.key}”`,
      "卷面分（marks）写 fullMark；标准分（standardised）写 low 和 high；等级分（points）写 high",
      "删去这一项，或改正 scale",
    ),
  PAPER_RANGE: (p) =>
    words(`分数范围有误：下限${p.low}不小于上限${p.high}`, "上限必须大于下限", "改正 low、high 或 fullMark"),
  PAPER_UNFED: (p) =>
    words(
      `模型“${p.model}”要用“${p.test}”的“${p.subject}”，但没有数据来源提供它的成绩`,
      "每个用到的试卷至少要有一个成绩列",
      "在 sources 的 marks 中补上这一列",
    ),
  PRIOR_IS_OUTCOME: (p) =>
    words(
      `模型“${p.model}”把“${p.test}”的“${p.subject}”同时作为入口和出口成绩`,
      "用成绩预期它自己，增值必然为零",
      "换一项入口成绩",
    ),
  INDEX_NEEDS_JOINT_MODEL: (p) =>
    words(
      `指数“${p.index}”合并了几个模型`,
      "各学科的增值彼此相关，须由联合模型估计其误差，不能当作互不相关；联合模型在后续版本支持",
      "每个模型单独设一个指数",
    ),
  POLICY_ENTRANCE_MONEY: (p) =>
    words(
      `奖项“${p.pot}”的测算用到了“${p.test}”（${p.legalKind}）的成绩`,
      "《深化新时代教育评价改革总体方案》二（一）3：“不得通过任何形式以中高考成绩为标准奖励教师和学生”；由中高考成绩算出的增值仍以其成绩为标准",
      "改用质量监测等成绩的模型；仅作研究复算时，设 mode: historical（不产生拨付表，各页带有说明）",
    ),
  POLICY_COMMON_EXAM_MONEY: (p) =>
    words(
      `奖项“${p.pot}”的测算用到了统考“${p.test}”的成绩`,
      "教育部办公厅2021年8月30日《关于加强义务教育学校考试管理的通知》规定，小学各年级和初中非毕业年级不得组织区域性或跨校际考试",
      "现行合规口径宜改用质量监测的成绩；毕业年级或当时允许的考试请在资料中注明",
    ),

  OPTION_VALUE: (p) =>
    words(
      `选项 ${p.option} 的值“${p.value}”不合要求${near(p.near)}`,
      `应为${optionValue(p.expected)}`,
      "改正后重新运行",
    ),
  OPTION_LATER: (p) => words(`本版本尚不支持选项 ${p.option}`, "该功能在后续版本提供", "去掉这个选项"),
  COMMAND_LATER: (p) =>
    words(`本版本尚不支持命令 ${p.command}`, "该功能在后续版本提供", "用 zengzhi --help 查看可用的命令"),
  USAGE: (p) =>
    words("命令的写法有误", `${usageFaults[p.fault](p.detail)}${near(p.near)}`, "用 zengzhi --help 查看用法"),
  NO_STORED_RUN: (p) =>
    words(`${p.path} 中没有已完成的运行结果`, "本命令要用到已存的结果", "先用 zengzhi run 运行一次"),
  TARGET_NOT_EMPTY: (p) => words(`文件夹 ${p.path} 不是空的`, "为避免覆盖，未作任何改动", "换一个空文件夹或新文件夹"),

  FORMULA_SYNTAX: (p) =>
    words(
      `公式“${p.formula}”第${p.position}个字符处有误`,
      `此处应为${formulaPart(p.expected)}`,
      "改正公式，写法如 exit ~ entry + sex + (1 | school)",
    ),
  FORMULA_LATER: (p) =>
    words(
      `公式“${p.formula}”第${p.position}个字符处用了 ${p.feature}`,
      "本版本尚不支持，后续版本提供",
      "去掉这一部分，或改用已支持的写法",
    ),
  VARIABLE_UNKNOWN: (p) =>
    words(
      `公式“${p.formula}”中的“${p.name}”（第${p.position}个字符）不在数据中${near(p.near)}`,
      `数据中的列有：${list(p.known)}`,
      "把变量名改成数据中的列名",
    ),
  VARIABLE_NOT_NUMERIC: (p) =>
    words(
      `“${p.name}”列有非数字的值“${p.value}”（第${p.row}行）`,
      "此处需要数值列",
      `改正该值，或写成 factor(${p.name}) 作分类变量`,
    ),
  RESPONSE_CONSTANT: (p) =>
    words(`“${p.name}”在所有行上都相同`, "结果没有差异，无法估计任何影响", "检查所用的列和数据筛选"),
  GROUP_ONE_LEVEL: (p) =>
    words(`“${p.group}”只有一个组`, "至少要有两个组才能比较组间差异", "检查分组列，或改用不分组的模型"),
  GROUP_SINGLETONS: (p) =>
    words(`“${p.group}”的${p.rows}个组都只有一行`, "每组只有一行时，组间差异与个体差异无法分开", "检查分组列是否用错"),
  GROUP_ABSORBED: (p) =>
    words(
      `模型的其他项已经包含“${p.group}”各组之间的全部差异`,
      "剩下的数据无法说明组间差异有多大，取任何方差拟合都一样好",
      `去掉 (1 | ${p.group})，或去掉能区分各组的那一项`,
    ),
  FACTOR_ONE_LEVEL: (p) =>
    words(`分类变量“${p.name}”只有一种取值`, "只有一种取值时无法比较", "去掉该变量，或检查数据筛选"),
  FACTOR_OF_NUMBERS: (p) =>
    words(
      `“${p.name}”列被当作分类变量，但其中有${p.numbers}种取值是数字`,
      `有${p.others}种取值不是数字（第一个是“${p.first}”），因此每种取值都成了一个类别`,
      `改正这些值或留空；若确实要作分类变量，写成 factor(${p.name})`,
    ),
  LEVEL_UNKNOWN: (p) => words(`“${p.name}”没有取值“${p.level}”`, `已有的取值：${list(p.known)}`, "改正取值的写法"),
  TOO_MANY_COLUMNS: (p) =>
    words(
      `模型展开后有${p.columns}列，超过上限${p.limit}`,
      `列数最多的变量是“${p.widest}”`,
      "去掉该变量或合并它的取值；学校等大分组写成 (1 | 分组)",
    ),
  TOO_MANY_DISTINCT_ROWS: (p) =>
    words(`不同的取值组合超过${p.limit}种`, "该方法要把各种组合读入内存", "减少所用的列，或换用其他方法"),
  TOO_FEW_ROWS: (p) =>
    words(`可用数据${p.rows}行，不足以估计${p.columns}个系数`, "行数必须多于系数的个数", "减少变量，或补充数据"),
  SIZE_OUT_OF_RANGE: (p) =>
    words(
      `“${p.name}”的值约为 1e${p.size}`,
      `大于 1e${p.limit} 或小于 1e-${p.limit} 的数无法参与计算`,
      "检查这些值，或换一个单位",
    ),
  WEIGHT_INVALID: (p) =>
    words(`权重列“${p.name}”有不可用的值“${p.value}”`, "权重应为不小于0的数，不能缺失", "改正该权重"),

  FIT_SINGULAR: (p) =>
    words(
      `“${p.group}”的组间方差估计为零`,
      "数据未显示各组之间有差异，各组增值均为零",
      "这是估计结果而非差错；可检查组数和每组人数是否过少",
    ),
  FIT_NOT_CONVERGED: (p) =>
    words(
      "估计没有收敛，结果不可采用",
      `梯度为${short(p.gradient)}，允许值为${short(p.tolerance)}`,
      "检查变量之间是否高度相关、数值尺度是否悬殊",
    ),
  FIT_ALIASED: (p) =>
    words(
      `以下各列由其他列完全决定，已略去：${list(p.columns)}`,
      "重复的信息无法分别估计",
      "如非本意，请从模型中去掉相应变量",
    ),
  FIT_PERFECT: () =>
    words("模型与数据完全吻合，残差为零", "很可能把结果本身或由它算出的列放进了模型", "检查入口成绩和协变量的来源"),
  FIT_ILL_CONDITIONED: (p) =>
    words(
      `各列之间高度相关（条件数${short(p.condition)}）`,
      "已改用精确算法，系数仍对数据的微小变化敏感",
      "考虑去掉重复的变量",
    ),
  GROUPS_SMALL: (p) =>
    words(
      `${p.total}${p.group === "school" ? "所学校" : `个“${p.group}”`}中有${p.count}${p.group === "school" ? "所" : "个"}参评学生少于${p.minimum}人${ofModel(p.model)}，${p.group === "school" ? "学校代码" : "即"}：${someOf(p.first, p.count)}`,
      "样本量不足，结果的误差很大",
      "仅供参考，不作评价；可合并几年的数据",
    ),
  GROUPS_FEW: (p) =>
    words(
      p.group === "school" ? `只有${p.groups}所学校` : `“${p.group}”只有${p.groups}个组`,
      "组数较少时，组间差异的估计不稳定，误差范围可能偏窄",
      "结果仅供参考，宜合并几年的数据",
    ),
  MARKS_ALL_EQUAL: (p) =>
    words(`“${p.test}”“${p.subject}”的成绩全部相同`, "没有差异就无法评价", "检查成绩列是否对应正确"),
  MARKS_ALL_EQUAL_IN_SCHOOL: (p) =>
    words(
      `学校${p.school}的“${p.test}”“${p.subject}”成绩全部相同（${p.n}人）`,
      "一校学生成绩完全相同很少见",
      "请学校核对原始成绩",
    ),
  COVERAGE_LOW: (p) =>
    words(
      `${p.total}所学校中有${p.count}所参评率低于${percent(p.minimum)}%${ofModel(p.model)}，学校代码：${someOf(
        p.first.map(({ school, coverage }) => `${school}（${percent(coverage)}%）`),
        p.count,
      )}`,
      "未参评学生可能与参评学生不同，结果会有偏差",
      "结果仅供参考，不用于评先和资金测算；请学校核对缺少成绩的学生",
    ),

  GROWTH_PRIOR_EMPTY: (p) => words(`“${p.column}”列没有成绩`, "成长百分位以先前成绩为起点", "请从--priors中去掉这一列"),
  GROWTH_PRIOR_CONSTANT: (p) =>
    words(
      `“${p.column}”列的成绩全部是${short(p.value)}`,
      "人人相同的成绩不能说明成长",
      "请核对这一列，或从--priors中去掉",
    ),
  GROWTH_KNOTS_TIED: (p) =>
    words(
      `“${p.column}”列的样条节点重合：${p.knots.join("、")}`,
      "相同分数的人太多，不能按这些节点拟合样条",
      "请减少节点，例如--knots 0.5，或使用更细的分数",
    ),
  GROWTH_COHORT_SMALL: (p) =>
    words(
      `同时有本次成绩和${p.order}次先前成绩的学生只有${p.rows}人，少于${p.minimum}人`,
      "人数少，百分位不稳定",
      "不宜据此评判；请合并多届，或使用固定基线（--coefficients）",
    ),
  GROWTH_ORDER_LEFT_OUT: (p) =>
    words(
      `未拟合用${p.order}次先前成绩的模型：${p.rows}名学生，${p.columns}个系数`,
      "学生数必须多于系数个数",
      "请减少先前成绩；这些学生按较近的先前成绩比较",
    ),
  GROWTH_NOT_UNIQUE: (p) =>
    words(
      `用${p.order}次先前成绩的${p.total}条分位线中，有${p.count}条的最优解不唯一`,
      "成绩相同的人多，数据不能确定唯一的解",
      "在这些分位处，其他软件的百分位可能相差1",
    ),
  GROWTH_NOT_PROVEN: (p) =>
    words(
      `用${p.order}次先前成绩的分位线未能证明最优：差距${short(p.gap)}，允许值${short(p.tolerance)}`,
      "对这些数据，舍入误差过大",
      "请勿使用这些百分位；请核对分数的量纲",
    ),
  GROWTH_ID_REPEATED: (p) =>
    words(
      `有${p.count}行的${p.columns.join("+")}与前面的行重复，第一个是“${p.first}”`,
      "每一行都按一名学生计算",
      "请删去重复的行，或在--id中增加列",
    ),
  GROWTH_OUTSIDE_BASELINE: (p) =>
    words(
      `“${p.column}”列的${p.total}个成绩中，有${p.count}个超出所存系数的适用范围`,
      "超出部分只是曲线的延伸；学科或量表不同时就会这样",
      "请确认系数与这些成绩相对应",
    ),
  COEFFICIENTS_UNREADABLE: (p) =>
    words(
      `${p.path}中没有可用的系数：${p.detail}`,
      "已有的文件会作为固定基线使用",
      "请指定以前运行所存的文件，或换一个新文件名来保存",
    ),
  COEFFICIENTS_OTHER_COLUMNS: (p) =>
    words(
      `${p.path}由${list(p.stored)}得出，而不是${list(p.given)}`,
      "固定基线只适用于相同的学科和量表",
      "请确认各列一一对应，先前成绩由近到远",
    ),
  COEFFICIENTS_OTHER_SETTING: (p) =>
    words(
      `${p.path}是按${p.option} ${p.stored}得出的，不是${p.given}`,
      "所存的系数不能更改",
      `请去掉${p.option}，或把新系数存到另一个文件`,
    ),
  POT_MEASURES_ALL_ZERO: (p) =>
    words(
      `奖项“${p.pot}”没有分配`,
      "所有学校的测算值都为零，无从按比例分配",
      "全额列为结余；请核对模型和数据，或由决策机关另定办法",
    ),
  POT_NO_RECIPIENT: (p) =>
    words(`奖项“${p.pot}”没有可分配的学校`, "没有学校符合条件", "全额列为结余；请核对最低人数等条件"),
  POT_TOO_FEW_STUDENTS: (p) =>
    words(
      `学校${p.school}不参加奖项“${p.pot}”的分配：参评${p.n}人，少于最低人数${p.minimum}人`,
      "样本量不足，不作评价",
      "如需纳入，可合并几年的数据，或由决策机关另定办法",
    ),
  MEASURE_MISSING: (p) =>
    words(
      `学校${p.school}在奖项“${p.pot}”中没有测算值`,
      "该校没有可用的增值结果，按“未能测算”列出，不作零计",
      "核对该校的入口和出口成绩",
    ),
};
