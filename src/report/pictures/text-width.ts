/** Characters drawn one em wide: Chinese, Japanese and Korean letters and punctuation, full-width forms, emoji. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const narrow = /\p{M}|\p{Cf}/u;

/** Width of a text in ems, without a font at hand: 1 for a full-width character, 0.58 for others, 0 for joiners. */
export function textWidth(text: string): number {
  let width = 0;
  for (const letter of text) width += wide.test(letter) ? 1 : narrow.test(letter) ? 0 : 0.58;
  return width;
}

/** The text, cut with an ellipsis where it is wider than `ems`. Never cuts inside a surrogate pair. */
export function fitText(text: string, ems: number): string {
  if (textWidth(text) <= ems) return text;
  let width = 1;
  let kept = "";
  for (const letter of text) {
    width += textWidth(letter);
    if (width > ems) break;
    kept += letter;
  }
  return `${kept}…`;
}
