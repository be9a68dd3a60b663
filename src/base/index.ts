export { canonicalJson } from "./canonical-json.ts";
export type {
  Code,
  CodeParams,
  Expectation,
  FileFault,
  FormulaExpectation,
  OptionExpectation,
  OutputFault,
  StudyThing,
  UsageFault,
  YamlFault,
} from "./codes.ts";
export { compareBytes } from "./compare-bytes.ts";
export { compareLevels } from "./compare-levels.ts";
export { compareDecimals, type Decimal, formatDecimal, parseDecimal } from "./decimal.ts";
export { Bug, fail, type Issue, invariant, issue, type Place, ProjectError, type Severity } from "./errors.ts";
export { type Language, type Localized, languages } from "./localized.ts";
export { type KeyPath, type LocatedYaml, locateYaml } from "./located-yaml.ts";
export { formatYuan, type Money, parseYuan } from "./money.ts";
export { nearest } from "./nearest.ts";
export { type RandomStream, randomStream } from "./random-stream.ts";
