export { fitLeastSquares, type LeastSquaresTask } from "./fit-least-squares.ts";
export { fitRandomIntercept, type RandomInterceptTask } from "./fit-random-intercept.ts";
export {
  type CodedDesign,
  type CodedTerm,
  gapTolerance,
  type PreparedQuantiles,
  prepareQuantiles,
  type QuantileFit,
  type QuantileTask,
  solveQuantileChain,
} from "./quantile/index.ts";
export { solveLeastSquares } from "./solve-least-squares.ts";
export { solveRandomIntercept } from "./solve-random-intercept.ts";
export type { Certificate, FittedGroup, LeastSquaresSummary, LinearFit } from "./types.ts";
