import { compareBytes, invariant } from "../../base/index.ts";
import type { FixedColumn, Unit } from "../../data/schema/index.ts";
import type { SourcePolynomial } from "../spec/index.ts";

/** A product of powers of stored integer columns, ordered by column name. Empty: the constant 1. */
export type Monomial = readonly { readonly column: string; readonly power: number }[];

/** value = unit · Σ coefficient · Π stored integer^power. Exact: all coefficients are integers. */
export interface Polynomial {
  readonly unit: Unit;
  readonly terms: readonly PolynomialTerm[];
}

export interface PolynomialTerm {
  readonly coefficient: bigint;
  readonly monomial: Monomial;
}

const one: Unit = { base: 10, exponent: 0 };

/** The constant 1: what an indicator column multiplies. */
export const constantOne: Polynomial = { unit: one, terms: [{ coefficient: 1n, monomial: [] }] };

/** A text that is the same for equal monomials. */
export function monomialKey(monomial: Monomial): string {
  return monomial.map(({ column, power }) => `${power}:${column.length}:${column}`).join("");
}

/** a · b. */
export function multiplyMonomials(a: Monomial, b: Monomial): Monomial {
  const powers = new Map(a.map(({ column, power }) => [column, power]));
  for (const { column, power } of b) powers.set(column, (powers.get(column) ?? 0) + power);
  return sortedMonomial([...powers].map(([column, power]) => ({ column, power })));
}

/** Terms of a · b, like monomials collected; its unit is the product of their units. */
export function multiplyTerms(a: Polynomial, b: Polynomial): readonly PolynomialTerm[] {
  const collected = new Map<string, { coefficient: bigint; readonly monomial: Monomial }>();
  for (const left of a.terms) {
    for (const right of b.terms) {
      const monomial = multiplyMonomials(left.monomial, right.monomial);
      const key = monomialKey(monomial);
      const known = collected.get(key);
      const coefficient = left.coefficient * right.coefficient;
      if (known === undefined) collected.set(key, { coefficient, monomial });
      else known.coefficient += coefficient;
    }
  }
  return [...collected.values()].filter((term) => term.coefficient !== 0n);
}

/**
 * The polynomial over stored integers that a polynomial over source columns is. Binary and decimal units mix exactly:
 * 2^−s = 5^s · 10^−s.
 *
 * @param columnOf the stored column of a source name
 */
export function storedPolynomial(source: SourcePolynomial, columnOf: (name: string) => FixedColumn): Polynomial {
  const parts = source.map(({ coefficient, powers }) => {
    let decimal = -coefficient.scale;
    let binary = 0;
    const monomial = powers.map(({ name, power }) => {
      const { name: column, unit } = columnOf(name);
      if (unit.base === 10) decimal += unit.exponent * power;
      else binary += unit.exponent * power;
      return { column, power };
    });
    return { mantissa: coefficient.mantissa, decimal, binary, monomial: sortedMonomial(monomial) };
  });
  const inBinary = parts.some((part) => part.binary !== 0) && parts.every((part) => part.decimal === 0);
  if (inBinary)
    return commonUnit(
      2,
      parts.map((part) => ({ ...part, exponent: part.binary })),
    );
  return commonUnit(
    10,
    parts.map(({ mantissa, decimal, binary, monomial }) => ({
      mantissa: binary < 0 ? mantissa * 5n ** BigInt(-binary) : mantissa * 2n ** BigInt(binary),
      exponent: decimal + Math.min(binary, 0),
      monomial,
    })),
  );
}

/** a − b in a common unit. */
export function subtractPolynomials(a: Polynomial, b: Polynomial): Polynomial {
  const negative = { ...b, terms: b.terms.map((term) => ({ ...term, coefficient: -term.coefficient })) };
  const all = [a, negative].flatMap(({ unit, terms }) =>
    terms.map(({ coefficient, monomial }) => {
      const decimal = a.unit.base !== b.unit.base && unit.base === 2;
      const mantissa = decimal
        ? coefficient * (unit.exponent < 0 ? 5n ** BigInt(-unit.exponent) : 2n ** BigInt(unit.exponent))
        : coefficient;
      return { mantissa, exponent: decimal ? Math.min(unit.exponent, 0) : unit.exponent, monomial };
    }),
  );
  const base = a.unit.base === b.unit.base ? a.unit.base : 10;
  const { unit, terms } = commonUnit(base, all);
  return { unit, terms: multiplyTerms({ unit, terms }, constantOne) };
}

/** The same polynomial in stored integers less a centre for each column: Σ coefficient · Π (integer − centre)^power. */
export function shiftPolynomial({ unit, terms }: Polynomial, centreOf: (column: string) => bigint): Polynomial {
  const collected = terms.map(({ coefficient, monomial }) =>
    monomial
      .flatMap(({ column, power }) => new Array<string>(power).fill(column))
      .reduce<Polynomial>(
        (product, column) => {
          const shifted: PolynomialTerm[] = [
            { coefficient: 1n, monomial: [{ column, power: 1 }] },
            { coefficient: centreOf(column), monomial: [] },
          ];
          return { unit, terms: multiplyTerms(product, { unit: one, terms: shifted }) };
        },
        { unit, terms: [{ coefficient, monomial: [] }] },
      ),
  );
  return { unit, terms: multiplyTerms({ unit, terms: collected.flatMap((part) => part.terms) }, constantOne) };
}

/** Stored columns of a polynomial, each once. */
export function columnsOf(polynomial: Polynomial): readonly string[] {
  return [...new Set(polynomial.terms.flatMap(({ monomial }) => monomial.map(({ column }) => column)))];
}

interface Scaled {
  readonly mantissa: bigint;
  readonly exponent: number;
  readonly monomial: Monomial;
}

function commonUnit(base: 2 | 10, parts: readonly Scaled[]): Polynomial {
  invariant(parts.length > 0, "a polynomial has a term");
  const exponent = Math.min(...parts.map((part) => part.exponent));
  const terms = parts.map((part) => ({
    coefficient: part.mantissa * BigInt(base) ** BigInt(part.exponent - exponent),
    monomial: part.monomial,
  }));
  return { unit: { base, exponent }, terms };
}

const sortedMonomial = (monomial: { column: string; power: number }[]): Monomial =>
  monomial.sort((a, b) => compareBytes(a.column, b.column));
