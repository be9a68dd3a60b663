export { choleskyInPlace } from "./cholesky.ts";
export { type FixedPointFactor, factorFixedPoint, fractionBits, invertFixedPoint } from "./factor-fixed-point.ts";
export { bitLength, ratioToNumber, scaledToNumber, timesPowerOfTwo } from "./ratio-to-number.ts";
export { type ExactSolution, solveFractionFree } from "./solve-fraction-free.ts";
export { backwardSolveInPlace, forwardSolveInPlace } from "./solve-triangular.ts";
export { type IntegerColumn, sumProducts } from "./sum-products.ts";
export { inverseFromCholesky } from "./symmetric-inverse.ts";
