export type { FittedGroup } from "../../model/estimation/index.ts";
