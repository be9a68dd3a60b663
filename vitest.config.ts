import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/kill/**", "test/browser/**"],
    isolate: false,
    testTimeout: 30_000,
  },
});
