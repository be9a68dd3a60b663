export { checkEqualMarks } from "./check-equal-marks.ts";
export { checkRejectedShare } from "./check-rejected-share.ts";
export { countEntries, type EntryCount } from "./count-entries.ts";
