import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fail, type Issue, nearest } from "../../base/index.ts";
import { readMarks } from "../../data/intake/index.ts";
import { checkEqualMarks, checkRejectedShare, countEntries, type EntryCount } from "../../data/quality/index.ts";
import type { MarksIntake } from "../../data/schema/index.ts";
import { openStore } from "../../data/store/index.ts";
import { readStudy, type Study } from "../study/index.ts";
import { refuseClashes } from "./refuse-clashes.ts";
import { studyText } from "./study-text.ts";

/** A study with its marks, read and checked; nothing has been written. */
export interface LoadedStudy {
  /** The study file as messages show it. */
  readonly file: string;
  readonly study: Study;
  readonly intake: MarksIntake;
  readonly entries: readonly EntryCount[];
  /**
   * Warnings of the study file, then of the marks, then of the quality checks. They go into results, which must not
   * depend on where the study lies: files are named from the study file's folder.
   */
  readonly issues: readonly Issue[];
  /** True where more marks were rejected than the study allows: results are for reference only. */
  readonly resultsMarked: boolean;
}

/** Reads a study file and all of its marks. @throws ProjectError with every fault found */
export async function loadStudy(path: string, threads?: number): Promise<LoadedStudy> {
  const file = locateStudy(path);
  const study = withAbsolutePaths(readStudy(studyText(file), file));
  refuseClashes(study);
  const folders = [...study.sources, ...(study.schools === null ? [] : [study.schools])].map((one) =>
    dirname(one.path),
  );
  const { memory, threads: own } = study.engine;
  const store = await openStore({
    path: ":memory:",
    memory,
    threads: threads ?? own,
    allowedDirectories: [...new Set(folders)].filter(existsSync),
  });
  try {
    const register = study.schools === null ? {} : { register: study.schools };
    const intake = await readMarks(store, { sources: study.sources, tests: study.tests, ...register });
    const rejected = checkRejectedShare(intake, study.quality.maxRejectedShare);
    const issues = [
      ...study.warnings.map((one) => ({ ...one, where: { ...one.where, file: basename(file) } })),
      ...intake.issues,
      ...checkEqualMarks(intake),
      ...(rejected === null ? [] : [rejected]),
    ];
    return { file, study, intake, entries: countEntries(intake), issues, resultsMarked: rejected !== null };
  } finally {
    await store.close();
  }
}

/** The study file: the path itself, or study.yaml in the folder. @throws FILE_NOT_FOUND */
export function locateStudy(path: string): string {
  if (!existsSync(path)) {
    const folder = dirname(resolve(path));
    const near = existsSync(folder) ? nearest(basename(path), readdirSync(folder).sort()) : undefined;
    fail("FILE_NOT_FOUND", near === undefined ? { path } : { path, near }, { file: path });
  }
  if (!statSync(path).isDirectory()) return path;
  const inside = join(path, "study.yaml");
  if (!existsSync(inside)) fail("FILE_NOT_FOUND", { path: inside }, { file: inside });
  return inside;
}

function withAbsolutePaths(study: Study): Study {
  return {
    ...study,
    sources: study.sources.map((source) => ({ ...source, path: resolve(source.path) })),
    schools: study.schools === null ? null : { ...study.schools, path: resolve(study.schools.path) },
  };
}
