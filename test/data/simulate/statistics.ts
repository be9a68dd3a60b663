/** Plain statistics for the checks of simulated data. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

export function variance(values: ArrayLike<number>): number {
  const centre = mean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] - centre) ** 2;
  return sum / (values.length - 1);
}

export function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [centreA, centreB] = [mean(a), mean(b)];
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - centreA) * (b[i] - centreB);
  return sum / (a.length - 1) / Math.sqrt(variance(a) * variance(b));
}

/** Standard error of a correlation r of n normal pairs, and of a standard deviation of n normal values. */
export const correlationError = (r: number, n: number): number => (1 - r * r) / Math.sqrt(n);
export const deviationError = (sd: number, n: number): number => sd / Math.sqrt(2 * n);
