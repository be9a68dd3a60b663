export type { CodedDesign, CodedTerm, QuantileFit, QuantileTask } from "../estimation/index.ts";
