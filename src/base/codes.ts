/**
 * Every message code with the parameters its words need. The words themselves are in `report/words/messages-{zh,en}.ts`,
 * one table per language, and each gives: what is wrong, why, and how to mend it.
 *
 * Sections follow the way of the data. Add a code where its thrower lives, and its words in both tables.
 */
export interface CodeParams {
  // files
  FILE_NOT_FOUND: { path: string; near?: string };
  FILE_UNREADABLE: { path: string; fault: FileFault; detail: string };
  FILE_FORMAT_UNKNOWN: { path: string; formats: readonly string[] };
  FILE_FORMAT_LATER: { path: string; format: string };
  ENCODING_UNKNOWN: { path: string; tried: readonly string[] };
  FILE_EMPTY: { path: string };
  HEADER_ONLY: { path: string };
  HEADER_DUPLICATE: { column: string };
  ROW_WIDTH: { expected: number; found: number };
  QUOTE_OPEN: Record<never, never>;
  COLUMN_UNKNOWN: { column: string; near?: string; known: readonly string[] };
  /** Two stored names that the engine takes for one. */
  NAMES_CLASH: { first: string; second: string };
  VALUE_NOT_FINITE: { column: string; count: number };
  OUTPUT_EXISTS: { path: string };
  /** The folder holds results of another study: which, and which one was to be run. */
  OUTPUT_OTHER_STUDY: { path: string; holds: string; study: string };
  /** `reason`: the system's own words, shown where `fault` does not tell. */
  OUTPUT_UNWRITABLE: { path: string; reason: string; fault?: OutputFault };
  OUTPUT_IS_INPUT: { path: string };
  /** Another run is writing there: its process, and the folder that it writes. */
  OUTPUT_BUSY: { path: string; process: number; folder: string };
  ENGINE_MEMORY: { memory: string };

  // rows of marks
  MARK_NOT_A_NUMBER: { value: string };
  MARK_NEGATIVE: { value: string };
  MARK_ABOVE_FULL: { value: string; fullMark: string };
  MARK_OUT_OF_RANGE: { value: string; low: string; high: string };
  MARK_TOO_FINE: { value: string; decimals: number };
  SCHOOL_UNKNOWN: { school: string; near?: string };
  SCHOOL_MISSING: Record<never, never>;
  STUDENT_MISSING: Record<never, never>;
  STUDENT_CONFLICT: { student: string; attribute: string; first: string; second: string };
  SCHOOL_CONFLICT: { school: string; attribute: string; first: string; second: string };
  STATUS_UNKNOWN: { value: string; known: readonly string[] };
  ROW_DUPLICATE: { student: string; test: string; subject: string; firstRow: number; firstFile: string };
  MARK_CONFLICT: {
    student: string;
    test: string;
    subject: string;
    first: string;
    second: string;
    firstRow: number;
    firstFile: string;
  };
  TEST_UNKNOWN: { test: string; known: readonly string[] };
  SUBJECT_UNKNOWN: { subject: string; test: string; known: readonly string[] };
  REJECTED_SHARE: { rejected: number; read: number; share: number; limit: number };
  NO_USABLE_PRIOR: { model: string; outcome: string; priors: string };
  /** `empty`: used columns without any value; `zeroWeight`: rows dropped for a weight of zero alone. */
  NO_USABLE_ROWS: { dropped: number; empty?: readonly string[]; zeroWeight?: number };

  // study file
  YAML_SYNTAX: { fault: YamlFault; detail: string };
  STUDY_KEY_UNKNOWN: { key: string; near?: string; known: readonly string[] };
  STUDY_VALUE: { expected: Expectation; found: string };
  STUDY_KEY_MISSING: { key: string; expected: Expectation };
  STUDY_REFERENCE: { kind: StudyThing; name: string; near?: string; known: readonly string[] };
  STUDY_DUPLICATE: { kind: StudyThing; name: string };
  PAPER_KEY_UNFIT: { key: string; scale: string };
  PAPER_RANGE: { low: string; high: string };
  PAPER_UNFED: { model: string; test: string; subject: string };
  PRIOR_IS_OUTCOME: { model: string; test: string; subject: string };
  INDEX_NEEDS_JOINT_MODEL: { index: string };
  POLICY_ENTRANCE_MONEY: { pot: string; test: string; legalKind: string };
  POLICY_COMMON_EXAM_MONEY: { pot: string; test: string };

