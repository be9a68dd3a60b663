import { fail, type OutputFault, ProjectError } from "../../base/index.ts";

/** The system's names for why a place takes no bytes. */
const bySystem: Readonly<Record<string, OutputFault | null>> = {
  ENOSPC: "full",
  EDQUOT: "full",
  EFBIG: "full",
  EACCES: "permission",
  EPERM: "permission",
  EROFS: "permission",
  EISDIR: "isFolder",
  EEXIST: null,
  EIO: null,
  ELOOP: null,
  ENAMETOOLONG: null,
  ENOENT: null,
  ENOTDIR: null,
  ENOTEMPTY: null,
};
/** The engine's words for a disk that is full. */
const byEngine = /no space left|file too large|disk quota|could not write|out of disk/i;

/** Throws an error again: as OUTPUT_UNWRITABLE where the system or the engine refused to write. */
export function throwOutputFault(error: unknown, shown: string): never {
  if (error instanceof ProjectError || !(error instanceof Error)) throw error;
  const [reason] = error.message.split("\n");
  const code = "code" in error ? String(error.code) : "";
  const fault = Object.hasOwn(bySystem, code) ? bySystem[code] : byEngine.test(reason) ? "full" : undefined;
  if (fault === undefined) throw error;
  return fail("OUTPUT_UNWRITABLE", fault === null ? { path: shown, reason } : { path: shown, reason, fault });
}
