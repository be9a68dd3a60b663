/** A function and its derivative at one point. */
export interface ValueAndSlope {
  readonly value: number;
  readonly slope: number;
}

/**
 * The point in [low, high] where a function passes from negative to positive: Newton steps on the given slope, halving
 * the bracket where a step leaves it or where it shrinks too slowly. Stops when a step changes the point by less than
 * 4·2⁻⁵² of its size.
 *
 * @param low evaluate(low).value < 0
 * @param high evaluate(high).value > 0
 * @see Press et al. (2007), Numerical Recipes §9.4 (rtsafe)
 */
export function findRoot(evaluate: (x: number) => ValueAndSlope, low: number, high: number): number {
  let below = low;
  let above = high;
  let x = (below + above) / 2;
  let previousStep = above - below;
  for (let iteration = 0; iteration < 200; iteration++) {
    const { value, slope } = evaluate(x);
    if (value === 0) return x;
    if (value < 0) below = x;
    else above = x;
    const newton = x - value / slope;
    const usable = newton > below && newton < above && Math.abs(newton - x) < previousStep / 2;
    const next = usable ? newton : (below + above) / 2;
    previousStep = Math.abs(next - x);
    if (previousStep <= 4 * Number.EPSILON * Math.abs(next)) return next;
    x = next;
  }
  return x;
}
