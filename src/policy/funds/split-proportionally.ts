import { compareBytes, type Decimal, invariant, type Money } from "../../base/index.ts";

/** One claim on a sum of money: points of any unit, exact and not negative. */
export interface Claim {
  readonly id: string;
  readonly points: Decimal;
}

/** What each claim gets, and what is left. */
export interface Split {
  /** In the order of the claims. */
  readonly parts: readonly SplitPart[];
  readonly totalPoints: Decimal;
  /** 0 wherever some claim has points; else the whole sum. */
  readonly remainder: Money;
}

export interface SplitPart {
  readonly id: string;
  readonly amount: Money;
  /** True where the part was rounded up: it got one of the fen that rounding down leaves over. */
  readonly roundedUp: boolean;
}

/**
 * Divides a sum in proportion to points, exactly: each part is the quotient rounded down to the fen, and the fen left over go one
 * each to the largest remainders (Hamilton's method), equal remainders in the order of ids by bytes. Parts add up to the sum.
 * All arithmetic is in integers; the order of the claims does not matter.
 */
export function splitProportionally(amount: Money, claims: readonly Claim[]): Split {
  invariant(amount >= 0n, "a sum to divide is not negative");
  invariant(new Set(claims.map(({ id }) => id)).size === claims.length, "each claimant claims once");
  const scale = Math.max(0, ...claims.map(({ points }) => points.scale));
  const weights = claims.map(({ points }) => points.mantissa * 10n ** BigInt(scale - points.scale));
  invariant(
    weights.every((weight) => weight >= 0n),
    "points are not negative",
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0n);
  const totalPoints = { mantissa: total, scale };
  if (total === 0n) {
    return { parts: claims.map(({ id }) => ({ id, amount: 0n, roundedUp: false })), totalPoints, remainder: amount };
  }
  const quotas = claims.map(({ id }, i) => {
    const product = amount * weights[i];
    return { i, id, floor: product / total, rest: product % total };
  });
  const spare = amount - quotas.reduce((sum, { floor }) => sum + floor, 0n);
  // The rests add up to spare · total, so at least `spare` of them are above zero: no fen goes to a claim without points.
  const byRest = [...quotas].sort((a, b) => (a.rest === b.rest ? compareBytes(a.id, b.id) : a.rest > b.rest ? -1 : 1));
  const up = new Set(byRest.slice(0, Number(spare)).map(({ i }) => i));
  const parts = quotas.map(({ i, id, floor }) => ({
    id,
    amount: up.has(i) ? floor + 1n : floor,
    roundedUp: up.has(i),
  }));
  return { parts, totalPoints, remainder: 0n };
}
