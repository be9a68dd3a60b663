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
const near = (name: string | undefined): string => (name === undefined ? "" : ` (did you mean "${name}"?)`);
const list = (names: readonly string[]): string => {
  const { text, left } = firstNames(names, ", ");
  return names.length === 0 ? "(none)" : left > 0 ? `${text} and ${left} more` : text;
};

/** Which model is meant, where the message does not stand under its heading. */
const ofModel = (model: string): string => (model === "" ? "" : ` (model "${model}")`);

/** Names of which only the first are given. */
const someOf = (first: readonly string[], count: number): string =>
  first.join(", ") + (count > first.length ? ` and ${count - first.length} more` : "");

const things: Record<StudyThing, string> = {
  source: "source",
  test: "test",
  subject: "subject",
  model: "model",
  index: "index",
  fund: "fund",
  pot: "pot",
  attribute: "attribute of students or schools",
  schoolAttribute: "attribute of schools",
  prior: "prior",
  covariate: "covariate",
  level: "level",
  language: "language",
  column: "column",
  mark: "mark of a test and subject",
  code: "message code",
};

const expectations: Record<Extract<Expectation, string>, string> = {
  text: "text (put digits in quotes)",
  localized: "text, or { zh: …, en: … } with a text for each language",
  id: 'an id of small letters, digits, "-" and "_" (it becomes a file name; at most 60 characters)',
  mapping: "a list of “name: value”",
  list: "a list of items that begin with “- ”",
  filledList: "a list with at least one item",
  filledMapping: "a list of “name: value” with at least one entry",
  number: "a number",
  wholeNumber: "a whole number",
  truth: "true or false",
  share: "a share from 0 to 1 (1 % is 0.01)",
  decimal: 'a decimal number such as 120 or "-4.5"',
  money: 'an amount of yuan in quotes with at most two decimals, such as "1000000.00"',
  memory: "an amount of memory such as 2GB or 800MB",
  schoolYear: "a school year such as 2024-2025, or unknown",
  year: "a year such as 2025, or unknown",
  date: "a date such as 2025-06-18",
  column: "a column name, or { column: NAME }",
  student:
    "a column name; { column: NUMBER, within: SCHOOL } where numbers are unique only within a school; { eachRow: true } where the file has no key and each row is one student",
  studentColumn: "a column name; { column: NUMBER, within: SCHOOL } where numbers are unique only within a school",
  columnOrConstant: "{ column: NAME } or { constant: VALUE }",
};

const expected = (what: Expectation): string => {
  if (typeof what === "string") return expectations[what];
  return "oneOf" in what ? `one of ${what.oneOf.join(", ")}` : `a whole number from ${what.from} to ${what.to}`;
};

const fileFaults: Record<Exclude<FileFault, "other">, string> = {
  notFile: "it is not a file",
  gone: "it does not exist",
  permission: "there is no permission to read it",
  locked: "another program has it open",
  compression: "its compressed content is damaged",
  notParquet: "it is no whole Parquet file",
  notDatabase: "it is not a DuckDB database",
  damagedDatabase: "the database file is damaged",
  newerDatabase: "a newer version of DuckDB wrote it",
};

const outputFaults: Record<OutputFault, string> = {
  noFolder: "its folder does not exist",
  isFolder: "there is a folder of that name",
  permission: "there is no permission to write there",
  full: "the disk is full",
};

const yamlFaults: Record<Exclude<YamlFault, "other">, string> = {
  duplicateKey: "the same key stands twice in one place",
  indent: "the indentation does not line up",
  tab: "a tab is used for indentation",
  unclosed: "a quote, bracket or colon is not complete",
  colon:
    "a colon is out of place: a key and its value are parted by a colon and a space, and text that has “: ” in it needs quotes",
  aliasUnknown: "“*” refers to an anchor that is not defined; put text that begins with “*” in quotes",
  aliases: "“*” references expand to more than is allowed",
  tooDeep: "it is nested too deeply",
  manyDocuments: "the file holds several documents (there is a “---” between them)",
  keyNotText: "a key must be text",
  tag: "it uses an unknown “!” tag; put text that begins with “!” in quotes",
  empty: "the file has no content",
};

