import { compareBytes } from "../../base/index.ts";
import { axisFormat, paddedSpan } from "./axis-span.ts";
import { drawPlot, group, type Layer, type Scales, type Shape, shape } from "./drawing.ts";
import type { Frame } from "./look.ts";
import { denseFrom, drawMarks, type PicturePoint } from "./picture-point.ts";
import { fitText, textWidth } from "./text-width.ts";

export interface CaterpillarOptions {
  readonly points: readonly PicturePoint[];
  readonly frame: Frame;
  /** Text alternative. */
  readonly label: string;
  readonly axisLabel: string;
  readonly zeroLabel: string;
  /** Tooltip of a row. */
  readonly title: (point: PicturePoint) => string;
}

/** Up to this many rows each has its own name; beyond, the height stays and names are thinned. */
const everyName = 80;
const labelGap = 13;

/**
 * Value added of every row from high to low, one below the other, with 95 % intervals and a line at zero. Rows without
 * an interval show their mark alone. Ties are kept in the order of their ids.
 */
export function caterpillar(options: CaterpillarOptions): string {
  const { frame, points } = options;
  const sorted = [...points].sort((a, b) => b.value - a.value || compareBytes(a.id, b.id));
  const rowHeight = sorted.length <= everyName ? 17 : Math.max(1040 / sorted.length, 0.4);
  const labels = thinnedLabels(sorted, rowHeight);
  const widest = Math.max(2, ...labels.map(({ point }) => textWidth(point.name)));
  const roomEms = Math.min(widest, (frame.width * 0.36) / frame.fontSize);
  const margin = { top: 44, right: 12, bottom: 46, left: Math.ceil(roomEms * frame.fontSize) + 12 };
  const span = paddedSpan([
    0,
    ...sorted.flatMap((point) => [point.value, point.low ?? point.value, point.high ?? point.value]),
  ]);
  const height = Math.ceil(margin.top + margin.bottom + Math.max(sorted.length, 1) * rowHeight);
  const layers: Layer[] = [
    (scales) => guides(labels, scales, frame.width - margin.right, margin.left),
    (scales) => zeroLine(scales.x(0), margin.top, height - margin.bottom, options.zeroLabel),
    (scales) => names(labels, scales, margin.left - 8, roomEms),
    (scales) => rows(sorted, scales, rowHeight, options.title),
  ];
  return drawPlot({
    width: frame.width,
    height,
    fontSize: frame.fontSize,
    margin,
    x: { domain: span, ticks: frame.kind === "wide" ? 7 : 5, format: axisFormat(span), label: options.axisLabel },
    y: { domain: [sorted.length - 0.5, -0.5], hidden: true },
    layers,
    label: options.label,
    className: `picture ${frame.kind}`,
  });
}

interface RowLabel {
  readonly point: PicturePoint;
  readonly index: number;
}

/** Names far enough apart not to overlap; beyond `denseFrom` rows at twice the distance, as landmarks only. */
function thinnedLabels(points: readonly PicturePoint[], rowHeight: number): readonly RowLabel[] {
  const gap = points.length > denseFrom ? labelGap * 2 : labelGap;
  const every = Math.max(1, Math.ceil(gap / rowHeight));
  return points.map((point, index) => ({ point, index })).filter(({ index }) => index % every === 0);
}

function guides(labels: readonly RowLabel[], scales: Scales, right: number, left: number): Shape {
  const d = labels.map(({ index }) => `M${left},${scales.y(index).toFixed(1)}H${right}`).join("");
  return shape("path", { d, stroke: "#eef0f3", "stroke-width": 1, fill: "none" });
}

function zeroLine(x: number, top: number, bottom: number, label: string): Shape {
  const line = shape("path", {
    d: `M${x.toFixed(1)},${top - 6}V${bottom}`,
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

function names(labels: readonly RowLabel[], scales: Scales, x: number, roomEms: number): Shape {
  const texts = labels.map(({ point, index }) => {
    const shown = fitText(point.name, roomEms + 0.01);
    return shape("text", { x, y: scales.y(index).toFixed(1), dy: "0.35em" }, shown);
  });
  return group({ "text-anchor": "end", fill: "#1f2733" }, texts);
}

function rows(
  points: readonly PicturePoint[],
  scales: Scales,
  rowHeight: number,
  title: (point: PicturePoint) => string,
): Shape {
  const r = rowHeight >= 12 ? 4 : Math.max(1.1, rowHeight * 0.36);
  const marks = points.map((point, index) => {
    const y = scales.y(index);
    const bar =
      point.low === null || point.high === null
        ? null
        : { x1: scales.x(point.low), y1: y, x2: scales.x(point.high), y2: y };
    return { standing: point.standing, x: scales.x(point.value), y, r, title: title(point), bar };
  });
  return drawMarks(marks, rowHeight >= 6 ? 1 : Math.max(0.35, rowHeight / 6));
}
