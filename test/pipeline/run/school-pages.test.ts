import fc from "fast-check";
import { expect, test } from "vitest";
import { schoolPageName } from "../../../src/pipeline/run/school-pages.ts";

test("leaves ordinary codes as they are, in any script", () => {
  expect(schoolPageName("S01")).toBe("S01");
  expect(schoolPageName("第一中学_东-2")).toBe("第一中学_东-2");
});

test("writes every sign that means something to a file system or a browser as bytes", () => {
  expect(schoolPageName("../../etc/passwd")).toBe("%2E%2E%2F%2E%2E%2Fetc%2Fpasswd");
  expect(schoolPageName("<a\\b>")).toBe("%3Ca%5Cb%3E");
  expect(schoolPageName("a\nb")).toBe("a%0Ab");
});

test.each(["CON", "nul", "Com1", "LPT9"])("gives no page the name %s, which Windows keeps for a device", (id) => {
  expect(schoolPageName(id)).toMatch(/^%[0-9A-F]{2}/);
  expect(schoolPageName(`${id}x`)).toBe(`${id}x`);
});

test("keeps names short enough for file systems, and apart", () => {
  const [one, two] = ["校".repeat(100), `${"校".repeat(99)}园`].map(schoolPageName);
  expect(one).not.toBe(two);
  expect(one.startsWith("校校校")).toBe(true);
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 400 }), (id) => {
      const name = schoolPageName(id);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(120);
      expect(name).toMatch(/^[\p{L}\p{N}_%~-]+$/u);
    }),
  );
});

test("gives different codes different names", () => {
  const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 });
  fc.assert(fc.property(text, text, (a, b) => a === b || schoolPageName(a) !== schoolPageName(b)));
});
