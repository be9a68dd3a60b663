export type { AwardExplanation } from "../policy/index.ts";
