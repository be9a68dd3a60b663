import { describe, expect, test } from "vitest";
import { axisFormat, paddedSpan } from "../../src/report/pictures/axis-span.ts";
import { caterpillar } from "../../src/report/pictures/caterpillar.ts";
import { frames, looks } from "../../src/report/pictures/look.ts";
import type { PicturePoint } from "../../src/report/pictures/picture-point.ts";
import { levelPlane } from "../../src/report/pictures/scatter.ts";
import { fitText, textWidth } from "../../src/report/pictures/text-width.ts";

const standings = ["above", "below", "same", "unjudged"] as const;

function points(count: number, name = (index: number) => `学校${index}`): readonly PicturePoint[] {
  return Array.from({ length: count }, (_, index) => {
    const value = ((index * 7) % count) / count - 0.5;
    return {
      id: String(index),
      name: name(index),
      standing: standings[index % 4] ?? "same",
      n: 10 + index,
      value,
      low: value - 0.1,
      high: value + 0.1,
    };
  });
}

function frameOf(kind: "wide" | "narrow") {
  const frame = frames.find((one) => one.kind === kind);
  if (frame === undefined) throw new Error("there are two frames");
  return frame;
}

function draw(list: readonly PicturePoint[]): string {
  const frame = frameOf("wide");
  return caterpillar({
    points: list,
    frame,
    label: "说明",
    axisLabel: "增值（分）",
    zeroLabel: "全市平均",
    title: (p) => p.name,
  });
}

describe("text widths", () => {
  test("count a Chinese character as one em and a Latin letter as less", () => {
    expect(textWidth("学校")).toBe(2);
    expect(textWidth("ab")).toBeCloseTo(1.16);
    expect(textWidth("e\u0301")).toBeCloseTo(0.58);
  });

  test("cut a text with an ellipsis only when it is too wide", () => {
    expect(fitText("实验中学", 4)).toBe("实验中学");
    expect(fitText("实验中学", 3)).toBe("实验…");
    expect(fitText("🏫🏫🏫", 2)).toBe("🏫…");
  });
});

describe("axes", () => {
  test("widen a span that has no width", () => {
    expect(paddedSpan([3, 3])).toEqual([2.5, 3.5]);
    expect(paddedSpan([])).toEqual([-1, 1]);
  });

  test("print as many decimals as the span needs", () => {
    expect(axisFormat([-20, 20])(-10)).toBe("−10");
    expect(axisFormat([-1, 1])(0.5)).toBe("0.5");
    expect(axisFormat([-0.1, 0.1])(-0.05)).toBe("−0.05");
  });
});

describe("the caterpillar", () => {
  test("names every school whole where there is room, from the highest to the lowest", () => {
    const svg = draw(points(40));
    const names = [...svg.matchAll(/>(学校\d+)<\/text>/g)].map((match) => match[1]);
    const sorted = [...points(40)].sort((a, b) => b.value - a.value).map((point) => point.name);
    expect(names).toEqual(sorted);
  });

  test("leaves room for the widest name on its left", () => {
    const svg = draw(points(5, () => "北白镇第一实验中学"));
    const x = Number(/<text[^>]*x="(\d+)"[^>]*>北白镇第一实验中学</.exec(svg)?.[1]);
    expect(x).toBeGreaterThanOrEqual(9 * 12);
  });

  test("thins names and joins marks when there are thousands", () => {
    const svg = draw(points(2410));
    expect(svg.match(/<text/g)?.length).toBeLessThan(80);
    expect(svg).not.toContain("<title>");
    expect(svg.length).toBeLessThan(250_000);
  });

  test("is self-standing, with a role, a label and a namespace", () => {
    expect(draw(points(3))).toMatch(
      /^<svg(?=[^>]* role="img")(?=[^>]* aria-label="说明")(?=[^>]* xmlns="http:\/\/www.w3.org\/2000\/svg")/,
    );
  });

  test("draws one mark for one school, with no interval where there is none", () => {
    const svg = draw([{ id: "1", name: "甲", standing: "unjudged", n: 1, value: 0, low: null, high: null }]);
    expect(svg).toContain("<title>甲</title>");
    expect(svg).not.toContain("NaN");
  });
});

describe("marks", () => {
  test("differ by shape for each standing, not by colour alone", () => {
    expect(new Set(Object.values(looks).map((look) => look.shape)).size).toBe(4);
  });
});

describe("the plane", () => {
  test("names distinguishable schools only, at most six on a telephone", () => {
    const list = points(60).map((point, index) => ({ ...point, x: Math.sin(index), y: point.value }));
    const svg = levelPlane({
      points: list,
      frame: frameOf("narrow"),
      label: "说明",
      xLabel: "入口",
      yLabel: "增值",
      title: (p) => p.name,
      middle: 0,
      zeroLabel: "平均",
      quadrants: { lowAbove: "一", highAbove: "二", lowBelow: "三", highBelow: "四" },
    });
    const named = [...svg.matchAll(/>(学校\d+)<\/text>/g)].map((match) => match[1]);
    const stated = new Set(list.filter((p) => p.standing === "above" || p.standing === "below").map((p) => p.name));
    expect(named.length).toBeGreaterThan(0);
    expect(named.length).toBeLessThanOrEqual(6);
    expect(named.every((name) => stated.has(name ?? ""))).toBe(true);
  });
});
