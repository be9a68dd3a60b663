const halfLogTwoPi = 0.9189385332046728;

/**
 * Natural logarithm of the gamma function for x > 0, to about 15 digits of max(1, |value|): Stirling's series above 15,
 * reached from below by the recurrence.
 *
 * @see Abramowitz and Stegun (1964), 6.1.41
 */
export function logGamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  let shifted = x;
  let product = 1;
  while (shifted < 15) {
    product *= shifted;
    shifted += 1;
  }
  return (shifted - 0.5) * Math.log(shifted) - shifted + halfLogTwoPi + stirlingSeries(shifted) - Math.log(product);
}

/**
 * log Γ(x+1) − (x+½)·log x + x − ½·log 2π: the error of Stirling's formula for x! (`stirlerr` of Loader 2000). x > 0.
 */
export function stirlingError(x: number): number {
  if (x >= 15) return stirlingSeries(x);
  return logGamma(x + 1) - (x + 0.5) * Math.log(x) + x - halfLogTwoPi;
}

function stirlingSeries(x: number): number {
  const inverse = 1 / (x * x);
  let sum = 0;
  for (const coefficient of stirlingCoefficients) sum = sum * inverse + coefficient;
  return sum / x;
}

/** B₂ₖ / (2k(2k−1)), k = 8 … 1. */
const stirlingCoefficients = [-3617 / 122400, 1 / 156, -691 / 360360, 1 / 1188, -1 / 1680, 1 / 1260, -1 / 360, 1 / 12];

/**
 * x·log(x/m) + m − x, without cancellation where x is near m.
 *
 * @param difference x − m, given apart where it is known to more digits
 * @see Loader (2000), "Fast and accurate computation of binomial probabilities", §5 (bd0)
 */
export function devianceTerm(x: number, m: number, difference = x - m): number {
  if (x === 0) return m;
  const v = difference / (x + m);
  if (Math.abs(v) >= 0.1) return x * Math.log(x / m) - difference;
  let sum = difference * v;
  let term = 2 * x * v;
  const square = v * v;
  for (let k = 1; k < 1000; k++) {
    term *= square;
    const next = sum + term / (2 * k + 1);
    if (next === sum) return next;
    sum = next;
  }
  return sum;
}
