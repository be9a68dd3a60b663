import type { Place } from "../../base/index.ts";
import type { CodedAttribute, Roster } from "../schema/index.ts";
import { sortLevels } from "./sort-levels.ts";

/** A contradiction between two rows about one attribute. */
export interface Contradiction {
  readonly label: string;
  readonly attribute: string;
  readonly first: string;
  readonly second: string;
  readonly where: Place;
}

/** Students or schools while files are read; numbers are given in the order of their coming. */
export interface RosterBuilder {
  /** The number of a label; a new one for a new label. */
  numberOf(label: string): number;
  /** The number of a known label, or −1. */
  find(label: string): number;
  /** Notes an attribute of one of them. The first value is kept; gives a contradiction once per attribute of each. */
  note(number: number, attribute: number, value: string, where: () => Place): Contradiction | null;
  readonly size: () => number;
  finish(): { readonly roster: Roster; readonly codeOfNumber: Int32Array };
}

/** Makes a roster with these attributes. */
export function rosterBuilder(attributes: readonly string[]): RosterBuilder {
  const labels: string[] = [];
  const numbers = new Map<string, number>();
  const values = attributes.map(() => [] as (string | undefined)[]);
  const reported = new Set<string>();
  return {
    numberOf(label) {
      const known = numbers.get(label);
      if (known !== undefined) return known;
      numbers.set(label, labels.length);
      labels.push(label);
      return labels.length - 1;
    },
    find: (label) => numbers.get(label) ?? -1,
    note(number, attribute, value, where) {
      if (value === "" || value === "NA") return null;
      const first = values[attribute][number];
      if (first === undefined) values[attribute][number] = value;
      if (first === undefined || first === value) return null;
      const key = `${number} ${attribute}`;
      if (reported.has(key)) return null;
      reported.add(key);
      return { label: labels[number], attribute: attributes[attribute], first, second: value, where: where() };
    },
    size: () => labels.length,
    finish() {
      const { levels, place } = sortLevels(labels);
      const coded = attributes.map((name, a) => codeAttribute(name, values[a], place));
      return { roster: { labels: levels, attributes: coded }, codeOfNumber: place };
    },
  };
}

function codeAttribute(name: string, values: readonly (string | undefined)[], place: Int32Array): CodedAttribute {
  const distinct = [...new Set(values.filter((value) => value !== undefined))];
  const { levels } = sortLevels(distinct);
  const codeOf = new Map(levels.map((level, code) => [level, code]));
  const codes = new Int32Array(place.length).fill(-1);
  for (let number = 0; number < place.length; number++) {
    const value = values[number];
    if (value !== undefined) codes[place[number]] = codeOf.get(value) ?? -1;
  }
  return { name, levels, codes };
}
