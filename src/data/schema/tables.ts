/** What a table's column holds, in the words of `data/sql`. */
export type TableColumnType = "smallint" | "integer" | "bigint" | "double" | "text" | "boolean";

/** A table of the store as data: what it is called, what it holds, what makes its rows unique. */
export interface TableDefinition {
  readonly name: string;
  readonly columns: readonly TableColumn[];
  /** Names of the columns of the primary key: never missing, and the order in which the table is exported. */
  readonly key: readonly string[];
}

export interface TableColumn {
  readonly name: string;
  readonly type: TableColumnType;
  readonly nullable?: boolean;
}

const required = (type: TableColumnType, ...names: string[]): TableColumn[] => names.map((name) => ({ name, type }));
const optional = (type: TableColumnType, ...names: string[]): TableColumn[] =>
  names.map((name) => ({ name, type, nullable: true }));

function define(name: string, key: readonly string[], ...columns: TableColumn[][]): TableDefinition {
  return { name, key, columns: columns.flat() };
}

/** The column in which an attribute of a student or school is kept as a code of its dictionary. */
export function attributeColumn(attribute: string): string {
  return `attribute_${attribute}`;
}

/** The dictionary kind of an attribute's labels, e.g. "student.sex". */
export function attributeKind(of: "student" | "school", attribute: string): string {
  return `${of}.${attribute}`;
}

/**
 * The tables of a study whose students and schools have these attributes. Student, school, test and subject are codes of
 * the dictionary, given in label order, so that they do not depend on the order of any file.
 */
export function studyTables(attributes: {
  readonly student: readonly string[];
  readonly school: readonly string[];
}): TableDefinition[] {
  return [
    define(
      "school",
      ["school"],
      required("integer", "school"),
      required("text", "school_id"),
      optional("text", "name"),
      optional("integer", ...attributes.school.map(attributeColumn)),
    ),
    define(
      "student",
      ["student"],
      required("integer", "student"),
      optional("integer", ...attributes.student.map(attributeColumn)),
    ),
    ...tables,
  ];
}

/** The tables that are the same in every study. */
export const tables: readonly TableDefinition[] = [
  // The only place where a source's own student numbers stand; models never read it.
  define("identity", ["student"], required("integer", "student"), required("text", "source_number")),
  define(
    "dictionary",
    ["kind", "code"],
    required("text", "kind"),
    required("integer", "code"),
    required("text", "label"),
  ),
  define(
    "file",
    ["file"],
    required("integer", "file"),
    required("text", "source", "path", "sha256"),
    required("bigint", "rows"),
  ),
  define(
    "enrolment",
    ["student", "school", "school_year", "term"],
    required("integer", "student", "school"),
    required("text", "school_year", "term"),
    optional("text", "class", "tier", "grade", "date_from", "date_to"),
    optional("double", "share_of_year"),
  ),
  define(
    "test",
    ["test"],
    required("integer", "test"),
    required("text", "test_id", "name_zh", "name_en", "kind", "legal_kind", "school_year"),
    optional("text", "date", "term", "grade", "approval_number", "comparable_with"),
  ),
  // low … high and the further marks are integers of 10^−decimals points, as `score.mark` is.
  define(
    "paper",
    ["test", "subject"],
    required("integer", "test", "subject"),
    required("text", "name_zh", "name_en", "scale", "unit_zh", "unit_en"),
    required("smallint", "decimals"),
    required("bigint", "low", "high"),
    optional("bigint", "pass_mark", "excellence_mark", "low_mark"),
    optional("double", "measurement_error"),
  ),
  // mark: integer of 10^−decimals points, missing unless the status is valid (0). file and source_row: where it stood.
  define(
    "score",
    ["student", "test", "subject"],
    required("integer", "student", "school", "test", "subject"),
    optional("bigint", "mark"),
    required("smallint", "status"),
    required("integer", "file", "source_row"),
  ),
  define(
    "indicator",
    ["entity_type", "entity", "school_year", "code"],
    required("text", "entity_type", "entity", "school_year", "code"),
    optional("text", "value", "source", "attested_by"),
    optional("bigint", "count"),
  ),
  define(
    "staff",
    ["staff", "school", "school_year", "role"],
    required("text", "staff", "school", "school_year", "role"),
  ),
  define(
    "issue",
    ["run_id", "number"],
    required("text", "run_id"),
    required("integer", "number"),
    required("text", "severity", "code"),
    optional("text", "file", "sheet"),
    optional("integer", "source_row"),
    optional("text", "source_column"),
    required("text", "params"),
    optional("text", "message_zh", "message_en"),
  ),
  define(
    "run",
    ["run_id"],
    required("text", "run_id", "study"),
    optional("text", "state", "data_fingerprint", "configuration_fingerprint", "code_fingerprint"),
    // What the pages say, as canonical JSON: they are rendered again from it.
    optional("text", "report"),
  ),
  define(
    "fit",
    ["run_id", "model"],
    required("text", "run_id", "model", "method"),
    required("bigint", "observations"),
    // 1 for yes, 0 for no.
    required("smallint", "converged", "singular"),
    optional("double", "criterion", "log_lik"),
    required("text", "result"),
  ),
  define(
    "expected",
    ["run_id", "model", "student"],
    required("text", "run_id", "model"),
    required("integer", "student", "school"),
    optional("double", "expected", "expected_se", "residual", "fitted"),
  ),
  define(
    "effect",
    ["run_id", "year", "model", "level", "id"],
    required("text", "run_id", "year", "model", "level", "id", "name"),
    required("bigint", "n"),
    optional("double", "coverage", "unshrunken", "unshrunken_se", "shrunken", "shrunken_se", "ci_low", "ci_high"),
    optional("double", "rank_low", "rank_high", "reliability", "probability_above_zero"),
  ),
  define(
    "index_value",
    ["run_id", "year", "index", "id"],
    required("text", "run_id", "year", "index", "id", "name"),
    optional("double", "value", "se", "previous", "increment", "increment_se", "rank"),
    optional("text", "group"),
  ),
  define(
    "award",
    ["run_id", "fund", "pot", "recipient_type", "recipient_id"],
    required("text", "run_id", "school_year"),
    optional("text", "class_of", "fiscal_year"),
    required("text", "mode", "fund", "pot", "recipient_type", "recipient_id", "recipient_name"),
    required("bigint", "amount_fen"),
    optional("text", "measure"),
    optional("double", "share"),
    optional("text", "rule", "clause", "explanation"),
    optional("double", "probability"),
  ),
  define(
    "determination",
    ["run_id", "school_year", "rule", "object", "school_id"],
    required("text", "run_id", "school_year", "rule", "object", "school_id", "school_name", "state"),
    optional("text", "consequence", "clause"),
    optional("double", "value", "threshold", "margin", "ci_low", "ci_high"),
    optional("text", "evidence"),
    optional("double", "probability"),
    optional("text", "nearest_change", "previous_state"),
  ),
  define(
    "finding",
    ["run_id", "number"],
    required("text", "run_id"),
    required("integer", "number"),
    required("text", "severity", "code", "about", "params"),
  ),
  define(
    "ledger",
    ["entry"],
    required("integer", "entry"),
    required("text", "run_id", "action"),
    optional("text", "actor", "act_number", "reason", "recorded_at"),
  ),
  define("published", ["run_id"], required("text", "run_id")),
];
