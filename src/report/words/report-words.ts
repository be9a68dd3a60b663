import type { RowFlag } from "../types.ts";
import type { Certainty } from "./certainty.ts";

/** Where a row stands against zero: its 95 % interval lies above, below, on both sides; or it isn't judged. */
export type Standing = "above" | "below" | "same" | "unjudged";

/** Parts of the sentence that reads one row's interval, already formatted. */
export interface ReadingParts {
  readonly name: string;
  readonly subject: string;
  readonly area: string;
  /** With sign and unit. */
  readonly value: string;
  readonly low: string;
  readonly high: string;
  /** Percent of the stated direction, e.g. 97; null if unknown or of no use. `above99`: more than 99 %. */
  readonly percent: number | "above99" | null;
  readonly n: string;
  /** False for a group of schools: its advice is not a school's. */
  readonly isSchool: boolean;
}

/** How many rows stand where, formatted. */
export interface StandingParts {
  readonly total: string;
  readonly above: string;
  readonly below: string;
  readonly same: string;
  /** Too few students, or no interval; null where there is none. */
  readonly unjudged: string | null;
  /** Not one student assessed; null where there is none. */
  readonly noStudents: string | null;
  readonly area: string;
}

/** What the rows of a table are, as it stands after a number. */
export interface Entity {
  readonly isSchool: boolean;
  readonly title: string;
}

/** `historical`: computed for research; nothing on the page is a proposal. */
export type Mode = "conforming" | "historical";

/**
 * Every sentence and label of the pages in one language. Placeholders come formatted; a table never computes.
 * Chinese wording: docs/glossary.md; forbidden words are tested over both tables and over rendered pages.
 */
export interface ReportWords {
  readonly htmlLang: string;
  readonly otherLanguage: string;
  readonly listSeparator: string;
  readonly colon: string;
  /** A heading with its number, from 1. */
  readonly numbered: (index: number, heading: string) => string;
  /** Between two sentences. */
  readonly sentenceGap: string;

  readonly documentTitle: (title: string, schoolYear: string) => string;
  readonly kicker: string;
  readonly yearLine: (schoolYear: string, classOf: string | null) => string;
  readonly internalNote: string;
  readonly watermark: string;
  readonly notice: string;
  readonly historicalNote: string;
  /** Instead of it where no pot names a document. */
  readonly demonstrationNote: string;
  readonly skip: string;
  readonly contents: string;
  readonly backToTop: string;

  readonly overview: string;
  readonly overviewLead: (area: string) => string;
  readonly tileSchools: string;
  readonly tileStudents: string;
  readonly tileAssessed: string;
  readonly tileCoverage: string;
  readonly tileBetween: string;
  readonly findingsOf: (model: string) => string;
  readonly findingAssessed: (area: string, outcome: string, n: string, coverage: string) => string;
  readonly findingBetween: (area: string, entity: Entity, share: string) => string;
  readonly findingStandings: (parts: StandingParts, entity: Entity) => string;
  /** `wrong` is null where less than one is expected. */
  readonly findingErrors: (flagged: string, wrong: string | null) => string;
  readonly findingAbove: (names: string) => string;
  readonly findingBelow: (names: string) => string;
  readonly namedValue: (name: string, value: string, low: string, high: string) => string;
  readonly findingFund: (fund: string, amount: string, recipients: string, mode: Mode) => string;
  readonly lowCoverage: (coverage: string, minimum: string) => string;

  readonly data: string;
  readonly countsCaption: string;
  readonly countsBasis: string;
  readonly test: string;
  readonly subject: string;
  readonly due: string;
  readonly sat: string;
  readonly absent: string;
  readonly violation: string;
  readonly exempt: string;
  readonly assessed: string;
  readonly fullMark: string;
  /** Stands in the column of full marks where a paper has none. */
  readonly scales: Readonly<Record<"standardised" | "points", string>>;
  readonly mean: string;
  readonly spread: string;
  readonly quality: string;
  readonly qualityCounts: (read: string, taken: string, rejected: string, share: string, limit: string) => string;
  readonly qualityMarked: string;
  readonly qualityNone: string;
  readonly qualityIssues: (total: string) => string;

