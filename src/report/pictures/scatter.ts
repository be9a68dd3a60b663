import { axisFormat, paddedSpan } from "./axis-span.ts";
import { drawPlot, group, type Layer, type Scales, type Shape, shape } from "./drawing.ts";
import type { Frame } from "./look.ts";
import { denseFrom, drawMarks, type PicturePoint } from "./picture-point.ts";
import { type LabelWish, pointLabels } from "./point-labels.ts";
import { textWidth } from "./text-width.ts";

/** A row with its place in the plane. */
export interface PlanePoint extends PicturePoint {
  readonly x: number;
  readonly y: number;
}

interface ScatterOptions {
  readonly points: readonly PlanePoint[];
  readonly frame: Frame;
  readonly label: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly title: (point: PlanePoint) => string;
}

export interface PlaneOptions extends ScatterOptions {
  /** Where the upright line divides low from high entry. */
  readonly middle: number;
  readonly zeroLabel: string;
  readonly quadrants: {
    readonly lowAbove: string;
    readonly highAbove: string;
    readonly lowBelow: string;
    readonly highBelow: string;
  };
}

/**
 * Entry level across, value added upwards, size by number of students. Rows that are distinguishable from zero carry
 * their 95 % interval; the most certain of them their names.
 */
export function levelPlane(options: PlaneOptions): string {
  const { points } = options;
  const judged = points.length <= denseFrom ? points.filter(isStated) : [];
  const y = paddedSpan([0, ...points.map((p) => p.y), ...judged.flatMap((p) => [p.low ?? p.y, p.high ?? p.y])], 0.09);
  const x = paddedSpan([options.middle, ...points.map((p) => p.x)], 0.08);
  const cross: BackLayer = (scales, frame) => quadrantLayer(scales, frame, options);
  return drawScatter(options, x, y, cross, true);
}

export interface ExpectedActualOptions extends ScatterOptions {
  readonly lineLabel: string;
}

/** Mean expected score across, mean actual score upwards, both on the same scale, with the line of equality. */
export function expectedAgainstActual(options: ExpectedActualOptions): string {
  const both = paddedSpan(
    options.points.flatMap((p) => [p.x, p.y]),
    0.07,
  );
  const line: BackLayer = (scales, frame) => identityLayer(scales, frame, both, options.lineLabel);
  return drawScatter(options, both, both, line, false);
}

interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A round spot that names keep clear of. */
interface Obstacle {
  readonly x: number;
  readonly y: number;
  readonly r: number;
}

type BackLayer = (scales: Scales, frame: Area) => Shape;

function drawScatter(
  options: ScatterOptions,
  x: readonly [number, number],
  y: readonly [number, number],
  back: BackLayer,
  bars: boolean,
): string {
  const { frame } = options;
  const format = axisFormat(y);
  const left = Math.ceil(Math.max(textWidth(format(y[0])), textWidth(format(y[1])), 2.2) * frame.fontSize) + 14;
  const margin = { top: 34, right: 14, bottom: 46, left };
  const height = Math.round(frame.width * 0.86);
  const area = { left, right: frame.width - margin.right, top: margin.top, bottom: height - margin.bottom };
  const layers: Layer[] = [
    (scales) => back(scales, area),
    (scales) => marksLayer(options, scales, bars),
    (scales) =>
      bars
        ? labelLayer(options, scales, withoutCorners(area), [])
        : labelLayer(options, scales, area, lineCaption(area)),
  ];
  const ticks = frame.kind === "wide" ? 7 : 5;
  return drawPlot({
    width: frame.width,
    height,
    fontSize: frame.fontSize,
    margin,
    x: { domain: x, ticks, format: axisFormat(x), label: options.xLabel },
    y: { domain: y, ticks: 6, format, label: options.yLabel },
    layers,
    label: options.label,
    className: `picture ${frame.kind}`,
  });
}

/** The area of names in the plane: above and below stand the captions of the quadrants. */
function withoutCorners(area: Area): Area {
  return { ...area, top: area.top + 16, bottom: area.bottom - 16 };
}

/** The spots that the caption of the line of equality covers, at the line's upper end. */
function lineCaption(area: Area): readonly Obstacle[] {
  const slope = (area.bottom - area.top) / (area.right - area.left);
  return Array.from({ length: 10 }, (_, step) => ({
    x: area.right - 14 - step * 9,
    y: area.top + 2 + step * 9 * slope,
    r: 11,
  }));
}

