import { fail } from "../base/index.ts";

/** A whole number in a range, written in digits. @throws OPTION_VALUE */
export function wholeNumber(option: string, value: string, from: number, to: number): number {
  const number = Number(value);
  if (/^\d{1,16}$/.test(value) && number >= from && number <= to) return number;
  return fail("OPTION_VALUE", { option, value, expected: { from, to } });
}

/** A folder's path: the empty text would mean the folder that one happens to be in. @throws USAGE */
export function folderOption(option: string, value: string): string {
  if (value.trim() !== "") return value;
  return fail("USAGE", { fault: "missingOptionValue", detail: option });
}

/** One of some words. @throws OPTION_VALUE */
export function choose<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  return found ?? fail("OPTION_VALUE", { option, value, expected: { oneOf: allowed } });
}

/** A memory limit as the database writes it. Below 64 MB it could not even read a small file. @throws OPTION_VALUE */
export function memorySize(value: string): string {
  const found = /^(\d+(?:\.\d+)?) *([MGT])(i?)B$/i.exec(value.trim());
  const megabytes = { M: 1, G: 1e3, T: 1e6 }[found?.[2].toUpperCase() ?? ""] ?? 0;
  if (found !== null && Number(found[1]) * megabytes >= 64) return found[0];
  return fail("OPTION_VALUE", { option: "--memory", value, expected: { oneOf: ["64MB", "800MB", "2GB", "…"] } });
}

/** An encoding by its name or one of its other names. @throws OPTION_VALUE */
export function encodingName(value: string): "auto" | "utf-8" | "gb18030" {
  const name = value.toLowerCase().replace(/^(?:gbk|gb2312)$/, "gb18030");
  return choose("--encoding", name, ["auto", "utf-8", "gb18030"]);
}
