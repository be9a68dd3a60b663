import type { RejectedCells, ScoreColumns } from "../schema/index.ts";
import { statusCodes } from "../schema/index.ts";
import type { MarksReading } from "./marks-reading.ts";

/** Codes of students and schools by the number of their coming. */
export interface FinalCodes {
  readonly student: Int32Array;
  readonly school: Int32Array;
}

/** Puts all marks in the order of student, test and subject codes. */
export function finishScores(
  reading: MarksReading,
  codes: FinalCodes,
): { readonly scores: ScoreColumns; readonly rejectedCells: RejectedCells } {
  return { scores: scoreColumns(reading, codes), rejectedCells: rejectedColumns(reading, codes) };
}

function scoreColumns({ ledger, papers }: MarksReading, codes: FinalCodes): ScoreColumns {
  const rows = ledger.rows();
  const column = () => new Int32Array(rows);
  const [student, school, test, subject, status, file, sourceRow] = [0, 0, 0, 0, 0, 0, 0].map(column);
  const mark = new BigInt64Array(rows);
  const missing = new Uint8Array(rows);
  const numberOf = new Int32Array(codes.student.length);
  for (let number = 0; number < numberOf.length; number++) numberOf[codes.student[number]] = number;
  let row = 0;
  for (let code = 0; code < numberOf.length; code++) {
    for (let paper = 0; paper < papers.papers.length; paper++) {
      const index = ledger.find(numberOf[code], paper);
      if (index < 0) continue;
      const read = ledger.at(index);
      student[row] = code;
      school[row] = codes.school[read.school];
      test[row] = papers.papers[paper].test;
      subject[row] = papers.papers[paper].subject;
      mark[row] = BigInt(read.mark);
      missing[row] = read.status === statusCodes.valid ? 0 : 1;
      status[row] = read.status;
      file[row] = read.file;
      sourceRow[row] = read.row;
      row++;
    }
  }
  return { rows, student, school, test, subject, mark, missing, status, file, sourceRow };
}

/** Rejected cells for which no other row gave a mark, each student and paper once. */
function rejectedColumns({ ledger, papers, rejected }: MarksReading, codes: FinalCodes): RejectedCells {
  const seen = new Set<string>();
  const kept = rejected.filter((one) => {
    const key = `${one.student} ${one.paper}`;
    if (seen.has(key) || ledger.find(one.student, one.paper) >= 0) return false;
    seen.add(key);
    return true;
  });
  return {
    student: Int32Array.from(kept, (one) => codes.student[one.student]),
    school: Int32Array.from(kept, (one) => codes.school[one.school]),
    test: Int32Array.from(kept, (one) => papers.papers[one.paper].test),
    subject: Int32Array.from(kept, (one) => papers.papers[one.paper].subject),
  };
}
