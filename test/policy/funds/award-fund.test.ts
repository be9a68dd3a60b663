import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatDecimal, formatYuan, randomStream } from "../../../src/base/index.ts";
import {
  type Award,
  assertFund,
  awardFund,
  awardPot,
  type EffectFact,
  type FundSpec,
  type PotSpec,
} from "../../../src/policy/index.ts";

const name = { zh: "演示", en: "Demonstration" };

function potOf(change: Partial<PotSpec> = {}): PotSpec {
  return {
    id: "progress",
    name,
    amount: 120000000n,
    method: "proportional",
    measure: { kind: "expectedGain", model: "va" },
    minimumStudents: 10,
    clause: { document: "", article: "", quotation: "" },
    ...change,
  };
}

function factOf(id: string, count: number, expectedGain: number | null, draws: number[] | null = null): EffectFact {
  return {
    id,
    name: `学校${id}`,
    count,
    coverage: 1,
    category: "",
    value: expectedGain,
    low: null,
    high: null,
    expectedGain,
    draws: draws === null ? null : Float64Array.from(draws),
  };
}

const five = [
  factOf("J01", 96, 0.91),
  factOf("J02", 140, 0.58),
  factOf("J03", 60, 0.35),
  factOf("J04", 32, 0.75),
  factOf("J05", 110, 0),
];

const amounts = (awards: readonly Award[]): string[] =>
  awards.map(({ amount }) => (amount === null ? "未能测算" : formatYuan(amount)));

describe("a pot by expected gain", () => {
  const result = awardPot(potOf(), five);

  test("is divided to the fen as by hand", () => {
    expect(amounts(result.awards)).toEqual(["490,878.44", "456,265.22", "117,999.63", "134,856.71", "0.00"]);
    expect(result.remainder).toEqual({ amount: 0n, reason: "none" });
    expect(result.issues).toEqual([]);
  });

  test("keeps the arithmetic of each award", () => {
    const { explanation, share, state } = result.awards[0];
    expect(state).toBe("awarded");
    expect(share).toBeCloseTo(87.36 / 213.56, 14);
    expect(explanation).toMatchObject({
      rule: "proportional-expected-gain",
      potAmount: 120000000n,
      count: 96,
      amount: 49087844n,
      byDefault: true,
    });
    expect(explanation.perStudent && formatDecimal(explanation.perStudent)).toBe("0.910000000");
    expect(explanation.points && formatDecimal(explanation.points)).toBe("87.360000000");
    expect(formatDecimal(explanation.totalPoints)).toBe("213.560000000");
  });

  test("does not hang on the order of the schools", () => {
    expect(awardPot(potOf(), [...five].reverse())).toEqual(result);
  });

  test("is a default only where the document does not say how to divide", () => {
    const clause = { document: "文件", article: "一", quotation: "按人数分配" };
    expect(awardPot(potOf({ clause }), five).awards[0].explanation.byDefault).toBe(false);
  });
});

describe("a school that takes no part", () => {
  const facts = [factOf("1", 50, 0.2), factOf("2", 9, 3), factOf("3", 40, null), factOf("4", 40, Number.NaN)];
  const { awards, issues } = awardPot(potOf(), facts);

  test("has a state of its own, and where not measured no amount instead of a zero", () => {
    expect(awards.map(({ state, amount }) => [state, amount])).toEqual([
      ["awarded", 120000000n],
      ["tooFewStudents", 0n],
      ["notMeasured", null],
      ["notMeasured", null],
    ]);
    expect(awards[1].points).toBe(null);
  });

  test("is named", () => {
    expect(issues).toMatchObject([
      { code: "POT_TOO_FEW_STUDENTS", params: { school: "2", n: 9, minimum: 10 }, severity: "note" },
      { code: "MEASURE_MISSING", params: { school: "3" }, severity: "warning" },
      { code: "MEASURE_MISSING", params: { school: "4" }, severity: "warning" },
    ]);
  });

  test("takes part by head count, where no value added is needed", () => {
    const byHead = awardPot(potOf({ measure: { kind: "head", model: "va" } }), facts);
    expect(byHead.awards.map(({ state }) => state)).toEqual(["awarded", "tooFewStudents", "awarded", "awarded"]);
    expect(amounts(byHead.awards)).toEqual(["461,538.46", "0.00", "369,230.77", "369,230.77"]);
    expect(byHead.awards[0]).toMatchObject({ probability: 1, interval: { low: 46153846n, high: 46153846n } });
  });
});

