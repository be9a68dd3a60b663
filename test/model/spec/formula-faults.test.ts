import { describe, expect, test } from "vitest";
import { ProjectError } from "../../../src/base/index.ts";
import { checkVariables, parseFormula, requiredColumns } from "../../../src/model/spec/index.ts";

function faultOf(work: () => unknown) {
  try {
    work();
  } catch (error) {
    if (error instanceof ProjectError) return error.issues[0];
    throw error;
  }
  return undefined;
}

describe("a formula that is wrong is refused at the character where it goes wrong", () => {
  test.each([
    ["y ~ x +", 8, "operand"],
    ["年级 ~ x +* z", 9, "operand"],
    ["y ~ x + (1 | g", 15, { signs: [")"] }],
    ["y ~ x)", 6, "operatorOrEnd"],
    ["y + x", 6, "predictors"],
    ["~ x", 1, "outcome"],
    ["y ~ x | g", 5, "bracketBeforeRandomTerm"],
    ["y ~ x + 2", 9, "columnOrConstant"],
    ["y ~ (0 | g)", 6, "interceptBeforeBar"],
    ["y ~ x:1", 7, "column"],
    ["y ~ (a + b)^0", 13, "wholeNumberFromOne"],
    ["y ~ I(x^z)", 9, "wholeNumberFromOne"],
    ["y ~ foo(x)", 5, "knownFunction"],
    ['y ~ factor(x, levels = "a")', 24, "referenceLevel"],
    ["y ~ x + y", 9, "predictorNotOutcome"],
    ["y ~ x:offset(z)", 7, "offsetAlone"],
    ["y ~ `x", 7, { closing: "`" }],
    ["y ~ x # z", 7, "symbol"],
    ["y ~ x - (1 | g)", 10, "bracketBeforeRandomTerm"],
    ["1 ~ x", 1, "outcomeColumn"],
    ["y ~ x ~ z", 7, "operatorOrEnd"],
    ["y ~ 0", 5, "termOrIntercept"],
    ["y ~ 0 + (1 | g)", 5, "termOrIntercept"],
    ["y ~ x - x - 1", 5, "termOrIntercept"],
    ["y ~ I(x * 1e400)", 11, "decimalNumber"],
    ["y ~ (a+b+c+d+e+f+g+h+i+j)^10", 26, "fewerTerms"],
    ["y ~ a*b*c*d*e*f*g*h*i*j*k", 22, "fewerTerms"],
    ["y ~ I((a+b+c+d+e+f+g+h)^12)", 24, "fewerTerms"],
  ])("%s", (formula, position, expected) => {
    const fault = faultOf(() => parseFormula(formula));
    expect(fault).toMatchObject({
      code: "FORMULA_SYNTAX",
      params: { formula, position, expected },
      where: { character: position },
    });
  });
});

test.each([
  ["brackets", `y ~ ${"(".repeat(5000)}x${")".repeat(5000)}`],
  ["terms", `y ~ ${Array.from({ length: 20_000 }, (_, i) => `x${i}`).join("+")}`],
])("endless %s are refused, not followed until the stack overflows", (_, formula) => {
  expect(faultOf(() => parseFormula(formula))?.params).toMatchObject({ expected: "fewerTerms" });
});

test("a thousand brackets are no stack overflow", () => {
  expect(parseFormula(`y ~ ${"(".repeat(1000)}x${")".repeat(1000)}`).terms).toHaveLength(1);
});

describe("notation that comes later is named, not called wrong", () => {
  test.each([
    ["y ~ poly(x, 2)", 5, "poly()"],
    ["y ~ z + poly(x, 2, raw = TRUE)", 9, "poly()"],
    ["y ~ bs(x, df = 4)", 5, "bs()"],
    ["log(y) ~ x", 1, "log()"],
    ["y ~ I(sqrt(x))", 7, "sqrt()"],
    ["y ~ scale(x)", 5, "scale()"],
    ["y ~ x + (x | g)", 10, "(x | g)"],
    ["y ~ x + (1 + x | g)", 10, "(1 + x | g)"],
    ["y ~ x + (0 + x | g)", 10, "(0 + x | g)"],
    ["y ~ x + (1 || g)", 12, "||"],
    ["y ~ x + (1 | a/b)", 15, "(1 | g/h)"],
    ["y ~ x + (1 | a:b)", 15, "(1 | g:h)"],
    ["y ~ (1 | a) + (1 | b)", 15, "(1 | g) + (1 | h)"],
    ["mark >= 60 ~ x", 6, ">= … ~"],
    ['use == "Y" ~ x', 5, "== … ~"],
    ["y ~ a/b", 6, "/"],
    ["y ~ a %in% b", 7, "%in%"],
    ["y ~ .", 5, "."],
    ["y ~ I(x/3)", 8, "/"],
    ["y ~ I(x^0.5)", 9, "^0.5"],
  ])("%s", (formula, position, feature) => {
    expect(faultOf(() => parseFormula(formula))).toMatchObject({
      code: "FORMULA_LATER",
      params: { position, feature },
    });
  });
});

describe("columns", () => {
  test("that are not in the data are named with the nearest one", () => {
    const formula = parseFormula("exit ~ entri + (1 | school)");
    expect(faultOf(() => checkVariables(formula, ["exit", "entry", "school"]))).toMatchObject({
      code: "VARIABLE_UNKNOWN",
      params: { name: "entri", near: "entry", position: 8 },
    });
    expect(faultOf(() => checkVariables(formula, ["exit", "entri", "school"]))).toBeUndefined();
  });

  test("are asked for as what they are used as, each once", () => {
    const formula = parseFormula("I(y + z) ~ school + sex*x + I(x^2) + factor(k) + offset(o) + (1 | school)");
    expect(requiredColumns(formula, { weights: "w" })).toEqual([
      { column: "y", role: "number", as: "y" },
      { column: "z", role: "number", as: "z" },
      { column: "school", role: "auto", as: "school" },
      { column: "sex", role: "auto", as: "sex" },
      { column: "x", role: "number", as: "x" },
      { column: "k", role: "auto", as: "k" },
      { column: "o", role: "number", as: "o" },
      { column: "w", role: "number", as: "w" },
      { column: "school", role: "label", as: "school#label" },
    ]);
  });

  test("of removed terms are still asked for: R drops their missing rows", () => {
    expect(requiredColumns(parseFormula("y ~ x + z - z")).map((one) => one.column)).toEqual(["y", "x", "z"]);
  });
});