const formulaParts: Record<Extract<FormulaExpectation, string>, string> = {
  operand: "a column, a number or (",
  numericColumn: "a numeric column",
  knownFunction: "a column, I(), factor() or offset()",
  arithmeticOperator: "+, -, *, / or ^ between numeric columns",
  wholeNumberFromOne: "a whole number from 1",
  decimalNumber: "a decimal number",
  operatorOrEnd: "an operator or the end of the formula",
  symbol: "a column, a number, an operator or a bracket",
  backquotedColumn: "a column between the backquotes",
  bracketBeforeRandomTerm: "( before a random term",
  columnOrConstant: "a column, 0 or 1",
  termOrConstant: "a term, 0 or 1",
  offsetAlone: "offset() only as a term of its own",
  column: "a column",
  termOperator: "+, -, *, : or ^ between terms",
  outcome: "the outcome before ~",
  predictors: "~ and the predictors",
  predictorNotOutcome: "a predictor, not the outcome",
  termOrIntercept: "a predictor, or 1 for the intercept",
  fewerTerms: "fewer terms: a formula has at most 600",
  outcomeColumn: "the outcome's column",
  oneExpressionInI: "one expression in I()",
  columnInI: "a column in I()",
  columnInFactor: "a column in factor()",
  referenceLevel: 'ref = "level"',
  oneColumnInOffset: "one column in offset()",
  interceptBeforeBar: "1 before |",
  groupAfterBar: "a grouping column after |",
};

const formulaPart = (what: FormulaExpectation): string => {
  if (typeof what === "string") return formulaParts[what];
  return "signs" in what ? what.signs.join(" or ") : `a closing ${what.closing}`;
};

const optionValue = (what: OptionExpectation): string =>
  "oneOf" in what ? `one of ${list(what.oneOf)}` : `a whole number from ${what.from} to ${what.to}`;

const usageFaults: Record<UsageFault, (detail: string) => string> = {
  noCommand: () => "no command is given",
  unknownCommand: (detail) => `there is no command "${detail}"`,
  unknownOption: (detail) => `there is no option "${detail}"`,
  missingArgument: (detail) => `the argument "${detail}" is missing`,
  missingOption: (detail) => `the option "${detail}" is required`,
  missingOptionValue: (detail) => `the option "${detail}" needs a value`,
  excessArguments: () => "there are too many arguments; put text with blanks in quotes",
  invalidValue: (detail) => `the value of "${detail}" does not fit`,
  other: (detail) => detail,
};