  // command line
  OPTION_VALUE: { option: string; value: string; expected: OptionExpectation; near?: string };
  OPTION_LATER: { option: string };
  COMMAND_LATER: { command: string };
  USAGE: { fault: UsageFault; detail: string; near?: string };
  NO_STORED_RUN: { path: string };
  TARGET_NOT_EMPTY: { path: string };

  // formula and design
  FORMULA_SYNTAX: { formula: string; position: number; expected: FormulaExpectation };
  FORMULA_LATER: { formula: string; position: number; feature: string };
  VARIABLE_UNKNOWN: { formula: string; position: number; name: string; near?: string; known: readonly string[] };
  VARIABLE_NOT_NUMERIC: { name: string; value: string; row: number };
  RESPONSE_CONSTANT: { name: string };
  GROUP_ONE_LEVEL: { group: string };
  GROUP_SINGLETONS: { group: string; rows: number };
  GROUP_ABSORBED: { group: string };
  FACTOR_ONE_LEVEL: { name: string };
  FACTOR_OF_NUMBERS: { name: string; numbers: number; others: number; first: string };
  LEVEL_UNKNOWN: { name: string; level: string; known: readonly string[] };
  TOO_MANY_COLUMNS: { columns: number; limit: number; widest: string };
  TOO_MANY_DISTINCT_ROWS: { limit: number };
  TOO_FEW_ROWS: { rows: number; columns: number };
  /** `size`: root mean square, as a power of ten. */
  SIZE_OUT_OF_RANGE: { name: string; size: number; limit: number };
  WEIGHT_INVALID: { name: string; value: string };

  // checks on a fit (levels are on the issue)
  FIT_SINGULAR: { group: string };
  FIT_NOT_CONVERGED: { gradient: number; tolerance: number };
  FIT_ALIASED: { columns: readonly string[] };
  FIT_PERFECT: Record<never, never>;
  FIT_ILL_CONDITIONED: { condition: number };
  /** One for a model: how many of its groups are small, and the first of them. `model` is empty where it is clear which. */
  GROUPS_SMALL: {
    model: string;
    group: string;
    count: number;
    total: number;
    minimum: number;
    first: readonly string[];
  };
  GROUPS_FEW: { group: string; groups: number };
  MARKS_ALL_EQUAL: { test: string; subject: string };
  MARKS_ALL_EQUAL_IN_SCHOOL: { test: string; subject: string; school: string; n: number };
  /** One for a model: how many schools' coverage is low, and the first of them. */
  COVERAGE_LOW: {
    model: string;
    count: number;
    total: number;
    minimum: number;
    first: readonly { readonly school: string; readonly coverage: number }[];
  };

  // growth percentiles
  GROWTH_PRIOR_EMPTY: { column: string };
  GROWTH_PRIOR_CONSTANT: { column: string; value: number };
  /** Knots, or a knot and a boundary, fall on the same score. */
  GROWTH_KNOTS_TIED: { column: string; knots: readonly number[] };
  GROWTH_COHORT_SMALL: { order: number; rows: number; minimum: number };
  GROWTH_ORDER_LEFT_OUT: { order: number; rows: number; columns: number };
  /** Of `total` quantiles of an order, `count` have other solutions that are as good. */
  GROWTH_NOT_UNIQUE: { order: number; count: number; total: number };
  GROWTH_NOT_PROVEN: { order: number; gap: number; tolerance: number };
  GROWTH_ID_REPEATED: { columns: readonly string[]; count: number; first: string };
  /** Scores beyond the range that the stored coefficients were made for. */
  GROWTH_OUTSIDE_BASELINE: { column: string; count: number; total: number };
  COEFFICIENTS_UNREADABLE: { path: string; detail: string };
  /** The stored coefficients were made with columns of other names. */
  COEFFICIENTS_OTHER_COLUMNS: { path: string; stored: readonly string[]; given: readonly string[] };
  COEFFICIENTS_OTHER_SETTING: { path: string; option: string; stored: string; given: string };

