import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { formatYuan, parseDecimal, parseYuan } from "../../../src/base/index.ts";
import { type Claim, splitProportionally } from "../../../src/policy/funds/index.ts";

const folder = new URL("../../../models/policy/examples/cases/", import.meta.url);
const caseFile = z.array(
  z.strictObject({
    name: z.string(),
    pot: z.string(),
    given: z.array(z.strictObject({ id: z.string(), points: z.string() })),
    expect: z.record(z.string(), z.string()),
  }),
);

function fen(yuan: string): bigint {
  const amount = parseYuan(yuan);
  if (amount === null) throw new Error(`no amount: ${yuan}`);
  return amount;
}

function claim(id: string, points: string): Claim {
  const exact = parseDecimal(points);
  if (exact === null) throw new Error(`no decimal: ${points}`);
  return { id, points: exact };
}

describe.each(readdirSync(folder))("hand-computed cases in %s", (file) => {
  const cases = caseFile.parse(parse(readFileSync(new URL(file, folder), "utf8")));

  test.each(cases)("$name", ({ pot, given, expect: wanted }) => {
    const { parts, remainder } = splitProportionally(
      fen(pot),
      given.map(({ id, points }) => claim(id, points)),
    );
    const amounts = Object.fromEntries(parts.map(({ id, amount }) => [id, formatYuan(amount).replaceAll(",", "")]));
    expect(amounts).toEqual(wanted);
    expect(remainder).toBe(0n);
  });
});

describe("a split", () => {
  test("goes to the one claimant whole", () => {
    expect(splitProportionally(7n, [claim("a", "0.001")]).parts).toEqual([{ id: "a", amount: 7n, roundedUp: false }]);
  });

  test("leaves the whole sum where no one has points, or no one claims", () => {
    expect(splitProportionally(500n, [claim("a", "0"), claim("b", "0.00")])).toMatchObject({ remainder: 500n });
    expect(splitProportionally(500n, [])).toMatchObject({ parts: [], remainder: 500n });
  });

  test("gives the spare fen by remainder before code", () => {
    const { parts } = splitProportionally(10n, [claim("a", "1.4"), claim("b", "8.6")]);
    expect(parts).toEqual([
      { id: "a", amount: 1n, roundedUp: false },
      { id: "b", amount: 9n, roundedUp: true },
    ]);
  });

  test("refuses negative points, a negative sum and a claimant twice", () => {
    expect(() => splitProportionally(1n, [claim("a", "-1")])).toThrow();
    expect(() => splitProportionally(-1n, [])).toThrow();
    expect(() => splitProportionally(1n, [claim("a", "1"), claim("a", "1")])).toThrow();
  });

  const points = fc.oneof(
    fc.constant({ mantissa: 0n, scale: 0 }),
    fc.constantFrom(1n, 3n, 10n).map((mantissa) => ({ mantissa, scale: 0 })),
    fc.record({ mantissa: fc.bigInt(0n, 10n ** 40n), scale: fc.integer({ min: 0, max: 12 }) }),
  );
  const claims = fc.uniqueArray(fc.record({ id: fc.string({ maxLength: 4 }), points }), {
    selector: ({ id }) => id,
    maxLength: 40,
  });
  const amount = fc.oneof(fc.bigInt(0n, 1000n), fc.bigInt(0n, 10n ** 30n));

  test("adds up to the fen, stays within a fen of the quotient, and pays no one without points", () => {
    fc.assert(
      fc.property(amount, claims, (sum, list) => {
        const { parts, totalPoints, remainder } = splitProportionally(sum, list);
        const paid = parts.reduce((total, part) => total + part.amount, 0n);
        expect(paid + remainder).toBe(sum);
        expect(remainder === 0n || totalPoints.mantissa === 0n).toBe(true);
        parts.forEach((part, i) => {
          const weight = list[i].points.mantissa * 10n ** BigInt(totalPoints.scale - list[i].points.scale);
          const error = part.amount * totalPoints.mantissa - sum * weight;
          const below = -error < totalPoints.mantissa && error < totalPoints.mantissa;
          expect(below || totalPoints.mantissa === 0n).toBe(true);
          expect(weight > 0n || part.amount === 0n).toBe(true);
          expect(part.roundedUp).toBe(totalPoints.mantissa > 0n && error > 0n);
        });
      }),
      { numRuns: 2000 },
    );
  });

  test("gives no less to whoever has more points, and at most a fen between equals, by code", () => {
    fc.assert(
      fc.property(amount, claims, (sum, list) => {
        const { parts, totalPoints } = splitProportionally(sum, list);
        const ranked = parts
          .map((part, i) => ({
            ...part,
            weight: list[i].points.mantissa * 10n ** BigInt(totalPoints.scale - list[i].points.scale),
          }))
          .sort((a, b) =>
            a.weight < b.weight ? -1 : a.weight > b.weight ? 1 : Buffer.compare(Buffer.from(b.id), Buffer.from(a.id)),
          );
        for (let i = 1; i < ranked.length; i++) {
          expect(ranked[i].amount >= ranked[i - 1].amount).toBe(true);
          if (ranked[i].weight === ranked[i - 1].weight)
            expect(ranked[i].amount - ranked[i - 1].amount <= 1n).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("does not hang on the order of the claims", () => {
    fc.assert(
      fc.property(amount, claims, (sum, list) => {
        const amounts = (order: readonly Claim[]): Map<string, bigint> =>
          new Map(splitProportionally(sum, order).parts.map((part) => [part.id, part.amount]));
        const [there, back] = [amounts(list), amounts([...list].reverse())];
        for (const { id } of list) expect(back.get(id)).toBe(there.get(id));
      }),
    );
  });
});