function isStated(point: PicturePoint): boolean {
  return point.standing === "above" || point.standing === "below";
}

/** Radius in pixels, its square growing with the number of students. */
function radii(points: readonly PlanePoint[], frame: Frame): (point: PlanePoint) => number {
  const largest = points.reduce((most, point) => Math.max(most, point.n), 1);
  const [least, span] = points.length > denseFrom ? [1.2, 2.2] : frame.kind === "wide" ? [2.6, 6] : [2.2, 4.6];
  return (point) => least + span * Math.sqrt(point.n / largest);
}

function marksLayer(options: ScatterOptions, scales: Scales, bars: boolean): Shape {
  const { points, frame } = options;
  const radius = radii(points, frame);
  const showBars = bars && points.length <= denseFrom;
  const marks = points.map((point) => {
    const x = scales.x(point.x);
    const bar =
      showBars && isStated(point) && point.low !== null && point.high !== null
        ? { x1: x, y1: scales.y(point.low), x2: x, y2: scales.y(point.high) }
        : null;
    return {
      standing: point.standing,
      x,
      y: scales.y(point.y),
      r: radius(point),
      title: options.title(point),
      bar,
    };
  });
  return drawMarks(marks, 0.6);
}

function labelLayer(options: ScatterOptions, scales: Scales, area: Area, reserved: readonly Obstacle[]): Shape {
  const { points, frame } = options;
  const radius = radii(points, frame);
  const strength = (p: PlanePoint) =>
    p.low === null || p.high === null ? 0 : Math.abs(p.low + p.high) / (p.high - p.low || 1);
  const wishes: LabelWish[] = [...points]
    .filter(isStated)
    .sort((a, b) => strength(b) - strength(a) || (a.id < b.id ? -1 : 1))
    .slice(0, 60)
    .map((p) => ({ name: p.name, x: scales.x(p.x), y: scales.y(p.y), r: radius(p) }));
  const marks = [...points.map((p) => ({ x: scales.x(p.x), y: scales.y(p.y), r: radius(p) })), ...reserved];
  return pointLabels(wishes, marks, area, frame.fontSize - 1, frame.kind === "wide" ? 14 : 6);
}

function quadrantLayer(scales: Scales, area: Area, options: PlaneOptions): Shape {
  const x = scales.x(options.middle);
  const y = scales.y(0);
  const lines = shape("path", {
    d: `M${x.toFixed(1)},${area.top}V${area.bottom}M${area.left},${y.toFixed(1)}H${area.right}`,
    stroke: "#1f2733",
    "stroke-width": 1.1,
    fill: "none",
  });
  const size = options.frame.fontSize - 1;
  const { quadrants } = options;
  const corner = (text: string, right: boolean, bottom: boolean): Shape =>
    shape(
      "text",
      {
        x: right ? area.right - 4 : area.left + 4,
        y: bottom ? area.bottom - 6 : area.top + size + 2,
        "text-anchor": right ? "end" : "start",
      },
      text,
    );
  const captions = group({ fill: "#5b6472", "font-size": `${size}px` }, [
    corner(quadrants.lowAbove, false, false),
    corner(quadrants.highAbove, true, false),
    corner(quadrants.lowBelow, false, true),
    corner(quadrants.highBelow, true, true),
  ]);
  return group({}, [lines, captions]);
}

function identityLayer(scales: Scales, area: Area, span: readonly [number, number], label: string): Shape {
  const [x1, y1, x2, y2] = [scales.x(span[0]), scales.y(span[0]), scales.x(span[1]), scales.y(span[1])];
  const line = shape("path", {
    d: `M${x1.toFixed(1)},${y1.toFixed(1)}L${x2.toFixed(1)},${y2.toFixed(1)}`,
    stroke: "#1f2733",
    "stroke-width": 1.1,
    fill: "none",
  });
  const angle = (Math.atan2(area.bottom - area.top, area.right - area.left) * -180) / Math.PI;
  const place = `translate(${(x2 - 10).toFixed(1)},${(y2 + 2).toFixed(1)}) rotate(${angle.toFixed(1)})`;
  const text = shape("text", { transform: place, "text-anchor": "end", dy: "-0.5em", fill: "#5b6472" }, label);
  return group({}, [line, text]);
}
