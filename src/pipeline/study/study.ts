import type { Code, Issue, KeyPath, Language, Localized, Place } from "../../base/index.ts";
import type { SchoolRegister, Source, Test } from "../../data/schema/index.ts";
import type { ModelSpec } from "../../model/spec/index.ts";
import type { PolicySpec } from "../../policy/funds/index.ts";
import type { IndexSpec } from "../../value-added/indices/index.ts";

/** A checked study: every reference in it holds. */
export interface Study {
  /** Safe as a file name. */
  readonly id: string;
  readonly title: Localized;
  /** 学年, e.g. "2024-2025"; "unknown" where the data do not say. */
  readonly schoolYear: string;
  /** The whole that schools are compared with, as it stands before 平均 and after "the average of". */
  readonly area: Localized;
  readonly languages: readonly Language[];
  readonly sources: readonly Source[];
  /** Null where any school may occur. */
  readonly schools: SchoolRegister | null;
  /** By name; an attribute that the study gives no words has none here. */
  readonly attributes: ReadonlyMap<string, AttributeWords>;
  readonly tests: readonly Test[];
  readonly models: readonly ModelSpec[];
  readonly indices: readonly IndexSpec[];
  readonly policy: PolicySpec | null;
  readonly privacy: PrivacyStatement;
  readonly quality: QualityLimits;
  readonly simulation: { readonly draws: number; readonly seed: number };
  readonly engine: { readonly memory: string; readonly threads: number };
  /** What is allowed but should be known: warnings of the policy check. */
  readonly warnings: readonly Issue[];
  /**
   * All parsed values, defaults included, as JSON with sorted keys: what the fingerprint of the configuration is made of.
   * Comments, order of keys, spacing and the folder of the file do not change it.
   */
  readonly canonical: string;
  /** Where a part of the study file stands, for messages of later stages. */
  placeOf(path: KeyPath): Place;
}

/** What an attribute is called in reports, and its values by their text; a value without words stands as it is. */
export interface AttributeWords {
  readonly name: Localized;
  readonly levels: ReadonlyMap<string, Localized>;
}

/** What the law asks every processing of personal data to state (个人信息保护法). */
export interface PrivacyStatement {
  readonly purpose: Localized;
  readonly legalBasis: Localized;
  readonly retention: Localized;
}

/** When the data are too bad to go on as if nothing were. */
export interface QualityLimits {
  /** Share of rejected marks above which results are marked. */
  readonly maxRejectedShare: number;
  /** Schools with a lower share of assessed students are flagged. */
  readonly minimumCoverage: number;
  /** Codes that, when they occur, make the run end with a failed check. */
  readonly blocking: readonly Code[];
}
