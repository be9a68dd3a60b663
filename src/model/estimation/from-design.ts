export type { DataAnswer, DataRequest, GroupSums, MomentBlocks } from "../design/index.ts";
