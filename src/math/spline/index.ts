export { type BasisRows, basisWidth, bSplineBasis, type SplineKnots } from "./b-spline-basis.ts";
