import { fail } from "../base/index.ts";

/** A whole number in a range, written in digits. @throws OPTION_VALUE */
export function wholeOption(option: string, value: string, from: number, to: number): number {
  const number = Number(value);
  if (/^\d{1,9}$/.test(value) && number >= from && number <= to) return number;
  return fail("OPTION_VALUE", { option, value, expected: { from, to } });
}

/** A folder's path: the empty text would mean the folder that one happens to be in. @throws USAGE */
export function folderOption(option: string, value: string): string {
  if (value.trim() !== "") return value;
  return fail("USAGE", { fault: "missingOptionValue", detail: option });
}
