import { invariant } from "../base/index.ts";
import type { Store } from "../data/store/index.ts";
import type { Design, ModesTable } from "../model/design/index.ts";
import type { LinearFit } from "../model/estimation/index.ts";
import { effectsOfGroups } from "../value-added/effects/index.ts";

/**
 * Puts the groups' conditional modes into a small table by code, for `fitted`. Null where the model has no random effect.
 */
export async function storeModes(
  store: Store,
  name: string,
  { group }: Design,
  fit: LinearFit,
): Promise<ModesTable | null> {
  if (group === null || fit.group === null || fit.method === "OLS") return null;
  const effects = effectsOfGroups(fit.group, { zero: "raw", draws: 0, seed: 0 });
  const codeOf = new Map(group.labels.map((label, code) => [label, code]));
  const codes = Int32Array.from(effects.labels, (label) => {
    const code = codeOf.get(label);
    invariant(code !== undefined, "a group of the fit is a level of its factor");
    return code;
  });
  await store.createTable(name, [
    { name: "code", type: "integer" },
    { name: "mode", type: "double" },
  ]);
  const columns = {
    code: { kind: "int32", values: codes },
    mode: { kind: "double", values: effects.shrunken },
  } as const;
  await store.insertColumns(name, columns, codes.length);
  return { table: name, code: "code", mode: "mode" };
}
