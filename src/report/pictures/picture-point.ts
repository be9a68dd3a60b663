import type { Standing } from "../words/report-words.ts";
import { group, type Shape, shape } from "./drawing.ts";
import { drawingOrder, linePath, looks, markPath } from "./look.ts";

/** One row of a level as pictures need it. */
export interface PicturePoint {
  readonly id: string;
  readonly name: string;
  readonly standing: Standing;
  readonly n: number;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Above this number of rows, marks of one standing are one path without tooltips, so that the page stays light. */
export const denseFrom = 400;

/** A mark in pixels, with its tooltip and, where there is one, its interval. */
export interface PlacedMark {
  readonly standing: Standing;
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly title: string;
  readonly bar: { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number } | null;
}

/** All marks, grouped by standing and drawn so that what is distinguishable lies on top. */
export function drawMarks(marks: readonly PlacedMark[], barScale = 1): Shape {
  const dense = marks.length > denseFrom;
  const groups = drawingOrder.map((standing) => {
    const own = marks.filter((mark) => mark.standing === standing);
    return dense ? denseGroup(standing, own, barScale) : sparseGroup(standing, own, barScale);
  });
  return group({}, groups);
}

function sparseGroup(standing: Standing, marks: readonly PlacedMark[], barScale: number): Shape {
  const look = looks[standing];
  const children = marks.map((mark) => {
    const bar =
      mark.bar === null
        ? []
        : [shape("path", { d: barPath(mark.bar), fill: "none", "stroke-width": look.bar * barScale })];
    const face = shape("path", { d: markPath(look.shape, mark.x, mark.y, mark.r), "stroke-width": 1.2 });
    return group({}, [shape("title", {}, mark.title), ...bar, face]);
  });
  return group({ stroke: look.colour, fill: fillOf(standing) }, children);
}

function denseGroup(standing: Standing, marks: readonly PlacedMark[], barScale: number): Shape {
  const look = looks[standing];
  const bars = marks.flatMap((mark) => (mark.bar === null ? [] : [barPath(mark.bar)])).join("");
  const faces = marks.map((mark) => markPath(look.shape, mark.x, mark.y, mark.r)).join("");
  const children = [
    ...(bars === ""
      ? []
      : [shape("path", { d: bars, fill: "none", "stroke-width": look.bar * barScale, "stroke-opacity": 0.45 })]),
    ...(faces === "" ? [] : [shape("path", { d: faces, "stroke-width": 0.8 })]),
  ];
  return group({ stroke: look.colour, fill: fillOf(standing) }, children);
}

function barPath(bar: { x1: number; y1: number; x2: number; y2: number }): string {
  return linePath(bar.x1, bar.y1, bar.x2, bar.y2);
}

function fillOf(standing: Standing): string {
  const look = looks[standing];
  if (look.shape === "cross") return "none";
  return look.shape === "ring" ? "#ffffff" : look.colour;
}
