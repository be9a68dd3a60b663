import { statusCodes } from "../schema/index.ts";

/** A mark as it was read; students and schools by the number of their coming, papers by their place in the study. */
export interface ReadMark {
  readonly student: number;
  readonly school: number;
  readonly paper: number;
  /** Integer of 10^−decimals points below 2⁵³; 0 unless the status is valid. */
  readonly mark: number;
  readonly status: number;
  readonly file: number;
  readonly row: number;
}

/** What adding a mark came to. `blank`: one of the two is a blank cell, which says nothing against the other. */
export type Added =
  | { readonly kind: "new" }
  | { readonly kind: "blank" }
  | { readonly kind: "same"; readonly first: number }
  | { readonly kind: "conflict"; readonly first: number };

/** All marks, at most one for each student and paper. */
export interface MarkLedger {
  add(mark: ReadMark): Added;
  readonly rows: () => number;
  readonly at: (index: number) => ReadMark;
  /** The index of a student's mark of a paper, or −1. */
  readonly find: (student: number, paper: number) => number;
}

/**
 * Makes a ledger for so many papers.
 *
 * @param schoolBefore whether one school stands before another whatever the order of rows: it decides between two blank
 *   cells of one student in two schools
 */
export function markLedger(papers: number, schoolBefore: (a: number, b: number) => boolean): MarkLedger {
  const slots = Array.from({ length: papers }, () => new Int32Array(1024));
  let numbers = new Int32Array(6 * 1024);
  let marks = new Float64Array(1024);
  let rows = 0;
  const put = (index: number, { student, school, paper, mark, status, file, row }: ReadMark): void => {
    const start = 6 * index;
    numbers[start] = student;
    numbers[start + 1] = school;
    numbers[start + 2] = paper;
    numbers[start + 3] = status;
    numbers[start + 4] = file;
    numbers[start + 5] = row;
    marks[index] = mark;
  };
  const at = (index: number): ReadMark => ({
    student: numbers[6 * index],
    school: numbers[6 * index + 1],
    paper: numbers[6 * index + 2],
    status: numbers[6 * index + 3],
    file: numbers[6 * index + 4],
    row: numbers[6 * index + 5],
    mark: marks[index],
  });
  const grow = (): void => {
    const wider = new Int32Array(2 * numbers.length);
    wider.set(numbers);
    numbers = wider;
    const more = new Float64Array(2 * marks.length);
    more.set(marks);
    marks = more;
  };
  const slotOf = (paper: number, student: number): Int32Array => {
    let slot = slots[paper];
    if (student >= slot.length) {
      const wider = new Int32Array(Math.max(2 * slot.length, student + 1));
      wider.set(slot);
      slot = wider;
      slots[paper] = wider;
    }
    return slot;
  };
  return {
    rows: () => rows,
    at,
    find: (student, paper) => (student < slots[paper].length ? slots[paper][student] - 1 : -1),
    add(mark) {
      const slot = slotOf(mark.paper, mark.student);
      const first = slot[mark.student] - 1;
      if (first < 0) {
        if (rows === marks.length) grow();
        put(rows++, mark);
        slot[mark.student] = rows;
        return { kind: "new" };
      }
      const known = at(first);
      if (isSame(known, mark)) return { kind: "same", first };
      const blank = mark.status === statusCodes.missing;
      const knownBlank = known.status === statusCodes.missing;
      if (!blank && !knownBlank) return { kind: "conflict", first };
      if (!blank || (knownBlank && schoolBefore(mark.school, known.school))) put(first, mark);
      return { kind: "blank" };
    },
  };
}

function isSame(a: ReadMark, b: ReadMark): boolean {
  return a.status === b.status && a.mark === b.mark && a.school === b.school;
}
