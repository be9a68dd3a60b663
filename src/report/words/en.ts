import type { Entity, ReadingParts, ReportWords, StandingParts } from "./report-words.ts";

/** A title inside a sentence: School type → school type; LEA stays. */
const lowerFirst = (text: string): string =>
  /^[A-Z](?![A-Z])/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

/** The plural by the rules of regular nouns: school types, authorities, branches. */
function pluralOf(noun: string): string {
  if (/[^aeiou]y$/i.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/i.test(noun) ? `${noun}es` : `${noun}s`;
}

const plural = (entity: Entity): string => (entity.isSchool ? "schools" : pluralOf(lowerFirst(entity.title)));

const countOf = (count: string, entity: Entity): string =>
  `${count} ${count !== "1" ? plural(entity) : entity.isSchool ? "school" : lowerFirst(entity.title)}`;

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const isAre = (count: string): string => (count === "1" ? "is" : "are");

const yearOf = (schoolYear: string): string =>
  schoolYear === "unknown" ? "school year not stated" : `school year ${schoolYear}`;

const amountNoun = { conforming: "proposed amount", historical: "computed amount" } as const;

const standings = ({ total, above, below, same, area }: StandingParts, entity: Entity): string => {
  const unclear = "cannot be distinguished from the average and should not be put in order";
  if (above === "0" && below === "0") return `The ${countOf(total, entity)} compared ${unclear}.`;
  const rest = same === "0" ? "" : ` The other ${same} ${unclear}.`;
  return `Of ${countOf(total, entity)} compared, ${above} ${isAre(above)} above the average of ${area} and ${below} below it.${rest}`;
};

const measured = (parts: ReadingParts): string =>
  `${parts.name}: value added in ${parts.subject} ${parts.value} (95% margin ${parts.low} to ${parts.high})`;

const sure = (percent: ReadingParts["percent"]): string => {
  if (percent === null) return "";
  return percent === "above99" ? ", certainty above 99%" : `, certainty about ${percent}%`;
};

const unitOf = (unit: string): string => (unit === "" ? "" : ` (${unit})`);

/** The English words of the report pages. */
export const en: ReportWords = {
  htmlLang: "en",
  otherLanguage: "中文",
  listSeparator: ", ",
  colon: ": ",
  numbered: (index, heading) => `${index}. ${heading}`,
  sentenceGap: " ",

  documentTitle: (title, schoolYear) => `${title}: value-added report, ${yearOf(schoolYear)}`,
  kicker: "Value-added report",
  yearLine: (schoolYear, classOf) =>
    `${upperFirst(yearOf(schoolYear))}${classOf === null ? "" : ` · class of ${classOf}`}`,
  internalNote: "Internal to the education bureau. Please do not forward, post or share with parents' groups.",
  watermark:
    "Recomputed under historical rules, for research only; not a basis for allocating funds or for appraisal, reward or sanction",
  notice: "Notice",
  historicalNote:
    "This page applies the rules of the document as they stood, for research. No amount on it is due to anyone.",
  demonstrationNote:
    "The fund on this page shows how the arithmetic works. No document and no real money stand behind it; no amount is due to anyone.",
  skip: "Skip to content",
  contents: "Contents",
  backToTop: "Back to contents",

  overview: "The year on one page",
  overviewLead: (area) =>
    `Value added is how far students' actual scores differ from what students with the same starting point reach. Everything below is measured against the average of ${area} and comes with its margin of error.`,
  tileSchools: "Schools",
  tileStudents: "Students",
  tileAssessed: "Students assessed",
  tileCoverage: "Coverage",
  tileBetween: "Between-school share",
  findingsOf: (model) => `Main findings: ${model}`,
  findingAssessed: (area, outcome, n, coverage) =>
    `${n} students of ${area} were assessed in ${outcome}, a coverage of ${coverage}.`,
  findingBetween: (area, entity, share) =>
    `Of the differences in scores across ${area} that remain once entry attainment is allowed for, ${share} lie between ${plural(entity)}; the rest lie between students of the same ${entity.isSchool ? "school" : lowerFirst(entity.title)}.`,
  findingStandings: (parts, entity) =>
    [
      standings(parts, entity),
      ...(parts.unjudged === null
        ? []
        : [`${countOf(parts.unjudged, entity)} had too few students and ${isAre(parts.unjudged)} not judged.`]),
      ...(parts.noStudents === null ? [] : [`${countOf(parts.noStudents, entity)} had no student assessed.`]),
    ].join(" "),
  findingErrors: (flagged, wrong) =>
    `Going by the certainty of each, ${wrong === null ? "less than one" : `about ${wrong}`} of these ${flagged} statements (above or below) ${wrong === null ? "is" : "are"} expected to be wrong.`,
  findingAbove: (names) => `Worth learning from (margins furthest above the average): ${names}.`,
  findingBelow: (names) =>
    `Worth looking into together with the subject advisers (margins furthest below the average): ${names}.`,
  namedValue: (name, value, low, high) => `${name} (${value}, ${low} to ${high})`,
  findingFund: (fund, amount, recipients, mode) =>
    `${fund}: ${amount} in all; under the rules ${recipients} ${recipients === "1" ? "school has" : "schools have"} a ${amountNoun[mode]}, with its arithmetic below.`,
  lowCoverage: (coverage, minimum) =>
    `Coverage is ${coverage}, below the required ${minimum}. These results are for reference only and are not used for honours or money.`,

  data: "Data and participation",
  countsCaption: "Students due, sat, absent and assessed, by paper",
  countsBasis:
    "Due: students of whom the sources have any record for the test, with a mark or without; enrolment registers are not read, so a student who never stood in a file of marks is not among them. Sat: has a valid mark; zero is a mark. Assessed: has the outcome, all entry marks and the attributes needed, and so enters the model. Absence, breach and exemption are kept apart and never count as zero in a mean; what is left of those due had no mark and no reason, or a mark that was turned away.",
  test: "Test",
  subject: "Subject",
  due: "Due",
  sat: "Sat",
  absent: "Absent",
  violation: "Breach",
  exempt: "Exempt",
  assessed: "Assessed",
  fullMark: "Full mark",
  scales: { standardised: "standard score", points: "points" },
  mean: "Mean",
  spread: "SD",
  quality: "Data quality",
  qualityCounts: (read, taken, rejected, share, limit) =>
    `${read} marks read (absence and the like included), ${taken} taken, ${rejected} turned away (${share}; limit ${limit}).${rejected === "0" ? "" : " Each mark turned away is named with its file, row and reason."}`,
  qualityMarked:
    "More marks were turned away than the limit allows. Every result on this page is for reference only and is not used for honours or money. Please check the data first.",
  qualityNone: "No problem was found in the data.",
  qualityIssues: (total) => `Notes and problems: ${total} in all, listed by kind`,

  why: "Why this model",
  methodMultilevel: (outcome, priors, estimation) =>
    `Each student's expected score in ${outcome} comes from ${priors} through a multilevel linear model (students within schools, ${estimation}). A school's value added is the mean difference between its students' actual and expected scores, adjusted for the number of students.`,
  methodLinear: (outcome, priors) =>
    `Each student's expected score in ${outcome} comes from ${priors} through linear regression. A school's value added is the mean difference between its students' actual and expected scores, adjusted for the number of students.`,
  methodCovariates: (covariates) => `The expected score also takes account of ${lowerFirst(covariates)}.`,
  powered: (prior, degree) => (degree === 1 ? prior : `${prior} with powers up to ${degree}`),
  estimations: { reml: "restricted maximum likelihood", ml: "maximum likelihood" },
  modelCounts: (n, dropped, coverage) =>
    `${n} students assessed; ${dropped} left out for want of a mark or attribute (marks turned away included); coverage ${coverage}.`,
  zeroStudent: (area) => `Zero is the average of ${area}, every student assessed weighing the same.`,
  zeroSchool: (area) => `Zero is the average of ${area}, every school weighing the same.`,
  levelHeading: (entity) => `Value added by ${entity.isSchool ? "school" : lowerFirst(entity.title)}`,

  caterpillar: (entity) => `Value added of ${plural(entity)}, with 95% margins`,
  caterpillarAlt: (entity, counts) =>
    `Chart: ${plural(entity)} from the highest value added to the lowest; the bar is the 95% margin, the upright line the average. ${counts}`,
  plane: "Entry level and value added",
  planeAlt: (entry, counts) =>
    `Chart: entry level (mean of ${entry}) across, value added upwards; larger marks stand for more students. ${counts}`,
  planeReading: (highAbove, highBelow, lowAbove, lowBelow, entity) => {
    const none = [highAbove, highBelow, lowAbove, lowBelow].every((count) => count === "0");
    const found = none
      ? `None of the ${plural(entity)} can be told from the average.`
      : `Above average: ${countOf(highAbove, entity)} with a higher entry level and ${lowAbove} with a lower one. Below average: ${highBelow} with a higher and ${lowBelow} with a lower one.`;
    return `${found} A high intake is not a high value added: read the two apart.`;
  },
  expectedActual: "Expected and actual scores",
  expectedActualAlt:
    "Chart: mean expected score across, mean actual score upwards; on the slanting line the two are equal.",
  expectedActualReading: (name, expected, actual, difference) =>
    `Above the line the actual score is higher than expected, below it lower. For instance, ${name}: expected ${expected}, actual ${actual}, a difference of ${difference}.`,
  expectedActualLine: "Actual = expected",
  quadrants: {
    lowAbove: "Low entry, high VA",
    highAbove: "High entry, high VA",
    lowBelow: "Low entry, low VA",
    highBelow: "High entry, low VA",
  },
  axisValueAdded: (unit) => `Value added${unitOf(unit)}`,
  axisEntry: (label, unit) => `Mean entry: ${label}${unit === "" ? "" : `, ${unit}`}`,
  axisExpected: (unit) => `Mean expected score${unitOf(unit)}`,
  axisActual: (unit) => `Mean actual score${unitOf(unit)}`,
  zeroLine: () => "Average",
  pointTitle: (name, value, low, high) => `${name}: ${value} (${low} to ${high})`,
  pairTitle: (name, first, second) => `${name}: ${first}, ${second}`,
  sizeNote: "Larger marks stand for more students.",
  legend: {
    above: "Above average",
    below: "Below average",
    same: "Not distinguishable",
    unjudged: "Too few students, not judged",
  },
  legendLabel: "Key",

  tableCaption: (entity, outcome, unit) =>
    `Value added of ${plural(entity)} in ${outcome}${unit === "" ? "" : `, in ${unit}`}`,
  groupedNote: (title) =>
    `These are averages over this year's students of the schools concerned, and the margins are those of measuring just these schools. They state a difference; they do not show an effect of ${title.toLowerCase()} itself.`,
  tableBasis: (area, minimumCoverage, isAdjusted) =>
    `Students assessed have the outcome, all entry marks and the attributes needed. Coverage is students assessed ÷ students due; below ${minimumCoverage} a row is for reference only. Value added is measured from the average of ${area}${isAdjusted ? " and adjusted for the number of students" : ""}; margins are 95%. In rank ranges 1 is the highest; these data alone cannot order schools within a range.`,
  filterLabel: "Filter by name",
  filterPlaceholder: "Type a name",
  standingLabel: "Filter by result",
  everyStanding: "All",
  shownRows: (shown, total) => `${shown} of ${total} rows shown`,
  showAll: (total) => `Show all ${total} rows`,
  tableRegion: (entity) => `Table of value added of ${plural(entity)}`,
  name: (entity) => entity.title,
  students: "Students",
  coverage: "Coverage",
  valueAdded: "Value added",
  margin: "95% margin",
  marginPicture: "Picture",
  rankRange: "Rank range",
  certainty: "Certainty",
  entryMean: "Mean entry",
  expectedMean: "Mean expected",
  actualMean: "Mean actual",
  unadjusted: "Before adjustment",
  reliability: "Reliability",
  reading: "How to read it",
  range: (low, high) => `${low} to ${high}`,
  rankText: (low, high) => (low === high ? low : `${low}–${high}`),
  standing: {
    above: "above",
    below: "below",
    same: "not distinguishable",
    unjudged: "not judged",
  },
  certaintyWord: {
    veryHigh: "very certain",
    high: "fairly certain",
    some: "some certainty",
    none: "cannot tell",
  },
  leaning: { above: "leaning above", below: "leaning below" },
  percentAbove99: "above 99%",
  percentBelow1: "below 1%",
  readings: {
    above: (parts) => `${measured(parts)}, above the average of ${parts.area}${sure(parts.percent)}.`,
    below: (parts) =>
      `${measured(parts)}, below the average of ${parts.area}${sure(parts.percent)}${parts.isSchool ? "; worth looking into with the subject advisers" : ""}.`,
    same: (parts) =>
      `${measured(parts)}, not distinguishable from the average of ${parts.area}; no ground for putting them in order.`,
    leanAbove: (parts) =>
      `${measured(parts)}; the margin includes the average of ${parts.area}, with signs of lying above it${sure(parts.percent)}. More data are needed; no ground for putting them in order.`,
    leanBelow: (parts) =>
      `${measured(parts)}; the margin includes the average of ${parts.area}, with signs of lying below it${sure(parts.percent)}. More data are needed; no ground for putting them in order.`,
    noStudents: (parts) => `${parts.name}: no student assessed; not judged.`,
    tooFew: (parts) =>
      `${parts.name}: ${parts.n} ${parts.n === "1" ? "student" : "students"} assessed, too few to judge.`,
    noInterval: (parts) => `${parts.name}: no margin of error can be computed for ${parts.subject}; not judged.`,
    rank: (total, low, high, entity) =>
      low === high
        ? `In rank, about ${low} of ${countOf(total, entity)}.`
        : `In rank, somewhere between ${low} and ${high} of ${countOf(total, entity)}; these data cannot tell more exactly.`,
  },
  flags: {
    tooFewStudents: "too few students",
    oneStudent: "one student only",
    noStudents: "no student assessed",
    notMeasured: "no value added to measure by",
    lowCoverage: "coverage below what is required, for reference only",
    noVariation: "all marks equal",
  },

  technical: "Technical appendix: the fitted model",
  coefficientsCaption: (outcome, unit) =>
    `Coefficients of the expected score in ${outcome}${unit === "" ? "" : `, in ${unit}`}`,
  term: "Term",
  estimate: "Estimate",
  standardError: "Standard error",
  confidenceInterval: "95% confidence interval",
  interceptTerm: "Intercept",
  varianceBetween: (value) => `Between-school variance ${value}`,
  varianceWithin: (value) => `Student variance ${value}`,
  varianceShare: (share) => `Between-school share ${share}`,
  drawsNote: (draws, seed) =>
    `Rank ranges and certainties come from ${draws} posterior draws (seed ${seed}, so they can be repeated).`,

  indexHeading: "Value-added index",
  indexNote: (mean, sd, model, outcomeSd, area) =>
    `Index = ${mean} + ${sd} × (value added ÷ ${outcomeSd}, the standard deviation of the outcome), from “${model}”. An index of ${mean} is the average of ${area}; ${sd} points are one standard deviation of the outcome.`,
  indexValue: "Index",

  awards: "Reward funds",
  awardsLead: {
    conforming:
      "Proposed amounts, for deliberation. Every amount is computed exactly in fen, and each pot adds up to the fen.",
    historical:
      "Computed amounts, for research only; none is a proposal. Every amount is computed exactly in fen, and each pot adds up to the fen.",
  },
  fundLine: (amount, pots) => (pots === "1" ? `The fund is ${amount}.` : `The fund is ${amount}, in ${pots} pots.`),
  potLine: (amount) => `This pot is ${amount}.`,
  measureGain: (model) =>
    `Divided by points in “${model}”: points = students assessed × expected positive value added per student (the expected part of value added above average). Where value added is uncertain it counts by its probability, so that one student more or less moves an amount by little.`,
  measureHead: (model) => `Divided by the number of students assessed in “${model}”, one point each.`,
  minimum: (students) => `Schools with fewer than ${students} students assessed have too few to take part.`,
  clauseHeading: "Authority",
  clauseText: (document, article) => (article === "" ? document : `${document}, ${article}`),
  clauseQuotation: (quotation) => `“${quotation}”`,
  clauseSilent:
    "The document does not say how to divide this; computed under the program's default rule, subject to the bureau's decision.",
  clauseNone: "No document is named; computed under the program's default rule.",
  arithmetic: (pot, total) =>
    `Arithmetic: amount = ${pot} yuan × the school's points ÷ ${total}, the sum over schools; cut to whole fen, the fen left over going one each to the largest remainders.`,
  awardCaption: (pot) => `${pot}, in yuan`,
  measureColumn: { expectedGain: "Points", head: "Points" },
  share: "Share",
  amount: { conforming: "Proposed amount (yuan)", historical: "Computed amount (yuan)" },
  amountRange: "Main range (yuan)",
  awardProbability: "Chance of an award",
  awardIs: {
    conforming: (name, amount) => `${name}: the proposed amount is ${amount} yuan.`,
    historical: (name, amount) => `${name}: the computed amount is ${amount} yuan.`,
  },
  awardRounded: (pot, measure, total) => `Amount: ${pot} yuan × ${measure} ÷ ${total}, to the fen`,
  awardNone: (name, flags) => `${name}: ${flags}; takes no part in this pot.`,
  awardNoPoints: (name) => `${name}: no points, so no amount from this pot.`,
  awardDraws: (draws, probability, low, high) =>
    `Repeated ${draws} times under the same rule, the chance of an award is ${probability} and the main range of the amount ${low} to ${high}.`,
  awardDrawsZero: (draws, probability) =>
    `Repeated ${draws} times under the same rule, the chance of an award is ${probability}; over the main range the amount is 0 yuan.`,
  stop: ".",
  remainder: "Left over (not divided)",
  sum: "Sum",
  fundTotals: (fund) => `${fund}: all pots by school`,
  moneyInText: (yuan) => `${yuan} yuan`,

  method: "Method in plain words",
  methodParagraphs: (area) => [
    {
      heading: "What value added is",
      text: `First we see what students of ${area} with the same entry marks reach on average: that is each student's expected score. Then we see how far the actual score lies above or below it. The mean of these differences over a school's students is the school's value added.`,
    },
    {
      heading: "Where zero is",
      text: "Value added is relative; each model states its zero. Below zero does not mean that students made no progress, only that they made less than the average of students with the same start.",
    },
    {
      heading: "Why values are adjusted",
      text: "The mean of a few students swings by chance. Values are therefore adjusted for the number of students: the fewer they are, the nearer the value moves to the average. The value before adjustment stands beside it.",
    },
    {
      heading: "Margins of error",
      text: `The margin is a 95% confidence interval. Only where the whole margin lies on one side of the average of ${area} do we write “above” or “below”; where it includes the average we write “not distinguishable”. Margins hold on average over schools; for a school far from the average the adjusted value lies a little nearer to the average.`,
    },
    {
      heading: "Rank ranges",
      text: "A rank range comes from repeated draws and says where a school's true rank may lie. Schools whose ranges overlap cannot be put in order.",
    },
  ],
  certaintyCaption: "Words for certainty",
  certaintyProbability: "Probability of the stated direction",
  certaintyRanges: {
    veryHigh: "99% and above",
    high: "95% to 99%",
    some: "80% to 95%",
    none: "below 80%",
  },
  falseAlarm: (entity, number) =>
    `If all ${plural(entity)} were truly alike, 95% margins alone would still call at most ${number} of them above or below average.`,
  caveat:
    "Value added compares students' progress with that of students with the same start. Papers, changes of intake and much else affect it; on its own it is no basis for judging teachers or heads.",

  checks: "Checks of the model",
  checksNone: "All checks passed.",
  checkLevels: { note: "Note", warning: "Warning", stop: "Not to be used" },

  fingerprints: "Fingerprints of data and program",
  fingerprintsNote:
    "The same data, configuration and code always give the same page; a change in any of them changes its fingerprint.",
  fingerprintData: "Data",
  fingerprintConfiguration: "Configuration",
  fingerprintCode: "Code",

  schoolPage: {
    documentTitle: (school, schoolYear) => `${school}: value-added feedback, ${yearOf(schoolYear)}`,
    kicker: "Value-added feedback to the school",
    where: "Where we stand, and how sure that is",
    expected: "Expected and actual",
    expectedLine: (n, expected, actual, difference) =>
      `${n} students assessed: expected score ${expected} on average, actual score ${actual}, a difference of ${difference}.`,
    adjusted: (unadjusted, adjusted) =>
      `Adjusted for the number of students, value added moves from ${unadjusted} to ${adjusted}.`,
    award: "Reward funds",
    noAward: "No award was computed.",
    objection:
      "A school that disagrees with these data may ask for a re-check in writing within 5 working days of receipt. Without one the data count as confirmed; the right of appeal remains.",
    back: "Back to the bureau report",
    pictureAlt: (name, value, low, high) =>
      `Chart: value added of ${name} ${value}, 95% margin ${low} to ${high}; the upright line is the average.`,
    others: "The grey dots are other schools, without names.",
  },
  publicPage: {
    documentTitle: (title, schoolYear) => `${title}: public figures, ${yearOf(schoolYear)}`,
    kicker: "Public figures",
    lead: "This page gives totals for the whole area only: no school's marks, ranks or value added, and nothing about a student.",
    numbers: (schools, students) => `${schools} ${schools === "1" ? "school" : "schools"} and ${students} students.`,
    countsCaption: "Students who sat and mean marks, by paper",
    suppressed: "not published",
    suppressedNote: (minimum) => `Where fewer than ${minimum} students sat, neither number nor mean is published.`,
    note: "Value added is for schools to improve teaching; it is not used to put schools in order.",
  },
};