  readonly why: string;
  readonly methodMultilevel: (outcome: string, priors: string, estimation: string) => string;
  readonly methodLinear: (outcome: string, priors: string) => string;
  readonly methodCovariates: (covariates: string) => string;
  readonly powered: (prior: string, degree: number) => string;
  readonly estimations: Readonly<Record<"reml" | "ml", string>>;
  readonly modelCounts: (n: string, dropped: string, coverage: string) => string;
  readonly zeroStudent: (area: string) => string;
  readonly zeroSchool: (area: string) => string;
  readonly levelHeading: (entity: Entity) => string;

  readonly caterpillar: (entity: Entity) => string;
  readonly caterpillarAlt: (entity: Entity, standings: string) => string;
  readonly plane: string;
  readonly planeAlt: (entry: string, standings: string) => string;
  readonly planeReading: (
    highAbove: string,
    highBelow: string,
    lowAbove: string,
    lowBelow: string,
    entity: Entity,
  ) => string;
  readonly expectedActual: string;
  readonly expectedActualAlt: string;
  readonly expectedActualReading: (name: string, expected: string, actual: string, difference: string) => string;
  readonly expectedActualLine: string;
  readonly quadrants: {
    readonly lowAbove: string;
    readonly highAbove: string;
    readonly lowBelow: string;
    readonly highBelow: string;
  };
  readonly axisValueAdded: (unit: string) => string;
  readonly axisEntry: (label: string, unit: string) => string;
  readonly axisExpected: (unit: string) => string;
  readonly axisActual: (unit: string) => string;
  readonly zeroLine: (area: string) => string;
  readonly pointTitle: (name: string, value: string, low: string, high: string) => string;
  readonly pairTitle: (name: string, first: string, second: string) => string;
  readonly sizeNote: string;
  readonly legend: Readonly<Record<Standing, string>>;
  readonly legendLabel: string;

  readonly tableCaption: (entity: Entity, outcome: string, unit: string) => string;
  /** What the average of a group of schools does and does not say. */
  readonly groupedNote: (title: string) => string;
  readonly tableBasis: (area: string, minimumCoverage: string, isAdjusted: boolean) => string;
  readonly filterLabel: string;
  readonly filterPlaceholder: string;
  readonly standingLabel: string;
  readonly everyStanding: string;
  readonly shownRows: (shown: string, total: string) => string;
  readonly showAll: (total: string) => string;
  readonly tableRegion: (entity: Entity) => string;
  readonly name: (entity: Entity) => string;
  readonly students: string;
  readonly coverage: string;
  readonly valueAdded: string;
  readonly margin: string;
  readonly marginPicture: string;
  readonly rankRange: string;
  readonly certainty: string;
  readonly entryMean: string;
  readonly expectedMean: string;
  readonly actualMean: string;
  readonly unadjusted: string;
  readonly reliability: string;
  readonly reading: string;
  readonly range: (low: string, high: string) => string;
  readonly rankText: (low: string, high: string) => string;
  readonly standing: Readonly<Record<Standing, string>>;
  readonly certaintyWord: Readonly<Record<Certainty, string>>;
  readonly leaning: Readonly<Record<"above" | "below", string>>;
  readonly percentAbove99: string;
  readonly percentBelow1: string;
  readonly readings: {
    readonly above: (parts: ReadingParts) => string;
    readonly below: (parts: ReadingParts) => string;
    readonly same: (parts: ReadingParts) => string;
    readonly leanAbove: (parts: ReadingParts) => string;
    readonly leanBelow: (parts: ReadingParts) => string;
    readonly tooFew: (parts: ReadingParts) => string;
    readonly noStudents: (parts: ReadingParts) => string;
    readonly noInterval: (parts: ReadingParts) => string;
    readonly rank: (total: string, low: string, high: string, entity: Entity) => string;
  };
  readonly flags: Readonly<Record<RowFlag, string>>;

