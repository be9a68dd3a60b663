import type { Standing } from "../words/report-words.ts";

/** Size of a picture: `wide` from a tablet upwards and in print, `narrow` on a telephone. */
export interface Frame {
  readonly kind: "wide" | "narrow";
  readonly width: number;
  readonly fontSize: number;
}

/** Both are drawn; the page's style shows one. Text keeps a legible size on each. */
export const frames: readonly Frame[] = [
  { kind: "wide", width: 560, fontSize: 12 },
  { kind: "narrow", width: 344, fontSize: 12 },
];

/**
 * How a standing is drawn: by shape first (disc, diamond, ring, cross), then by darkness, then by hue, so that it can be
 * told apart in greyscale print and by colour-blind readers. Blue and orange after Okabe and Ito (2008), darkened.
 */
export const looks: Readonly<
  Record<
    Standing,
    { readonly shape: "disc" | "diamond" | "ring" | "cross"; readonly colour: string; readonly bar: number }
  >
> = {
  above: { shape: "disc", colour: "#0b4f8a", bar: 1.8 },
  below: { shape: "diamond", colour: "#b4500a", bar: 1.8 },
  same: { shape: "ring", colour: "#6a7280", bar: 1 },
  unjudged: { shape: "cross", colour: "#8d94a0", bar: 0.8 },
};

/** Drawing order: the least telling first, so that it lies beneath. */
export const drawingOrder: readonly Standing[] = ["unjudged", "same", "below", "above"];

const round = (value: number): string => String(Math.round(value * 100) / 100);

/** Path of a mark centred at x, y with radius r. All four shapes have about the same area. */
export function markPath(shape: "disc" | "diamond" | "ring" | "cross", x: number, y: number, r: number): string {
  if (shape === "diamond") {
    const d = r * 1.25;
    return `M${round(x)},${round(y - d)}l${round(d)},${round(d)}l${round(-d)},${round(d)}l${round(-d)},${round(-d)}z`;
  }
  if (shape === "cross") {
    const d = r * 0.8;
    return `M${round(x - d)},${round(y - d)}l${round(2 * d)},${round(2 * d)}m0,${round(-2 * d)}l${round(-2 * d)},${round(2 * d)}`;
  }
  const size = round(r);
  return `M${round(x - r)},${round(y)}a${size},${size} 0 1,0 ${round(2 * r)},0a${size},${size} 0 1,0 ${round(-2 * r)},0z`;
}

/** Path of a straight line. */
export function linePath(x1: number, y1: number, x2: number, y2: number): string {
  return `M${round(x1)},${round(y1)}L${round(x2)},${round(y2)}`;
}
