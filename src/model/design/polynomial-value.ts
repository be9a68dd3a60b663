import { invariant } from "../../base/index.ts";
import type { FixedColumn, Unit } from "../../data/schema/index.ts";
import { binary, cast, double, type Expression, integer, productOf, sumOf, times } from "../../data/sql/index.ts";
import type { Design } from "./design.ts";
import type { Monomial, Polynomial } from "./polynomial.ts";
import { stored } from "./stored-column.ts";

/** A polynomial as a double: each stored integer is turned into its value first, so squares of marks are squares of doubles. */
export function polynomialValue(design: Design, polynomial: Polynomial): Expression {
  const parts = polynomial.terms.map(({ coefficient, monomial }) => {
    const values = monomial.flatMap(({ column: name, power }) => {
      const unit = design.storage.get(name)?.unit;
      invariant(unit !== undefined, `column ${name} is stored as integers`);
      return new Array<Expression>(power).fill(numberOf(stored(name), unit));
    });
    const rest = coefficientValue(design, polynomial.unit, coefficient, monomial);
    return productOf(rest === 1 && values.length > 0 ? values : [double(rest), ...values], double(1));
  });
  return sumOf(parts, double(0));
}

/** A product of powers of values, each less the value of its column's centre. */
export function shiftedProduct(design: Design, monomial: Monomial): readonly Expression[] {
  return monomial.flatMap(({ column: name, power }) => {
    const column = design.storage.get(name);
    invariant(column !== undefined, `column ${name} is stored as integers`);
    const shifted = binary("-", cast(stored(name), "bigint"), integer(centreOf(column)));
    return new Array<Expression>(power).fill(numberOf(shifted, column.unit));
  });
}

/** An integer in the middle of a stored column's range. */
export const centreOf = ({ min, max }: FixedColumn): bigint => (min + max) / 2n;

/** The factor that remains of a coefficient when the units of the columns are taken out of it. */
export function coefficientValue(design: Design, unit: Unit, coefficient: bigint, monomial: Monomial): number {
  let decimal = unit.base === 10 ? unit.exponent : 0;
  let doubling = unit.base === 2 ? unit.exponent : 0;
  for (const { column: name, power } of monomial) {
    const own = design.storage.get(name)?.unit;
    if (own?.base === 10) decimal -= own.exponent * power;
    else if (own !== undefined) doubling -= own.exponent * power;
  }
  // coefficient · 10^decimal · 2^doubling as one fraction of integers, so that an exact 1 or 0.5 comes out as such.
  const up = (base: bigint, exponent: number) => base ** BigInt(Math.max(0, exponent));
  const numerator = coefficient * up(10n, decimal) * up(2n, doubling);
  const denominator = up(10n, -decimal) * up(2n, -doubling);
  const common = greatestCommonDivisor(numerator < 0n ? -numerator : numerator, denominator);
  return Number(numerator / common) / Number(denominator / common);
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
}

/** The value of a stored integer: one correctly rounded division or multiplication for integers < 2⁵³. */
function numberOf(stored: Expression, { base, exponent }: Unit): Expression {
  const number = cast(stored, "double");
  if (exponent === 0) return number;
  if (base === 10 && exponent < 0) return binary("/", number, double(10 ** -exponent));
  return times(number, double(base ** exponent));
}
