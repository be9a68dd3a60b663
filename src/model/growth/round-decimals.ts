/**
 * Rounds to a number of decimals as R 4 does: of the two decimals next to x the nearer one, where both are equally near
 * the one with the even last digit. `Math.round(x · 10^d) / 10^d` differs where the product itself is rounded.
 *
 * @see R Core Team, src/nmath/fround.c (since R 4.0.0)
 */
export function roundDecimals(x: number, decimals: number): number {
  if (!Number.isFinite(x) || x === 0) return x;
  // A double has 15 decimal digits; with fewer left before the point than that there is nothing to round.
  if (decimals > 15 - Math.ceil(Math.log10(Math.abs(x)))) return x;
  const power = 10 ** decimals;
  const size = Math.abs(x);
  const scaled = power * size;
  const whole = Math.floor(scaled);
  const low = whole / power;
  const high = Math.ceil(scaled) / power;
  const [under, over] = [size - low, high - size];
  const rounded = under < over || (under === over && whole % 2 === 0) ? low : high;
  return x < 0 ? -rounded : rounded;
}
