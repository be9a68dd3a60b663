import { axisFormat, paddedSpan } from "./axis-span.ts";
import { drawPlot, group, type Layer, type Scales, type Shape, shape } from "./drawing.ts";
import { type Frame, linePath, looks, markPath } from "./look.ts";
import type { PicturePoint } from "./picture-point.ts";

export interface PlaceStripOptions {
  readonly own: PicturePoint;
  /** All rows, the own one included; the others are drawn without names. */
  readonly points: readonly PicturePoint[];
  readonly frame: Frame;
  readonly label: string;
  readonly axisLabel: string;
  readonly zeroLabel: string;
}

/** One school's interval on the common axis, the other schools as nameless dots below it. */
export function placeStrip(options: PlaceStripOptions): string {
  const { frame, own } = options;
  const margin = { top: 34, right: 14, bottom: 46, left: 14 };
  const height = 150;
  const span = paddedSpan([
    0,
    own.low ?? own.value,
    own.high ?? own.value,
    ...options.points.map((point) => point.value),
  ]);
  const layers: Layer[] = [
    (scales) => zeroLine(scales.x(0), margin.top, height - margin.bottom, options.zeroLabel),
    (scales) => otherDots(options, scales),
    (scales) => ownInterval(own, scales),
  ];
  return drawPlot({
    width: frame.width,
    height,
    fontSize: frame.fontSize,
    margin,
    x: { domain: span, ticks: frame.kind === "wide" ? 7 : 5, format: axisFormat(span), label: options.axisLabel },
    y: { domain: [0, 1], hidden: true },
    layers,
    label: options.label,
    className: `picture ${frame.kind}`,
  });
}

function zeroLine(x: number, top: number, bottom: number, label: string): Shape {
  const line = shape("path", {
    d: linePath(x, top - 6, x, bottom),
    stroke: "#1f2733",
    "stroke-width": 1.2,
    fill: "none",
  });
  const text = shape(
    "text",
    { x: x.toFixed(1), y: top - 12, "text-anchor": "middle", fill: "#1f2733", "font-weight": 600 },
    label,
  );
  return group({}, [line, text]);
}

function otherDots({ points, own }: PlaceStripOptions, scales: Scales): Shape {
  const d = points
    .filter((point) => point.id !== own.id)
    .map((point) => markPath("disc", scales.x(point.value), scales.y(0.25), 3));
  return shape("path", { d: d.join(""), fill: "#6a7280", "fill-opacity": 0.35, stroke: "none" });
}

function ownInterval(own: PicturePoint, scales: Scales): Shape {
  const look = looks[own.standing];
  const y = scales.y(0.7);
  const bar =
    own.low === null || own.high === null
      ? []
      : [shape("path", { d: linePath(scales.x(own.low), y, scales.x(own.high), y), "stroke-width": 3, fill: "none" })];
  const fill = look.shape === "ring" || look.shape === "cross" ? "#ffffff" : look.colour;
  const mark = shape("path", { d: markPath(look.shape, scales.x(own.value), y, 7), fill, "stroke-width": 2 });
  return group({ stroke: look.colour }, [...bar, mark]);
}
