export type { FileFormat } from "./detect-format.ts";
export type { MarksRequest } from "./marks-request.ts";
export { readMarks } from "./read-marks.ts";
export { type ReadTableOptions, readHeadings, readTable, type TableIntake } from "./read-table.ts";
export { storeIssues, storeMarks } from "./store-marks.ts";
export { type Encoding, type FileSource, fingerprint, type TableFile } from "./table-file.ts";
export type { ColumnRole } from "./table-roles.ts";