  readonly technical: string;
  readonly coefficientsCaption: (outcome: string, unit: string) => string;
  readonly term: string;
  readonly estimate: string;
  readonly standardError: string;
  readonly confidenceInterval: string;
  readonly interceptTerm: string;
  readonly varianceBetween: (value: string) => string;
  readonly varianceWithin: (value: string) => string;
  readonly varianceShare: (share: string) => string;
  readonly drawsNote: (draws: string, seed: string) => string;

  readonly indexHeading: string;
  readonly indexNote: (mean: string, sd: string, model: string, outcomeSd: string, area: string) => string;
  readonly indexValue: string;

  readonly awards: string;
  readonly awardsLead: Readonly<Record<Mode, string>>;
  readonly fundLine: (amount: string, pots: string) => string;
  readonly potLine: (amount: string) => string;
  readonly measureGain: (model: string) => string;
  readonly measureHead: (model: string) => string;
  readonly minimum: (students: string) => string;
  readonly clauseHeading: string;
  readonly clauseText: (document: string, article: string) => string;
  readonly clauseQuotation: (quotation: string) => string;
  readonly clauseSilent: string;
  readonly clauseNone: string;
  readonly arithmetic: (pot: string, total: string, mode: Mode) => string;
  readonly awardCaption: (pot: string) => string;
  readonly measureColumn: Readonly<Record<"expectedGain" | "head", string>>;
  readonly share: string;
  readonly amount: Readonly<Record<Mode, string>>;
  readonly amountRange: string;
  readonly awardProbability: string;
  /** Begins an award's sentence; its arithmetic follows, then the stop. */
  readonly awardIs: Readonly<Record<Mode, (name: string, amount: string) => string>>;
  /** The arithmetic from rounded numbers, where the exact one is not given. */
  readonly awardRounded: (pot: string, measure: string, total: string) => string;
  readonly awardNone: (name: string, flags: string) => string;
  readonly awardNoPoints: (name: string, mode: Mode) => string;
  readonly awardDraws: (draws: string, probability: string, low: string, high: string) => string;
  /** Where the whole main range is zero. */
  readonly awardDrawsZero: (draws: string, probability: string) => string;
  readonly stop: string;
  readonly remainder: string;
  readonly sum: string;
  readonly fundTotals: (fund: string) => string;
  /** An amount inside a sentence: 万元 in Chinese from 10,000 yuan (else `tenThousand` is null), yuan in English. */
  readonly moneyInText: (yuan: string, tenThousand: string | null) => string;

  readonly method: string;
  readonly methodParagraphs: (area: string) => readonly { readonly heading: string; readonly text: string }[];
  readonly certaintyCaption: string;
  readonly certaintyProbability: string;
  readonly certaintyRanges: Readonly<Record<Certainty, string>>;
  readonly falseAlarm: (entity: Entity, number: string) => string;
  readonly caveat: string;

  readonly checks: string;
  readonly checksNone: string;
  readonly checkLevels: Readonly<Record<"note" | "warning" | "stop", string>>;

  readonly fingerprints: string;
  readonly fingerprintsNote: string;
  readonly fingerprintData: string;
  readonly fingerprintConfiguration: string;
  readonly fingerprintCode: string;

  readonly schoolPage: {
    readonly documentTitle: (school: string, schoolYear: string) => string;
    readonly kicker: string;
    readonly where: string;
    readonly expected: string;
    readonly expectedLine: (n: string, expected: string, actual: string, difference: string) => string;
    readonly adjusted: (unadjusted: string, adjusted: string) => string;
    readonly award: string;
    readonly noAward: string;
    readonly objection: string;
    readonly back: string;
    readonly pictureAlt: (name: string, value: string, low: string, high: string) => string;
    readonly others: string;
  };
  readonly publicPage: {
    readonly documentTitle: (title: string, schoolYear: string) => string;
    readonly kicker: string;
    readonly lead: string;
    readonly numbers: (schools: string, students: string) => string;
    readonly countsCaption: string;
    readonly suppressed: string;
    readonly suppressedNote: (minimum: string) => string;
    readonly note: string;
  };
}
