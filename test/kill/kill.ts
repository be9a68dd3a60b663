/**
 * Kills a run at seeded moments and looks at what is left: `npm run test:kill [-- seed]`.
 *
 * Two versions of one small study are run in turn into the same folder. After each kill the results folder must be the
 * previous run's or the new one's, byte for byte; its store must open and hold the run that the pages show; nothing else
 * may be visible beside it; and the next run must succeed.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { randomStream } from "../../src/base/index.ts";
import { openStore } from "../../src/data/store/index.ts";
import { filesUnder, recoverOutput } from "../../src/pipeline/index.ts";

const kills = 50;
const seed = Number(process.argv[2] ?? 20240901);
const root = fileURLToPath(new URL("../../", import.meta.url));
const work = mkdtempSync(join(tmpdir(), "zengzhi-kill-"));
const out = join(work, "results", "out");

/** The two versions differ in one mark, so that every number of the second run moves. */
function prepareStudies(): readonly [string, string] {
  const template = join(root, "models", "templates", "default");
  const [one, two] = [join(work, "one"), join(work, "two")];
  cpSync(template, one, { recursive: true });
  cpSync(template, two, { recursive: true });
  const marks = join(two, "data", "marks.csv");
  const lines = readFileSync(marks, "utf8").split("\n");
  const kept = lines.filter((_, index) => index !== 5);
  writeFileSync(marks, kept.join("\n"));
  return [join(one, "study.yaml"), join(two, "study.yaml")];
}

/** Runs a study; kills the process after `killAfterMs` if given. Resolves to the exit status, or null if killed. */
function run(study: string, killAfterMs?: number): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, "bin", "zengzhi.mjs"), "run", study, "--out", out], {
      stdio: "ignore",
    });
    const timer = killAfterMs === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), killAfterMs);
    child.on("exit", (code) => {
      clearTimeout(timer);
      resolve(code);
    });
  });
}

/** One hash over every result but the timings and the store's bytes, and the store's own hash by tables. */
async function hashOfResults(): Promise<string> {
  const hash = createHash("sha256");
  for (const path of filesUnder(out)) {
    const name = relative(out, path);
    if (name === "timings.json" || name.endsWith(".duckdb")) continue;
    hash.update(`${name}\0`).update(readFileSync(path));
  }
  const store = await openStore({ path: join(out, "store.duckdb"), readOnly: true });
  try {
    const published = await store.published();
    const shown: unknown = JSON.parse(readFileSync(join(out, "run.json"), "utf8"));
    const runId = shown !== null && typeof shown === "object" && "run" in shown ? shown.run : undefined;
    if (published !== runId) throw new Error(`the store publishes ${published}, the pages show ${String(runId)}`);
    hash.update(await store.tableHash("score", ["student", "test", "subject"]));
  } finally {
    await store.close();
  }
  return hash.digest("hex");
}

function visibleBeside(): string[] {
  return readdirSync(join(work, "results")).filter((name) => !name.startsWith(".") && name !== "out");
}

async function main(): Promise<void> {
  const studies = prepareStudies();
  const expected: string[] = [];
  let duration = 0;
  for (const study of studies) {
    const start = process.hrtime.bigint();
    if ((await run(study)) !== 0) throw new Error(`the run of ${study} failed before any kill`);
    duration = Math.max(duration, Number(process.hrtime.bigint() - start) / 1e6);
    expected.push(await hashOfResults());
  }
  if (expected[0] === expected[1]) throw new Error("the two versions of the study give the same results");
  const chance = randomStream(seed, "kill times");
  const seen = { previous: 0, fresh: 0, recovered: 0, finished: 0 };
  let standing = 1;
  for (let i = 0; i < kills; i++) {
    const next = 1 - standing;
    const at = chance.uniform() * duration * 1.1;
    const code = await run(studies[next], at);
    if (code === 0) seen.finished++;
    if (!existsSync(out)) seen.recovered++;
    recoverOutput(out);
    const found = await hashOfResults();
    const which = expected.indexOf(found);
    if (which < 0) throw new Error(`kill ${i + 1} at ${at.toFixed(0)} ms left a folder that is neither run`);
    if (visibleBeside().length > 0) throw new Error(`kill ${i + 1} left ${visibleBeside().join(", ")}`);
    if (which === next) seen.fresh++;
    else seen.previous++;
    if ((await run(studies[next])) !== 0) throw new Error(`the run after kill ${i + 1} failed`);
    if ((await hashOfResults()) !== expected[next]) throw new Error(`the run after kill ${i + 1} gave other results`);
    standing = next;
  }
  process.stdout.write(
    `${kills} kills over ${duration.toFixed(0)} ms: ${seen.previous} left the previous run, ${seen.fresh} the new one ` +
      `(${seen.finished} had finished); ${seen.recovered} folders were put back; every next run succeeded\n`,
  );
}

try {
  await main();
} finally {
  rmSync(work, { recursive: true, force: true });
}
