import { fail } from "../../base/index.ts";
import { type CsvRecord, csvTokenizer } from "./csv-tokenizer.ts";
import { cellText } from "./number-cell.ts";
import type { TableFile } from "./table-file.ts";
import { type FoundEncoding, findEncoding, utf8Blocks } from "./text-encoding.ts";

/** A CSV file whose encoding, delimiter and header are known. */
export interface CsvFile {
  readonly file: TableFile;
  readonly encoding: FoundEncoding;
  readonly delimiter: number;
  /** Headings in file order, outer blanks taken off. */
  readonly columns: readonly string[];
}

const comma = 44;
const semicolon = 59;
const tab = 9;

/**
 * Reads the header. The delimiter is the one of comma, semicolon and tab that divides the header into most cells.
 *
 * @throws ENCODING_UNKNOWN, FILE_EMPTY, HEADER_DUPLICATE, QUOTE_OPEN
 */
export async function openCsv(file: TableFile): Promise<CsvFile> {
  const encoding = await findEncoding(file);
  const head = await firstBytes(file, encoding);
  if (cellText(head, 0, head.length).trim() === "")
    return fail("FILE_EMPTY", { path: file.shown }, { file: file.shown });
  const best = [comma, semicolon, tab]
    .map((delimiter) => ({ delimiter, columns: headings(head, delimiter) }))
    .reduce((left, right) => (right.columns.length > left.columns.length ? right : left));
  const seen = new Set<string>();
  for (const column of best.columns) {
    if (column === "") continue;
    if (seen.has(column)) fail("HEADER_DUPLICATE", { column }, { file: file.shown, row: 1, column });
    seen.add(column);
  }
  return { file, encoding, ...best };
}

/** Reads all rows below the header. @throws QUOTE_OPEN with the row of the quote, HEADER_ONLY */
export async function readCsvRows(csv: CsvFile, onRow: (record: CsvRecord) => void): Promise<void> {
  let rows = 0;
  let header = true;
  const tokenizer = csvTokenizer(csv.delimiter, (record) => {
    if (header) {
      header = false;
      return;
    }
    rows++;
    onRow(record);
  });
  for await (const block of utf8Blocks(csv.file, csv.encoding)) tokenizer.push(block);
  const openRow = tokenizer.end();
  const { shown } = csv.file;
  if (openRow !== null) fail("QUOTE_OPEN", {}, { file: shown, row: openRow });
  if (rows === 0) fail("HEADER_ONLY", { path: shown }, { file: shown });
}

/** Enough of the file to hold its header. */
async function firstBytes(file: TableFile, encoding: FoundEncoding): Promise<Uint8Array> {
  const blocks: Uint8Array[] = [];
  let length = 0;
  for await (const block of utf8Blocks(file, encoding)) {
    blocks.push(block);
    length += block.length;
    if (length >= 1 << 18) break;
  }
  return new Uint8Array(Buffer.concat(blocks));
}

function headings(head: Uint8Array, delimiter: number): string[] {
  let found: string[] | null = null;
  const tokenizer = csvTokenizer(delimiter, ({ bytes, starts, ends, cells }) => {
    found ??= Array.from({ length: cells }, (_, c) => cellText(bytes, starts[c], ends[c]).trim());
  });
  tokenizer.push(head);
  tokenizer.end();
  return found ?? [""];
}
