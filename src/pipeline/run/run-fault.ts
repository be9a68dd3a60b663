import { fail } from "../../base/index.ts";
import { throwOutputFault } from "../output/output-fault.ts";
import type { Study } from "../study/index.ts";

const engineMemory = /could not allocate|out of memory|failed to allocate/i;

/** Throws what stopped a run again: as the user's to mend where the disk or the engine's memory were too small. */
export function throwRunFault(error: unknown, study: Study, out: string): never {
  if (error instanceof Error && engineMemory.test(error.message.split("\n")[0])) {
    return fail("ENGINE_MEMORY", { memory: study.engine.memory }, study.placeOf(["engine", "memory"]));
  }
  return throwOutputFault(error, out);
}
