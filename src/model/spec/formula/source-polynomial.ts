import type { Decimal } from "../../../base/index.ts";

/** One product of source columns with an exact decimal factor. No powers: the constant. */
export interface SourceMonomial {
  readonly coefficient: Decimal;
  /** In the order of first appearance; each power ≥ 1, each name once. */
  readonly powers: readonly { readonly name: string; readonly power: number }[];
}

/** A polynomial in source columns with exact decimal coefficients. */
export type SourcePolynomial = readonly SourceMonomial[];

const one: Decimal = { mantissa: 1n, scale: 0 };

export const constantPolynomial = (coefficient: Decimal): SourcePolynomial => [{ coefficient, powers: [] }];
export const columnPolynomial = (name: string): SourcePolynomial => [
  { coefficient: one, powers: [{ name, power: 1 }] },
];

/** a + b, like products collected, zero products left out. */
export function addPolynomials(a: SourcePolynomial, b: SourcePolynomial): SourcePolynomial {
  const sum = new Map<string, SourceMonomial>();
  for (const monomial of [...a, ...b]) {
    const key = keyOf(monomial);
    const known = sum.get(key);
    const coefficient =
      known === undefined ? monomial.coefficient : addDecimals(known.coefficient, monomial.coefficient);
    sum.set(key, { coefficient, powers: known?.powers ?? monomial.powers });
  }
  return [...sum.values()].filter((monomial) => monomial.coefficient.mantissa !== 0n);
}

/** a · b. */
export function multiplyPolynomials(a: SourcePolynomial, b: SourcePolynomial): SourcePolynomial {
  const products = a.flatMap((left) => b.map((right) => multiplyMonomials(left, right)));
  return addPolynomials(products, []);
}

/** factor · a. */
export function scalePolynomial(a: SourcePolynomial, factor: Decimal): SourcePolynomial {
  return multiplyPolynomials(a, constantPolynomial(factor));
}

/** 1/divisor where it is a finite decimal; null where it is not (as 1/3) or the divisor is 0. */
export function reciprocal(divisor: Decimal): Decimal | null {
  if (divisor.mantissa === 0n) return null;
  const sign = divisor.mantissa < 0n ? -1n : 1n;
  let rest = divisor.mantissa * sign;
  let twos = 0;
  let fives = 0;
  for (; rest % 2n === 0n; rest /= 2n) twos++;
  for (; rest % 5n === 0n; rest /= 5n) fives++;
  if (rest !== 1n) return null;
  const places = Math.max(twos, fives);
  const mantissa = sign * 2n ** BigInt(places - twos) * 5n ** BigInt(places - fives);
  const scale = places - divisor.scale;
  return scale < 0 ? { mantissa: mantissa * 10n ** BigInt(-scale), scale: 0 } : { mantissa, scale };
}

function multiplyMonomials(a: SourceMonomial, b: SourceMonomial): SourceMonomial {
  const powers = a.powers.map((one) => ({ ...one }));
  for (const { name, power } of b.powers) {
    const known = powers.find((one) => one.name === name);
    if (known === undefined) powers.push({ name, power });
    else known.power += power;
  }
  return { coefficient: multiplyDecimals(a.coefficient, b.coefficient), powers };
}

function keyOf(monomial: SourceMonomial): string {
  const sorted = monomial.powers
    .map(({ name, power }) => [name, power] as const)
    .sort((a, b) => (a[0] < b[0] ? -1 : 1));
  return JSON.stringify(sorted);
}

function addDecimals(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  const lift = (one: Decimal) => one.mantissa * 10n ** BigInt(scale - one.scale);
  return { mantissa: lift(a) + lift(b), scale };
}

const multiplyDecimals = (a: Decimal, b: Decimal): Decimal => ({
  mantissa: a.mantissa * b.mantissa,
  scale: a.scale + b.scale,
});
