import {
  compareDecimals,
  formatDecimal,
  invariant,
  type KeyPath,
  type Localized,
  parseDecimal,
} from "../../base/index.ts";
import type { Paper, Test } from "../../data/schema/index.ts";
import { bothLanguages, type Checking } from "./checking.ts";
import type { StudyFile } from "./study-schema.ts";

type PaperFile = StudyFile["tests"][string]["papers"][string];

/** The study's tests; reports papers whose range is missing, does not fit their scale, or is empty. */
export function checkTests(checking: Checking): Test[] {
  return Object.entries(checking.file.tests).map(([id, test]) => {
    const papers = Object.entries(test.papers).map(([subject, paper]) =>
      checkPaperRange(checking, subject, paper, ["tests", id, "papers", subject]),
    );
    const { kind, legalKind, schoolYear, date } = test;
    const base = { id, name: bothLanguages(test.name), kind, legalKind, schoolYear, papers };
    return date === undefined ? base : { ...base, date };
  });
}

/** What each scale needs, what it may not have, and its unit where none is given. */
const scales: Record<
  Paper["scale"],
  { readonly needs: readonly RangeKey[]; readonly bars: readonly RangeKey[]; readonly unit: Localized }
> = {
  marks: { needs: ["fullMark"], bars: ["low", "high"], unit: { zh: "分", en: "marks" } },
  standardised: { needs: ["low", "high"], bars: ["fullMark"], unit: { zh: "标准差", en: "standard deviations" } },
  points: { needs: ["high"], bars: ["fullMark"], unit: { zh: "分", en: "points" } },
};
type RangeKey = "fullMark" | "low" | "high";

function checkPaperRange(checking: Checking, subject: string, paper: PaperFile, path: KeyPath): Paper {
  const scale = scales[paper.scale];
  for (const key of scale.needs) {
    if (paper[key] === undefined) checking.report("STUDY_KEY_MISSING", { key, expected: "decimal" }, [...path, key]);
  }
  for (const key of scale.bars) {
    if (paper[key] !== undefined) checking.report("PAPER_KEY_UNFIT", { key, scale: paper.scale }, [...path, key]);
  }
  const low = exact(paper.scale === "marks" ? "0" : (paper.low ?? "0"));
  const high = exact(paper.fullMark ?? paper.high ?? "1");
  const [lowText, highText] = [formatDecimal(low), formatDecimal(high)];
  const stated = scale.needs.every((key) => paper[key] !== undefined);
  if (stated && compareDecimals(low, high) >= 0) {
    const at = paper.scale === "marks" ? "fullMark" : "high";
    checking.report("PAPER_RANGE", { low: lowText, high: highText }, [...path, at]);
  }
  return {
    subject,
    name: bothLanguages(paper.name),
    scale: paper.scale,
    low: lowText,
    high: highText,
    decimals: paper.decimals,
    unit: paper.unit === undefined ? scale.unit : bothLanguages(paper.unit),
  };
}

function exact(value: string | number): NonNullable<ReturnType<typeof parseDecimal>> {
  const decimal = parseDecimal(String(value));
  invariant(decimal !== null, "the schema lets decimals only through");
  return decimal;
}