  // policy
  POT_MEASURES_ALL_ZERO: { pot: string };
  POT_NO_RECIPIENT: { pot: string };
  POT_TOO_FEW_STUDENTS: { pot: string; school: string; n: number; minimum: number };
  MEASURE_MISSING: { pot: string; school: string };
}

export type Code = keyof CodeParams;

/** Why a file can't be read; `other` carries the system's own words as detail. */
export type FileFault =
  | "notFile"
  | "gone"
  | "permission"
  | "locked"
  | "compression"
  | "notParquet"
  | "notDatabase"
  | "damagedDatabase"
  | "newerDatabase"
  | "other";

/** Why a file can't be written. */
export type OutputFault = "noFolder" | "isFolder" | "permission" | "full";

/** What is wrong with the form of a YAML text; `other` carries the parser's own words as detail. */
export type YamlFault =
  | "duplicateKey"
  | "indent"
  | "tab"
  | "unclosed"
  | "colon"
  | "aliasUnknown"
  | "aliases"
  | "tooDeep"
  | "manyDocuments"
  | "keyNotText"
  | "tag"
  | "empty"
  | "other";

/** What a value of a study file must be. The message tables have words for each. */
export type Expectation =
  | "text"
  | "localized"
  | "id"
  | "mapping"
  | "list"
  | "filledList"
  | "filledMapping"
  | "number"
  | "wholeNumber"
  | "truth"
  | "share"
  | "decimal"
  | "money"
  | "memory"
  | "schoolYear"
  | "year"
  | "date"
  | "column"
  | "student"
  | "studentColumn"
  | "columnOrConstant"
  | { readonly oneOf: readonly string[] }
  | { readonly from: number; readonly to: number };

/** What an option's value must be: one of these words, or a whole number in a range. */
export type OptionExpectation = { readonly oneOf: readonly string[] } | { readonly from: number; readonly to: number };

/** What is wrong with a command line; `other` carries the parser's own words as detail, the rest the word in question. */
export type UsageFault =
  | "noCommand"
  | "unknownCommand"
  | "unknownOption"
  | "missingArgument"
  | "missingOption"
  | "missingOptionValue"
  | "excessArguments"
  | "invalidValue"
  | "other";

/** What a formula must have at the place where it goes wrong. The message tables have words for each. */
export type FormulaExpectation =
  | "operand"
  | "numericColumn"
  | "knownFunction"
  | "arithmeticOperator"
  | "wholeNumberFromOne"
  | "decimalNumber"
  | "operatorOrEnd"
  | "symbol"
  | "backquotedColumn"
  | "bracketBeforeRandomTerm"
  | "columnOrConstant"
  | "termOrConstant"
  | "offsetAlone"
  | "column"
  | "termOperator"
  | "outcome"
  | "predictors"
  | "predictorNotOutcome"
  | "termOrIntercept"
  | "fewerTerms"
  | "outcomeColumn"
  | "oneExpressionInI"
  | "columnInI"
  | "columnInFactor"
  | "referenceLevel"
  | "oneColumnInOffset"
  | "interceptBeforeBar"
  | "groupAfterBar"
  /** One of these signs. */
  | { readonly signs: readonly string[] }
  /** The end of a quotation that began with this sign. */
  | { readonly closing: string };

/** Kinds of named things in a study file. */
export type StudyThing =
  | "source"
  | "test"
  | "subject"
  | "model"
  | "index"
  | "fund"
  | "pot"
  | "attribute"
  | "schoolAttribute"
  | "prior"
  | "covariate"
  | "level"
  | "language"
  | "column"
  | "mark"
  | "code";
