import type { Stage } from "./stages.ts";

/**
 * The true parameters of a simulated county. Abilities are in standard deviations: an entry ability has mean 0 and
 * variance 1 over the county's students as expected, schools' mean included.
 */
export interface CountyParameters {
  readonly seed: number;
  /** Schools of all stages. */
  readonly schools: number;
  /** Students of one graduating cohort over all stages and schools, as expected; sizes are drawn. */
  readonly students: number;
  /** Stages of schools 1, 2, 3 …, repeated. */
  readonly stagePattern: readonly Stage[];
  /** Share of a year's students by stage. Stages that are not in the pattern give theirs to the others. */
  readonly stageShares: Readonly<Record<Stage, number>>;
  /** Years in which the cohorts graduate. */
  readonly classesOf: readonly number[];
  /** Standard deviation of the logarithm of a school's cohort size. */
  readonly sizeSpread: number;
  /** One-student and tiny schools; one new, one closed and one merged school; tiered classes in some junior schools. */
  readonly specialSchools: boolean;
  /** True school effects on exit ability: for subjects s, r and years t, u of a school have covariance
   * sd² · (s = r ? 1 : subjectCorrelation) · persistence^|t − u|. */
  readonly effect: {
    readonly sd: number;
    readonly subjectCorrelation: number;
    readonly persistence: number;
    /** Correlation of a school's effect in any subject with its mean entry ability of the same cohort. */
    readonly intakeCorrelation: number;
  };
  /** Standard deviation of schools' mean entry ability (its years have the correlation persistence^|t − u| too). */
  readonly intakeSd: number;
  readonly ability: {
    /** Correlation of two entry abilities within a school. */
    readonly entryCorrelation: number;
    /** Slope of exit ability on the entry ability from which it grows. */
    readonly stability: number;
    /** Standard deviation of growth that nothing else explains, and its correlation between subjects. */
    readonly growthSd: number;
    readonly growthCorrelation: number;
  };
  /** True effects of a class on exit ability. */
  readonly classes: { readonly sd: number; readonly subjectCorrelation: number; readonly size: number };
  /** Factor on every paper's standard error of measurement; 0 makes tests infallible. */
  readonly measurementError: number;
  /** Factor on every paper's spread; well below 1 keeps marks away from 0 and the full mark. */
  readonly spread: number;
  /** Probability of missing a whole test, or one paper; odds fall by e^−slope with each standard deviation of ability. */
  readonly absence: {
    readonly entry: number;
    readonly exit: number;
    readonly paper: number;
    readonly violation: number;
    readonly slope: number;
  };
  /** Yearly events as probabilities per cohort: see docs/simulation.md. */
  readonly paths: {
    readonly moved: number;
    readonly arrived: number;
    readonly transferredOut: number;
    readonly suspended: number;
    readonly vocational: number;
    readonly vanished: number;
    /** As `absence.slope`, for those steered to vocational schools and those who vanish. */
    readonly slope: number;
  };
  /** Probabilities of a student's category; the rest are 应届. */
  readonly categories: {
    readonly repeater: Readonly<Record<Stage, number>>;
    readonly talent: Readonly<Record<Stage, number>>;
    readonly guest: number;
    readonly elsewhere: number;
    readonly inclusive: number;
  };
  /** Students of a school who sit a sampled test, at most. */
  readonly sampleSize: number;
}

/** The county that `zengzhi simulate` makes. */
export const defaultParameters: CountyParameters = {
  seed: 20240901,
  schools: 60,
  students: 6000,
  stagePattern: [
    "primary",
    "junior",
    "primary",
    "junior",
    "senior",
    "primary",
    "junior",
    "primary",
    "junior",
    "primary",
  ],
  stageShares: { primary: 0.4, junior: 0.4, senior: 0.2 },
  classesOf: [2023, 2024, 2025],
  sizeSpread: 0.6,
  specialSchools: true,
  effect: { sd: 0.2, subjectCorrelation: 0.6, persistence: 0.85, intakeCorrelation: 0.3 },
  intakeSd: 0.4,
  ability: { entryCorrelation: 0.7, stability: 0.8, growthSd: 0.55, growthCorrelation: 0.4 },
  classes: { sd: 0.1, subjectCorrelation: 0.3, size: 42 },
  measurementError: 1,
  spread: 1,
  absence: { entry: 0.012, exit: 0.018, paper: 0.002, violation: 0.0004, slope: 0.8 },
  paths: {
    moved: 0.02,
    arrived: 0.01,
    transferredOut: 0.012,
    suspended: 0.003,
    vocational: 0.012,
    vanished: 0.006,
    slope: 0.8,
  },
  categories: {
    repeater: { primary: 0.001, junior: 0.003, senior: 0.02 },
    talent: { primary: 0, junior: 0.006, senior: 0.04 },
    guest: 0.008,
    elsewhere: 0.003,
    inclusive: 0.004,
  },
  sampleSize: 30,
};

/**
 * A county in which `multilevel` with one prior and sex holds exactly but for rounding: no sorting, no error of
 * measurement, no class effects, no ceiling, everybody stays and sits. For checks of the estimators.
 */
export function idealParameters(changes: Partial<CountyParameters> = {}): CountyParameters {
  return {
    ...defaultParameters,
    specialSchools: false,
    effect: { ...defaultParameters.effect, intakeCorrelation: 0 },
    intakeSd: 0,
    classes: { ...defaultParameters.classes, sd: 0 },
    measurementError: 0,
    spread: 0.6,
    absence: { entry: 0, exit: 0, paper: 0, violation: 0, slope: 0 },
    paths: { moved: 0, arrived: 0, transferredOut: 0, suspended: 0, vocational: 0, vanished: 0, slope: 0 },
    categories: {
      repeater: { primary: 0, junior: 0, senior: 0 },
      talent: { primary: 0, junior: 0, senior: 0 },
      guest: 0,
      elsewhere: 0,
      inclusive: 0,
    },
    ...changes,
  };
}
