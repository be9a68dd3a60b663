import { group, type Shape, shape } from "./drawing.ts";
import { fitText, textWidth } from "./text-width.ts";

/** A point that would like its name beside it, in pixels. */
export interface LabelWish {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly r: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * Names beside points, most wanted first: each goes right, left, above or below its point, where it fits in the frame
 * and covers no other name and no mark; else it is left out. At most `limit` names.
 */
export function pointLabels(
  wishes: readonly LabelWish[],
  marks: readonly { readonly x: number; readonly y: number; readonly r: number }[],
  frame: Box,
  fontSize: number,
  limit: number,
): Shape {
  const taken: Box[] = [];
  const texts: Shape[] = [];
  for (const wish of wishes) {
    if (texts.length >= limit) break;
    const name = fitText(wish.name, 12);
    const place = places(wish, textWidth(name) * fontSize, fontSize).find(
      ({ box }) =>
        inside(box, frame) && taken.every((other) => apart(box, other)) && marks.every((mark) => clear(box, mark)),
    );
    if (place === undefined) continue;
    taken.push(place.box);
    texts.push(shape("text", { x: place.x.toFixed(1), y: place.y.toFixed(1), "text-anchor": place.anchor }, name));
  }
  const halo = { stroke: "#ffffff", "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke" };
  return group({ "font-size": `${fontSize}px`, fill: "#1f2733", ...halo }, texts);
}

function places(wish: LabelWish, width: number, size: number) {
  const { x, y, r } = wish;
  const gap = r + 3;
  const at = (anchor: "start" | "end" | "middle", tx: number, ty: number, left: number) => ({
    anchor,
    x: tx,
    y: ty,
    box: { left, right: left + width, top: ty - size * 0.9, bottom: ty + size * 0.25 },
  });
  return [
    at("start", x + gap, y + size * 0.35, x + gap),
    at("end", x - gap, y + size * 0.35, x - gap - width),
    at("middle", x, y - gap, x - width / 2),
    at("middle", x, y + gap + size * 0.8, x - width / 2),
  ];
}

function inside(box: Box, frame: Box): boolean {
  return box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
}

/** Whether a name leaves a mark visible. A diamond is wider than its radius, and letter widths are guessed. */
function clear(box: Box, mark: { readonly x: number; readonly y: number; readonly r: number }): boolean {
  const { x, y, r } = mark;
  const [across, along] = [r * 1.1, r * 0.6];
  return x + across < box.left || x - across > box.right || y + along < box.top || y - along > box.bottom;
}

function apart(a: Box, b: Box): boolean {
  return a.right + 2 < b.left || b.right + 2 < a.left || a.bottom < b.top || b.bottom < a.top;
}
