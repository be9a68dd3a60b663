/** A kind of table file. */
export type FileFormat = "csv" | "csv.gz" | "parquet";

/** What a file's name and first bytes say: a format that is read, one that is not yet, or none that is known. */
export type DetectedFormat =
  | { readonly kind: "read"; readonly format: FileFormat }
  | { readonly kind: "later"; readonly format: string }
  | { readonly kind: "unknown" };

export const readableFormats = [".csv", ".csv.gz", ".parquet"] as const;

const laterByName: Readonly<Record<string, string>> = {
  ".xlsx": "xlsx",
  ".xlsm": "xlsx",
  ".xls": "xls",
  ".arrow": "arrow",
  ".feather": "arrow",
  ".json": "json",
  ".ndjson": "json",
  ".duckdb": "duckdb",
  ".db": "duckdb",
};

const signatures: readonly { readonly bytes: readonly number[]; readonly at: number; readonly format: string }[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], at: 0, format: "xlsx" },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], at: 0, format: "xls" },
  { bytes: [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31], at: 0, format: "arrow" },
  { bytes: [0x50, 0x41, 0x52, 0x31], at: 0, format: "parquet" },
  { bytes: [0x44, 0x55, 0x43, 0x4b], at: 8, format: "duckdb" },
  { bytes: [0x1f, 0x8b], at: 0, format: "gzip" },
];

/** Tells a table file's format by its first bytes, and where they say nothing by its name. */
export function detectFormat(name: string, head: Uint8Array): DetectedFormat {
  const lower = name.toLowerCase();
  const signed = signatures.find(({ bytes, at }) => bytes.every((byte, i) => head[at + i] === byte))?.format;
  if (signed === "parquet") return { kind: "read", format: "parquet" };
  if (signed === "gzip") return { kind: "read", format: "csv.gz" };
  if (signed !== undefined) return { kind: "later", format: signed };
  const extension = /\.[^.]+$/.exec(lower)?.[0] ?? "";
  const later = laterByName[extension];
  if (later !== undefined) return { kind: "later", format: later };
  if (extension === ".parquet") return { kind: "read", format: "parquet" };
  if (extension === ".gz") return { kind: "read", format: "csv.gz" };
  if (extension === ".csv" || extension === ".tsv" || extension === ".txt") return { kind: "read", format: "csv" };
  return { kind: "unknown" };
}
