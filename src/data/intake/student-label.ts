/**
 * The label of a student whose number is unique only within something (a school, say): "within/number", with / and \ in
 * the parts written \/ and \\, so that two students never share a label.
 */
export function studentLabel(within: string, number: string): string {
  return `${escapeSlashes(within)}/${escapeSlashes(number)}`;
}

function escapeSlashes(text: string): string {
  return /[\\/]/.test(text) ? text.replace(/[\\/]/g, (one) => `\\${one}`) : text;
}
