import { devianceTerm, stirlingError } from "./log-gamma.ts";

const tiny = 1e-300;

/**
 * Regularised incomplete beta function I_x(a, b), a > 0, b > 0, by Lentz's continued fraction; its leading factor by
 * Loader's saddle-point form, so that large a and b lose no digits.
 *
 * @param complement 1 − x, given apart so that no digits are lost where x is near 1
 * @see Press et al. (2007) §6.4; Loader (2000)
 */
export function incompleteBeta(x: number, a: number, b: number, complement = 1 - x): number {
  if (!(a > 0 && b > 0) || Number.isNaN(x)) return Number.NaN;
  if (x <= 0) return 0;
  if (complement <= 0) return 1;
  const factor = leadingFactor(x, complement, a, b);
  if (x < (a + 1) / (a + b + 2)) return (factor * continuedFraction(x, a, b)) / a;
  return 1 - (factor * continuedFraction(complement, b, a)) / b;
}

/** x^a·(1−x)^b / B(a, b) = ab/(a+b) · binomial density of a in a+b trials. */
function leadingFactor(x: number, complement: number, a: number, b: number): number {
  const n = a + b;
  const difference = a * complement - b * x;
  const exponent =
    stirlingError(n) -
    stirlingError(a) -
    stirlingError(b) -
    devianceTerm(a, n * x, difference) -
    devianceTerm(b, n * complement, -difference);
  return Math.exp(exponent) * Math.sqrt((a * b) / (2 * Math.PI * n));
}

function continuedFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  d = 1 / (Math.abs(d) < tiny ? tiny : d);
  let fraction = d;
  for (let m = 1; m <= 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    const change = d * c;
    fraction *= change;
    if (Math.abs(change - 1) < 2e-16) break;
  }
  return fraction;
}

function nonZero(x: number): number {
  return Math.abs(x) < tiny ? tiny : x;
}
