import type { Localized } from "../../base/index.ts";

/** A school, or a value of a school attribute, as the data have it. */
export interface Unit {
  /** Code of the school, or the attribute's value. */
  readonly id: string;
  /** Null where the data give no name. */
  readonly name: string | null;
  readonly isSchool: boolean;
  /** What one unit is, in the singular: 学校, School; 教育局, Authority. */
  readonly title: Localized;
}

/**
 * What a unit is called in sentences, tables and pictures: its name, or, where that is a code without any letter, words
 * made from it: 1号学校, School 1; 教育局12, Authority 12.
 */
export function unitName({ id, name, isSchool, title }: Unit): Localized {
  const own = name ?? id;
  if (own !== id || /\p{L}/u.test(id)) return { zh: own, en: own };
  return { zh: isSchool ? `${id}号${title.zh}` : `${title.zh}${id}`, en: `${title.en} ${id}` };
}
