import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { invariant } from "../../base/index.ts";
import { fitText } from "./text-width.ts";

/** As much of an SVG element as drawing needs. */
export interface Shape {
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  append(...children: Shape[]): void;
  remove(): void;
  textContent: string | null;
  readonly tagName: string;
  readonly outerHTML: string;
  readonly attributes: Iterable<{ name: string; value: string }>;
  querySelectorAll(selector: string): Iterable<Shape>;
}

/** Positions of values in the picture, as Plot lays them out. */
export interface Scales {
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

/** Draws one layer from the scales. */
export type Layer = (scales: Scales) => Shape;

export interface PlotOptions {
  readonly width: number;
  readonly height: number;
  readonly fontSize: number;
  readonly margin: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
  readonly x: Axis;
  readonly y: Axis | { readonly domain: readonly [number, number]; readonly hidden: true };
  readonly layers: readonly Layer[];
  /** What the picture shows, for those who can't see it. */
  readonly label: string;
  readonly className: string;
}

export interface Axis {
  readonly domain: readonly [number, number];
  readonly ticks: number;
  readonly format: (value: number) => string;
  readonly label: string;
}

const { document } = parseHTML("<!doctype html><html><body></body></html>");
const svgNamespace = "http://www.w3.org/2000/svg";

/** Makes an SVG element; text goes in as text and is escaped when written. */
export function shape(tag: string, attributes: Readonly<Record<string, string | number>>, text?: string): Shape {
  const element: Shape = document.createElementNS(svgNamespace, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  if (text !== undefined) element.textContent = text;
  return element;
}

/** A group with children. */
export function group(attributes: Readonly<Record<string, string | number>>, children: readonly Shape[]): Shape {
  const element = shape("g", attributes);
  element.append(...children);
  return element;
}

/**
 * Draws axes and grid with Observable Plot and our layers upon them, as SVG text with a viewBox and no fixed size.
 * Nothing depends on a font, a clock or chance; coordinates are rounded to a hundredth of a pixel.
 */
export function drawPlot(options: PlotOptions): string {
  const { x, y, margin, fontSize } = options;
  // Latin letters are on average a little narrower than `textWidth` says.
  const room = options.width / (fontSize * 0.88);
  const axes = [
    ...horizontalAxis({ ...x, label: fitText(x.label, room) }, fontSize),
    ...("hidden" in y ? [] : verticalAxis(y)),
  ];
  const layers = options.layers.map(
    (layer): Plot.RenderFunction =>
      (_index, scales) =>
        layer({ x: scaleOf(scales.x), y: scaleOf(scales.y) }),
  );
  const svg: Shape = Plot.plot({
    document,
    width: options.width,
    height: options.height,
    marginTop: margin.top,
    marginRight: margin.right,
    marginBottom: margin.bottom,
    marginLeft: margin.left,
    style: { fontSize: `${fontSize}px` },
    x: { domain: [...x.domain], axis: null, label: null },
    y: { domain: [...y.domain], axis: null, label: null },
    marks: [...axes, ...layers],
  });
  return finish(svg, options);
}

/** Plot types a scale as loosely as it can; ours are numeric and present. */
function scaleOf(scale: unknown): (value: number) => number {
  invariant(typeof scale === "function", "the plot has both scales");
  return (value) => Number(scale(value));
}

function horizontalAxis(axis: Axis, fontSize: number): readonly Plot.Markish[] {
  const common = { ticks: axis.ticks, tickFormat: axis.format };
  return [
    Plot.gridX({ ticks: axis.ticks, stroke: "#dfe3e8", strokeOpacity: 1 }),
    Plot.axisX({
      ...common,
      label: axis.label,
      labelAnchor: "center",
      labelArrow: "none",
      tickSize: 0,
      labelOffset: fontSize * 3,
    }),
  ];
}

function verticalAxis(axis: Axis): readonly Plot.Markish[] {
  return [
    Plot.gridY({ ticks: axis.ticks, stroke: "#dfe3e8", strokeOpacity: 1 }),
    Plot.axisY({
      ticks: axis.ticks,
      tickFormat: axis.format,
      label: axis.label,
      labelAnchor: "top",
      labelArrow: "none",
      tickSize: 0,
    }),
  ];
}

/** Leaves one self-standing element: namespace, role and label on it; Plot's own style, size and labels taken off. */
function finish(svg: Shape, options: PlotOptions): string {
  for (const style of [...svg.querySelectorAll("style")]) style.remove();
  for (const element of svg.querySelectorAll("*")) {
    element.removeAttribute("aria-label");
    element.removeAttribute("aria-hidden");
    for (const { name, value } of [...element.attributes]) {
      if (name !== "d" && /\.\d{3,}/.test(value)) element.setAttribute(name, roundNumbers(value));
    }
  }
  for (const name of ["width", "height", "font-family"]) svg.removeAttribute(name);
  svg.setAttribute("class", options.className);
  svg.setAttribute("xmlns", svgNamespace);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", options.label);
  return svg.outerHTML;
}

function roundNumbers(text: string): string {
  return text.replace(/-?\d+\.\d{3,}/g, (number) => String(Math.round(Number(number) * 100) / 100));
}