/** Every message in English. */
export const messagesEn: MessageTable = {
  FILE_NOT_FOUND: (p) =>
    words(
      `file ${p.path} not found${near(p.near)}`,
      "there is no such file",
      "check the name and the folder; paths in a study file start from the study file's own folder",
    ),
  FILE_UNREADABLE: (p) =>
    words(
      `file ${p.path} can't be read`,
      p.fault === "other" ? p.detail : fileFaults[p.fault],
      "check that the file is whole, not locked by another program, and readable",
    ),
  FILE_FORMAT_UNKNOWN: (p) =>
    words(
      `the format of ${p.path} is not known`,
      `readable formats: ${list(p.formats)}`,
      "save it in one of them, with the extension that fits",
    ),
  FILE_FORMAT_LATER: (p) =>
    words(
      `this version can't yet read ${p.format} files: ${p.path}`,
      "the format comes in a later version",
      "save it as CSV (UTF-8) or Parquet",
    ),
  ENCODING_UNKNOWN: (p) =>
    words(
      `the encoding of ${p.path} can't be told`,
      `bytes are invalid in each of: ${list(p.tried)}`,
      "save the CSV as UTF-8, or state the encoding",
    ),
  FILE_EMPTY: (p) => words(`file ${p.path} is empty`, "it has no bytes", "check the export and repeat it"),
  HEADER_ONLY: (p) =>
    words(
      `file ${p.path} has a header and no data`,
      "no row follows the header",
      "check the export's conditions and repeat it",
    ),
  HEADER_DUPLICATE: (p) =>
    words(
      `two columns are called "${p.column}"`,
      "with equal names it is not clear which is meant",
      "rename or delete one of them",
    ),
  ROW_WIDTH: (p) =>
    words(
      `the row has ${p.found} cells, the header has ${p.expected}`,
      "each row must have as many cells as the header",
      "look for a comma too many or too few; a cell with a comma needs quotes",
    ),
  QUOTE_OPEN: () =>
    words(
      "a quote is not closed",
      "the quote that opens here has no end",
      "close it; write a quote inside a cell twice",
    ),
  COLUMN_UNKNOWN: (p) =>
    words(
      `there is no column "${p.column}"${near(p.near)}`,
      `columns in the header: ${list(p.known)}`,
      "use the name as it stands in the header",
    ),
  NAMES_CLASH: (p) =>
    words(
      `columns "${p.first}" and "${p.second}" differ only in capital letters`,
      "the database takes their names for the same",
      "rename one of them",
    ),
  VALUE_NOT_FINITE: (p) =>
    words(
      `column "${p.column}" has ${p.count} values that are no finite numbers (NaN or infinite); they are taken as missing`,
      "such values can't be calculated with",
      "leave them empty in the data, or correct them",
    ),
  OUTPUT_EXISTS: (p) =>
    words(
      `${p.path} exists already`,
      "nothing is overwritten, nothing was changed",
      "choose another place, or move the old files away",
    ),
  OUTPUT_OTHER_STUDY: (p) =>
    words(
      `${p.path} holds the results of another study, "${p.holds}"`,
      `this run is of "${p.study}"; nothing is overwritten, nothing was changed`,
      "give this study a folder of its own with --out, or move the other results away",
    ),
  OUTPUT_UNWRITABLE: (p) =>
    words(
      `${p.path} can't be written`,
      p.fault === undefined ? p.reason : outputFaults[p.fault],
      p.fault === "noFolder" ? "make the folder first, or correct the path" : "choose another place, or free this one",
    ),
  OUTPUT_BUSY: (p) =>
    words(
      `another run is writing ${p.path}`,
      `process ${p.process} holds ${p.folder}`,
      "wait until it ends; if it no longer runs, delete that folder",
    ),
  ENGINE_MEMORY: (p) =>
    words(
      `the database's memory limit of ${p.memory} does not suffice`,
      "there are many data, or the limit is low",
      "raise engine.memory in the study file, or use fewer threads",
    ),
  OUTPUT_IS_INPUT: (p) =>
    words(
      `${p.path} is the data file itself`,
      "the results would have overwritten the data; nothing was changed",
      "give the results another name",
    ),

  MARK_NOT_A_NUMBER: (p) =>
    words(
      `mark "${p.value}" is not a number`,
      "a mark is a number; absence and the like have their own words, or those given under statuses",
      "correct the mark, or give the word's meaning under statuses",
    ),
  MARK_NEGATIVE: (p) =>
    words(
      `mark ${p.value} is negative`,
      "marks on this paper start from 0",
      "correct the mark; if negative means absent, say so under statuses",
    ),
  MARK_ABOVE_FULL: (p) =>
    words(
      `mark ${p.value} is above the full mark ${p.fullMark}`,
      `the paper's full mark is ${p.fullMark}`,
      "correct the mark, or the paper's full mark in the study file",
    ),
  MARK_OUT_OF_RANGE: (p) =>
    words(
      `mark ${p.value} is not between ${p.low} and ${p.high}`,
      "the study file gives the paper this range",
      "correct the mark, or the paper's range in the study file",
    ),
  MARK_TOO_FINE: (p) =>
    words(
      `mark ${p.value} has more than ${p.decimals} decimals`,
      `marks of this paper are stored exactly with ${p.decimals} decimals and never rounded`,
      "correct the mark, or raise the paper's decimals in the study file",
    ),
  SCHOOL_UNKNOWN: (p) =>
    words(
      `school "${p.school}" is not in the register${near(p.near)}`,
      "only marks of registered schools are taken",
      "correct the school's code, or add the school to the register",
    ),
  SCHOOL_MISSING: () => words("the school is missing", "each student belongs to a school", "fill in the school's code"),
  STUDENT_MISSING: () =>
    words("the student's number is missing", "each mark belongs to a student", "fill in the student's number"),
  STUDENT_CONFLICT: (p) =>
    words(
      `"${p.attribute}" of student ${p.student} is "${p.first}" in one place and "${p.second}" in another`,
      "an attribute of a student has one value",
      "make them agree; if they are two students, give them two numbers",
    ),
  SCHOOL_CONFLICT: (p) =>
    words(
      `"${p.attribute}" of school "${p.school}" contradicts itself: first "${p.first}", then "${p.second}"`,
      "an attribute of a school has one value; the first one is kept (in the order of files and rows)",
      "make the data or the register agree",
    ),
  STATUS_UNKNOWN: (p) =>
    words(
      `the status "${p.value}" of a mark is not known`,
      `known: ${list(p.known)}`,
      "use one of them, or give its meaning under statuses in the study file",
    ),
  ROW_DUPLICATE: (p) =>
    words(
      `the mark of student ${p.student} in ${p.test}, ${p.subject} is there twice: it equals ${p.firstFile}, row ${p.firstRow}`,
      "the same mark counts once",
      "delete the second row",
    ),
  MARK_CONFLICT: (p) =>
    words(
      `student ${p.student} has two different marks in ${p.test}, ${p.subject}: ${p.first} (${p.firstFile}, row ${p.firstRow}) and ${p.second}`,
      "a student has one mark in a paper; the program does not choose",
      "look up the right mark and keep that one; if they are two students, give them two numbers",
    ),
  TEST_UNKNOWN: (p) =>
    words(
      `the study has no test "${p.test}"`,
      `tests: ${list(p.known)}`,
      "correct the data, or add the test under tests",
    ),
  SUBJECT_UNKNOWN: (p) =>
    words(
      `test "${p.test}" has no subject "${p.subject}"`,
      `its subjects: ${list(p.known)}`,
      "correct the data, or add the subject to the test's papers",
    ),
  REJECTED_SHARE: (p) =>
    words(
      `${p.rejected} of ${p.read} marks were rejected (${percent(p.share)} %)`,
      `the study allows ${percent(p.limit)} % (quality.maxRejectedShare); results are marked`,
      "correct the rows in the list of faults and run again",
    ),
  NO_USABLE_PRIOR: (p) =>
    words(
      `model "${p.model}" has no usable prior mark`,
      `no student has both the outcome (${p.outcome}) and the priors (${p.priors})`,
      "check that both tests use the same student numbers, and that the entry marks were imported",
    ),
  NO_USABLE_ROWS: (p) =>
    words(
      "no row can be used",
      [
        (p.zeroWeight ?? 0) < p.dropped ? `all ${p.dropped} rows lack a value in a used column` : "",
        (p.empty ?? []).length > 0 ? `without any value: ${list(p.empty ?? [])}` : "",
        (p.zeroWeight ?? 0) > 0 ? `${p.zeroWeight} rows have the weight 0` : "",
      ]
        .filter((part) => part !== "")
        .join("; "),
      "check that the used columns have values",
    ),

  YAML_SYNTAX: (p) =>
    words(
      p.fault === "other"
        ? `the study file can't be read: ${p.detail}`
        : `the study file can't be read: ${yamlFaults[p.fault]}`,
      `study files are YAML${p.fault === "duplicateKey" ? `; the key is "${p.detail}"` : ""}`,
      "mend it at the line and column shown; indent with spaces only",
    ),
  STUDY_KEY_UNKNOWN: (p) =>
    words(`unknown key "${p.key}"${near(p.near)}`, `keys here: ${list(p.known)}`, "correct the key, or delete it"),
  STUDY_VALUE: (p) =>
    words(`the value ${p.found} does not fit here`, `it must be ${expected(p.expected)}`, "correct the value"),
  STUDY_KEY_MISSING: (p) =>
    words(`"${p.key}" is missing`, `"${p.key}" is required: ${expected(p.expected)}`, `add "${p.key}: …" here`),
  STUDY_REFERENCE: (p) =>
    words(
      `there is no ${things[p.kind]} "${p.name}"${near(p.near)}`,
      `the study has: ${list(p.known)}`,
      "correct the name, or define it first",
    ),
  STUDY_DUPLICATE: (p) =>
    words(
      `${things[p.kind]} "${p.name}" is there twice`,
      `a ${things[p.kind]} must be named once, or it is not clear which is meant`,
      "rename or delete one of them",
    ),
  PAPER_KEY_UNFIT: (p) =>
    words(
      `a paper on the scale "${p.scale}" has no "${p.key}"`,
      "marks need fullMark; standardised needs low and high; points needs high",
      "delete the key, or correct the scale",
    ),
  PAPER_RANGE: (p) =>
    words(
      `the range is wrong: ${p.low} is not below ${p.high}`,
      "the highest mark must be above the lowest",
      "correct low, high or fullMark",
    ),
  PAPER_UNFED: (p) =>
    words(
      `model "${p.model}" uses ${p.test}, ${p.subject}, and no source has its marks`,
      "each paper that is used needs a column of marks",
      "add the column to the marks of a source",
    ),
  PRIOR_IS_OUTCOME: (p) =>
    words(
      `model "${p.model}" uses ${p.test}, ${p.subject} both as prior and as outcome`,
      "a mark explains itself perfectly, so value added would be zero",
      "choose another prior",
    ),
  INDEX_NEEDS_JOINT_MODEL: (p) =>
    words(
      `index "${p.index}" joins several models`,
      "value added in different subjects is correlated; its error needs a joint model, which comes in a later version",
      "give each model an index of its own",
    ),
  POLICY_ENTRANCE_MONEY: (p) =>
    words(
      `pot "${p.pot}" is computed from marks of "${p.test}" (${p.legalKind})`,
      "the 2020 overall plan for educational-evaluation reform, 二（一）3, forbids rewarding teachers and students by entrance-examination marks in any form (「不得通过任何形式以中高考成绩为标准奖励教师和学生」); value added from those marks still is such a standard",
      "use a model of monitoring marks; for research only, set mode: historical (no payment sheet, a notice on each page)",
    ),
  POLICY_COMMON_EXAM_MONEY: (p) =>
    words(
      `pot "${p.pot}" is computed from marks of the common examination "${p.test}"`,
      "the ministry's notice of 30 August 2021 on examinations in compulsory education allows no district-wide or cross-school examination in primary grades and in non-graduating junior grades",
      "use monitoring marks for money decided now; where the examination was allowed, note so in the papers of the decision",
    ),

  OPTION_VALUE: (p) =>
    words(
      `"${p.value}" does not fit option ${p.option}${near(p.near)}`,
      `it must be ${optionValue(p.expected)}`,
      "correct it and run again",
    ),
  OPTION_LATER: (p) =>
    words(`option ${p.option} is not supported yet`, "it comes in a later version", "leave the option out"),
  COMMAND_LATER: (p) =>
    words(
      `command ${p.command} is not supported yet`,
      "it comes in a later version",
      "see zengzhi --help for the commands there are",
    ),
  USAGE: (p) =>
    words("the command line is wrong", `${usageFaults[p.fault](p.detail)}${near(p.near)}`, "see zengzhi --help"),
  NO_STORED_RUN: (p) =>
    words(`${p.path} holds no finished run`, "the command needs stored results", "run zengzhi run first"),
  TARGET_NOT_EMPTY: (p) =>
    words(
      `folder ${p.path} is not empty`,
      "nothing is overwritten, nothing was changed",
      "choose an empty or a new folder",
    ),

  FORMULA_SYNTAX: (p) =>
    words(
      `formula "${p.formula}" is wrong at character ${p.position}`,
      `expected here: ${formulaPart(p.expected)}`,
      "write it like exit ~ entry + sex + (1 | school)",
    ),
  FORMULA_LATER: (p) =>
    words(
      `formula "${p.formula}" uses ${p.feature} at character ${p.position}`,
      "it is not supported yet",
      "leave it out, or write it another way",
    ),
  VARIABLE_UNKNOWN: (p) =>
    words(
      `"${p.name}" in formula "${p.formula}" (character ${p.position}) is not in the data${near(p.near)}`,
      `columns in the data: ${list(p.known)}`,
      "use the name as it stands in the data",
    ),
  VARIABLE_NOT_NUMERIC: (p) =>
    words(
      `column "${p.name}" has "${p.value}" in row ${p.row}`,
      "numbers are needed here",
      `correct the value, or write factor(${p.name})`,
    ),
  RESPONSE_CONSTANT: (p) =>
    words(
      `"${p.name}" is the same in all rows`,
      "without differences nothing can be estimated",
      "check the column and the choice of rows",
    ),
  GROUP_ONE_LEVEL: (p) =>
    words(
      `"${p.group}" has one group only`,
      "two groups at least are needed to compare",
      "check the grouping column, or leave it out",
    ),
  GROUP_SINGLETONS: (p) =>
    words(
      `each of the ${p.rows} groups of "${p.group}" has one row`,
      "then groups and individuals can't be told apart",
      "check whether this is the right grouping column",
    ),
  GROUP_ABSORBED: (p) =>
    words(
      `the other terms already hold every difference between the groups of "${p.group}"`,
      "nothing is left that tells how much the groups vary: every variance fits equally well",
      `leave (1 | ${p.group}) out, or the term that tells its groups apart`,
    ),
  FACTOR_ONE_LEVEL: (p) =>
    words(
      `factor "${p.name}" has one level only`,
      "there is nothing to compare",
      "leave it out, or check the choice of rows",
    ),
  FACTOR_OF_NUMBERS: (p) =>
    words(
      `column "${p.name}" was taken for a factor, though ${p.numbers} of its values are numbers`,
      `${p.others} of its values are no numbers, the first of them "${p.first}"; so each value became a level`,
      `correct those values or leave them empty; write factor(${p.name}) where a factor is meant`,
    ),
  LEVEL_UNKNOWN: (p) =>
    words(`"${p.name}" has no level "${p.level}"`, `its levels: ${list(p.known)}`, "correct the level"),
  TOO_MANY_COLUMNS: (p) =>
    words(
      `the model has ${p.columns} columns, the limit is ${p.limit}`,
      `the widest variable is "${p.widest}"`,
      "leave it out or merge its levels; write large groupings as (1 | group)",
    ),
  TOO_MANY_DISTINCT_ROWS: (p) =>
    words(
      `there are more than ${p.limit} distinct rows`,
      "the method takes them into memory",
      "use fewer columns, or another method",
    ),
  TOO_FEW_ROWS: (p) =>
    words(
      `${p.rows} rows are too few for ${p.columns} coefficients`,
      "there must be more rows than coefficients",
      "use fewer variables, or more data",
    ),
  SIZE_OUT_OF_RANGE: (p) =>
    words(
      `"${p.name}" has values of about 1e${p.size}`,
      `numbers beyond 1e${p.limit} or nearer to zero than 1e-${p.limit} can't be calculated with`,
      "check the values, or give them in another unit",
    ),
  WEIGHT_INVALID: (p) =>
    words(
      `weight "${p.name}" has the value "${p.value}"`,
      "a weight is a number of at least 0 and never missing",
      "correct the weight",
    ),

  FIT_SINGULAR: (p) =>
    words(
      `the variance between the groups of "${p.group}" is estimated as zero`,
      "the data show no differences between groups; each group's value added is zero",
      "this is a result, not a fault; see whether groups are few or small",
    ),
  FIT_NOT_CONVERGED: (p) =>
    words(
      "the fit did not converge and must not be used",
      `the gradient is ${short(p.gradient)}, the tolerance ${short(p.tolerance)}`,
      "see whether variables are nearly the same or of very different size",
    ),
  FIT_ALIASED: (p) =>
    words(
      `left out, as other columns determine them: ${list(p.columns)}`,
      "the same information can't be estimated twice",
      "leave the variables out if that was not meant",
    ),
  FIT_PERFECT: () =>
    words(
      "the model fits the data perfectly",
      "very likely the outcome itself, or something made from it, is among the priors",
      "check where priors and covariates come from",
    ),
  FIT_ILL_CONDITIONED: (p) =>
    words(
      `columns are nearly dependent (condition number ${short(p.condition)})`,
      "exact arithmetic was used, but coefficients still react to small changes of the data",
      "consider leaving out a variable that repeats another",
    ),
  GROUPS_SMALL: (p) =>
    words(
      `${p.count} of ${p.total} ${p.group === "school" ? "schools" : `groups by ${p.group}`} have fewer than ${p.minimum} students${ofModel(p.model)}: ${someOf(p.first, p.count)}`,
      "too few students: the error is large",
      "read with caution, do not judge; pool several years",
    ),
  GROUPS_FEW: (p) =>
    words(
      p.group === "school" ? `there are only ${p.groups} schools` : `"${p.group}" has ${p.groups} groups only`,
      "with few groups the differences between them are estimated poorly and intervals may be too narrow",
      "read with caution; pool several years",
    ),
  MARKS_ALL_EQUAL: (p) =>
    words(
      `all marks in ${p.test}, ${p.subject} are equal`,
      "without differences nothing can be assessed",
      "check whether this is the right column",
    ),
  MARKS_ALL_EQUAL_IN_SCHOOL: (p) =>
    words(
      `all ${p.n} marks of school ${p.school} in ${p.test}, ${p.subject} are equal`,
      "that a whole school has the same mark is rare",
      "ask the school to check the marks",
    ),
  COVERAGE_LOW: (p) =>
    words(
      `in ${p.count} of ${p.total} schools coverage is below ${percent(p.minimum)} %${ofModel(p.model)}: ${someOf(
        p.first.map(({ school, coverage }) => `${school} (${percent(coverage)} %)`),
        p.count,
      )}`,
      "students who are not assessed may differ from those who are",
      "for information only, not for honours or money; ask the school about the missing marks",
    ),

  GROWTH_PRIOR_EMPTY: (p) =>
    words(
      `column "${p.column}" has no score`,
      "growth is measured from earlier scores",
      "leave the column out of --priors",
    ),
  GROWTH_PRIOR_CONSTANT: (p) =>
    words(
      `all scores of "${p.column}" are ${short(p.value)}`,
      "a score that is the same for all says nothing about growth",
      "check the column, or leave it out of --priors",
    ),
  GROWTH_KNOTS_TIED: (p) =>
    words(
      `knots of "${p.column}" fall together: ${p.knots.join(", ")}`,
      "too many have the same score for a spline with these knots",
      "use fewer knots, e.g. --knots 0.5, or a finer score",
    ),
  GROWTH_COHORT_SMALL: (p) =>
    words(
      `${p.rows} students have the current score and ${p.order} prior(s), fewer than ${p.minimum}`,
      "percentiles of a small cohort are unstable",
      "do not judge by them; pool cohorts, or use a fixed baseline (--coefficients)",
    ),
  GROWTH_ORDER_LEFT_OUT: (p) =>
    words(
      `the model with ${p.order} priors is left out: ${p.rows} students for ${p.columns} coefficients`,
      "there must be more students than coefficients",
      "name fewer priors; these students are compared by nearer priors",
    ),
  GROWTH_NOT_UNIQUE: (p) =>
    words(
      `${p.count} of ${p.total} quantiles with ${p.order} prior(s) have other solutions that are as good`,
      "tied scores leave the fit undetermined there",
      "percentiles at these quantiles may differ by one in another program",
    ),
  GROWTH_NOT_PROVEN: (p) =>
    words(
      `quantiles with ${p.order} prior(s) are not proven optimal: gap ${short(p.gap)}, tolerance ${short(p.tolerance)}`,
      "rounding errors are too large for these data",
      "do not use the percentiles; check the scale of the scores",
    ),
  GROWTH_ID_REPEATED: (p) =>
    words(
      `${p.count} rows repeat an earlier ${p.columns.join(" + ")}, the first is "${p.first}"`,
      "each row is taken as one student",
      "remove repeated rows, or name more columns in --id",
    ),
  GROWTH_OUTSIDE_BASELINE: (p) =>
    words(
      `${p.count} of ${p.total} scores of "${p.column}" lie beyond the range of the stored coefficients`,
      "the curves are only continued there; another scale or subject looks like this",
      "check that the coefficients belong to these scores",
    ),
  COEFFICIENTS_UNREADABLE: (p) =>
    words(
      `${p.path} holds no coefficients that can be used: ${p.detail}`,
      "an existing file is used as the baseline",
      "give the file of an earlier run, or a new name to store them",
    ),
  COEFFICIENTS_OTHER_COLUMNS: (p) =>
    words(
      `${p.path} was made with ${list(p.stored)}, not ${list(p.given)}`,
      "a baseline holds for the same subjects and scales only",
      "make sure that the columns correspond, nearest prior first",
    ),
  COEFFICIENTS_OTHER_SETTING: (p) =>
    words(
      `${p.path} was made with ${p.option} ${p.stored}, not ${p.given}`,
      "stored coefficients can't be changed",
      `leave ${p.option} out, or store new coefficients in another file`,
    ),
  POT_MEASURES_ALL_ZERO: (p) =>
    words(
      `pot "${p.pot}" was not divided`,
      "all measures are zero, there is no proportion",
      "the whole pot is the remainder; check model and data, or let the authority decide",
    ),
  POT_NO_RECIPIENT: (p) =>
    words(
      `pot "${p.pot}" has no recipient`,
      "no school is eligible",
      "the whole pot is the remainder; check the minimum count",
    ),
  POT_TOO_FEW_STUDENTS: (p) =>
    words(
      `school ${p.school} has no part in pot "${p.pot}": ${p.n} students, fewer than the minimum of ${p.minimum}`,
      "too few students to assess",
      "to include it, pool several years, or let the authority decide",
    ),
  MEASURE_MISSING: (p) =>
    words(
      `school ${p.school} has no measure in pot "${p.pot}"`,
      "it has no usable value added; it is listed as not measured, never as zero",
      "check the school's entry and exit marks",
    ),
};