describe("a pot that can't be divided", () => {
  test("is a remainder with its reason where every measure is zero", () => {
    const result = awardPot(potOf(), [factOf("1", 50, 0), factOf("2", 50, 0)]);
    expect(result.remainder).toEqual({ amount: 120000000n, reason: "allZero" });
    expect(result.issues).toMatchObject([{ code: "POT_MEASURES_ALL_ZERO" }]);
    expect(result.awards.map(({ state }) => state)).toEqual(["zero", "zero"]);
  });

  test("is a remainder with its reason where no school is eligible, or there is none", () => {
    for (const facts of [[], [factOf("1", 3, 1)]]) {
      const result = awardPot(potOf(), facts);
      expect(result.remainder).toEqual({ amount: 120000000n, reason: "noRecipient" });
      expect(result.issues[0].code).toBe("POT_NO_RECIPIENT");
    }
  });
});

describe("probability and interval", () => {
  test("come from the same draw of all schools: the rule applied to true effects", () => {
    // Draw 1: only a is above zero; draw 2: both, 10·1 to 30·1; draw 3: only b; draw 4: none.
    const facts = [factOf("a", 10, 0.5, [2, 1, -1, -1]), factOf("b", 30, 0.5, [-3, 1, 0.1, 0])];
    const { awards, draws } = awardPot(potOf({ amount: 4000n }), facts);
    expect(draws).toBe(4);
    expect(awards[0]).toMatchObject({ probability: 0.5, interval: { low: 0n, high: 4000n } });
    expect(awards[1]).toMatchObject({ probability: 0.5, interval: { low: 0n, high: 4000n } });
    expect(awards.map(({ amount }) => amount)).toEqual([1000n, 3000n]);
  });

  test("has ends that are order statistics of the draws", () => {
    const draws = Array.from({ length: 1000 }, (_, d) => d + 1);
    const facts = [
      factOf("a", 10, 1, draws),
      factOf(
        "b",
        10,
        1,
        draws.map((v) => 1001 - v),
      ),
    ];
    // Amount of a in draw d is d/1001 of the pot.
    const { awards } = awardPot(potOf({ amount: 1001n }), facts);
    expect(awards[0].interval).toEqual({ low: 25n, high: 975n });
  });

  test("agree with the normal closed form: P(v > 0) where each school stands for itself", () => {
    const stream = randomStream(7, "draws");
    const normal = (): number => Math.sqrt(-2 * Math.log(stream.uniform())) * Math.cos(2 * Math.PI * stream.uniform());
    const draws = Array.from({ length: 20000 }, () => 0.1 + 0.1 * normal());
    const { awards } = awardPot(potOf(), [factOf("a", 20, 0.1, draws)]);
    // Φ(1) = 0.841344746; four binomial standard errors are 0.0103.
    expect(Math.abs((awards[0].probability ?? 0) - 0.841344746)).toBeLessThan(0.0104);
  });

  test("are none where a school that takes part has no draws", () => {
    const { awards, draws } = awardPot(potOf(), [factOf("a", 10, 1, [1]), factOf("b", 10, 1)]);
    expect(draws).toBe(0);
    expect(awards.map(({ probability, interval }) => [probability, interval])).toEqual([
      [null, null],
      [null, null],
    ]);
  });
});

describe("a fund", () => {
  const fundOf = (pots: PotSpec[]): FundSpec => ({ id: "f", name, pots });

  test("is the sum of its pots, each divided by its own model", () => {
    const fund = fundOf([potOf(), potOf({ id: "heads", amount: 100n, measure: { kind: "head", model: "vb" } })]);
    const result = awardFund(
      fund,
      new Map([
        ["va", five],
        ["vb", [factOf("x", 12, null)]],
      ]),
    );
    expect(result.amount).toBe(120000100n);
    expect(amounts(result.pots[1].awards)).toEqual(["1.00"]);
    assertFund(result);
  });

  const fact = fc.record({
    count: fc.integer({ min: 0, max: 3000 }),
    gain: fc.oneof(
      fc.constant(0),
      fc.constantFrom(0.5, 1),
      fc.constant(null),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      fc.double({ min: 0, max: 1e-12, noNaN: true }),
    ),
    draws: fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 20, maxLength: 20 }),
  });

  test("holds its invariants whatever the schools: none, one, ties, zeros, missing, huge sums", () => {
    fc.assert(
      fc.property(
        fc.array(fact, { maxLength: 30 }),
        fc.oneof(fc.bigInt(1n, 10n), fc.bigInt(1n, 10n ** 24n)),
        fc.constantFrom<"expectedGain" | "head">("expectedGain", "head"),
        (schools, amount, kind) => {
          const facts = schools.map(({ count, gain, draws }, i) => factOf(String(i), count, gain, draws));
          const result = awardFund(
            fundOf([potOf({ amount, measure: { kind, model: "va" } })]),
            new Map([["va", facts]]),
          );
          assertFund(result);
          const named = result.pots[0].issues.length;
          const apart = result.pots[0].awards.filter(({ points }) => points === null).length;
          expect(named === apart || named === apart + 1).toBe(true);
        },
      ),
      { numRuns: 1500 },
    );
  });
});
