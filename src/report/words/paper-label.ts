import type { Localized } from "../../base/index.ts";

/**
 * What a paper is called outside its test: 九年级质量监测数学, Mathematics (Grade 9 monitoring). In Chinese, letters with
 * which the test's name ends and the paper's begins are written once: 16岁考试 and 考试总成绩 give 16岁考试总成绩.
 */
export function paperLabel(test: Localized, paper: Localized): Localized {
  const zh = [...paper.zh];
  // One letter in common (语文 after 外语) is chance; two or more are the same word.
  const shared = zh.map((_, k) => k + 1).filter((n) => n >= 2 && test.zh.endsWith(zh.slice(0, n).join("")));
  const rest = zh.slice(shared.at(-1) ?? 0).join("");
  const gap = /[A-Za-z0-9]$/.test(test.zh) && /^[A-Za-z0-9]/.test(rest) ? " " : "";
  return { zh: test.zh + gap + rest, en: `${paper.en} (${test.en})` };
}
