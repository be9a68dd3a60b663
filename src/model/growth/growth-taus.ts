/** The taus of K growth percentiles: (k − ½)/K, k = 1 … K. */
export function growthTaus(count: number): number[] {
  return Array.from({ length: count }, (_, k) => (k + 0.5) / count);
}

/** Quantiles that are solved one from the other. Fixed, so that results don't depend on the number of threads. */
const chainLength = 10;

/** The taus in chains that may be solved apart from one another. */
export function growthChains(taus: readonly number[]): number[][] {
  const chains: number[][] = [];
  for (let start = 0; start < taus.length; start += chainLength) chains.push(taus.slice(start, start + chainLength));
  return chains;
}
