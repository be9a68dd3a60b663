import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readText } from "./reference-models.ts";

/** A fit of lme4 (`kind: lmm`), numbers with 15 digits. */
export interface MixedReference {
  readonly method: "REML" | "ML";
  readonly n: number;
  readonly fixed: {
    readonly names: readonly string[];
    readonly estimate: readonly number[];
    readonly se: readonly number[];
    readonly vcov: readonly (readonly number[])[];
  };
  readonly varianceComponents: {
    readonly theta: readonly number[];
    readonly residualVariance: number;
    readonly groups: readonly { readonly variance: readonly number[] }[];
  };
  readonly criterion: {
    readonly value: number;
    readonly logLik: number;
    readonly AIC: number;
    readonly BIC: number;
  };
  readonly randomEffects: readonly {
    readonly level: readonly string[];
    readonly n: readonly number[];
    readonly conditionalMode: readonly (readonly number[])[];
    readonly conditionalSE: readonly (readonly number[])[];
    readonly comparativeSE?: readonly (readonly number[])[];
  }[];
}

/** One method of a 240-bit fit. */
export interface CertifiedFit {
  readonly beta: readonly number[];
  readonly se: readonly number[];
  readonly residualVariance: number;
  readonly groupVariance: number;
  readonly criterion: number;
  readonly groupLevel: readonly string[];
  readonly conditionalMode: readonly number[];
  readonly conditionalSE: readonly number[];
}

/** A fit of R's lm. */
export interface LinearReference {
  readonly n: number;
  readonly p: number;
  readonly aliased: readonly string[];
  readonly fixed: MixedReference["fixed"];
  readonly sigma: number;
  readonly rSquared: number;
  readonly adjRSquared: number;
  readonly fStatistic: readonly [number, number, number];
  readonly rss: number;
  readonly logLik: number;
  readonly AIC: number;
  readonly BIC: number;
}

/** Names of the reference files of a folder, without their ending. */
export function referenceNames(folder: "mixed" | "ols"): string[] {
  const path = fileURLToPath(new URL(`../../reference/${folder}/`, import.meta.url));
  return readdirSync(path)
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -".json".length))
    .sort();
}

export const readMixed = (name: string): MixedReference => JSON.parse(readText(`test/reference/mixed/${name}.json`));
export const readLinear = (name: string): LinearReference => JSON.parse(readText(`test/reference/ols/${name}.json`));
export const readCertified = (name: string): { readonly reml: CertifiedFit; readonly ml: CertifiedFit } =>
  JSON.parse(readText(`test/reference/mixed/${name}.json`));
