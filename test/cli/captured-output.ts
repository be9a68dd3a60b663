import { afterEach, beforeEach, vi } from "vitest";

/** What a command has written during a test. */
export interface CapturedOutput {
  out: string;
  error: string;
}

/** Keeps standard output and standard error of each test of the file apart from the test runner's. */
export function captureOutput(): CapturedOutput {
  const captured: CapturedOutput = { out: "", error: "" };
  beforeEach(() => {
    captured.out = "";
    captured.error = "";
    vi.spyOn(process.stdout, "write").mockImplementation((text) => {
      captured.out += String(text);
      return true;
    });
    vi.spyOn(process.stderr, "write").mockImplementation((text) => {
      captured.error += String(text);
      return true;
    });
  });
  afterEach(() => vi.restoreAllMocks());
  return captured;
}
