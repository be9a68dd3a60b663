/**
 * Speed of 100 quantile regressions, against quantreg's "fn" and "pfn" where Rscript is found:
 * `npx tsx bench/growth.ts [rows]`. Our side is timed from the scores in arrays (coding, splines, merging of equal rows,
 * solving, proof); theirs from the finished basis. No ratio is printed unless the check losses agree. Last figures:
 * docs/growth.md.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { randomStream } from "../src/base/index.ts";
import { sampleNormal } from "../src/math/index.ts";
import { prepareQuantiles, type QuantileFit } from "../src/model/estimation/index.ts";
import { type GrowthPanel, growthChains, growthTaus, orderTask, scoreKnots } from "../src/model/growth/index.ts";
import { solveChains, solveInThreads } from "../src/pipeline/workers/index.ts";
import { median, timeRepeatedly } from "./timing.ts";

const rows = Number(process.argv[2] ?? 100_000);
const repeats = 5;
const print = (line = ""): void => {
  process.stdout.write(`${line}\n`);
};

interface Answer {
  readonly fn?: Timed;
  readonly pfn?: Timed;
  readonly version: string;
  readonly blas: string;
}

interface Timed {
  readonly seconds: number;
  readonly losses: readonly number[];
}

/** Correlated scores in steps of `unit`. */
function makePanel(priors: number, unit: number): GrowthPanel {
  const stream = randomStream(1, `growth ${priors} ${unit}`);
  const steps = Math.round(1 / unit);
  const score = (mean: number, sd: number, ability: number): number =>
    Math.round((mean + sd * (0.85 * ability + 0.53 * sampleNormal(stream))) * steps) / steps;
  const current = new Float64Array(rows);
  const columns = Array.from({ length: priors }, () => new Float64Array(rows));
  for (let i = 0; i < rows; i++) {
    const ability = sampleNormal(stream);
    for (const column of columns) column[i] = score(500, 70, ability);
    current[i] = score(520, 65, ability);
  }
  return { current, priors: columns };
}

async function solve(panel: GrowthPanel, threads: number): Promise<QuantileFit[]> {
  const splines = panel.priors.map((prior) => {
    const knots = scoreKnots(prior.slice().sort(), [0.2, 0.4, 0.6, 0.8]);
    if ("fault" in knots) throw new Error(`knots: ${knots.fault}`);
    return knots;
  });
  const all = Int32Array.from({ length: rows }, (_, i) => i);
  const task = { prepared: prepareQuantiles(orderTask(panel, splines, all)), chains: growthChains(growthTaus(100)) };
  return (await (threads === 1 ? solveChains(task, 1) : solveInThreads(task, threads))).flat();
}

function askQuantreg(panel: GrowthPanel): Answer | null {
  const folder = mkdtempSync(join(tmpdir(), "zengzhi-bench-"));
  try {
    writeFileSync(join(folder, "y.f64"), panel.current);
    for (const [k, prior] of panel.priors.entries()) writeFileSync(join(folder, `x${k + 1}.f64`), prior);
    const script = fileURLToPath(new URL("quantreg.R", import.meta.url));
    const run = spawnSync("Rscript", [script, folder, String(panel.priors.length), "fn", "pfn"], {
      encoding: "utf8",
      maxBuffer: 1 << 26,
    });
    return run.status === 0 ? JSON.parse(run.stdout) : null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Largest share by which our check loss exceeds theirs, over all quantiles. */
function worstExcess(fits: readonly QuantileFit[], losses: readonly number[]): number {
  return Math.max(...fits.map((fit, k) => fit.objective / losses[k] - 1));
}

print(`${rows} rows, 100 quantiles; Node ${process.version}, ${cpus().length} × ${cpus()[0].model}`);
for (const unit of [1, 0.1]) {
  for (const priors of [1, 2]) {
    const panel = makePanel(priors, unit);
    let fits: QuantileFit[] = [];
    const seconds = await timeRepeatedly(repeats, async () => {
      fits = await solve(panel, 1);
    });
    const two = await timeRepeatedly(repeats, () => solve(panel, 2));
    print();
    print(`marks of ${unit}, ${priors} prior(s)`);
    print(
      `  one thread   ${median(seconds).toFixed(2)} s (${seconds[0].toFixed(2)}–${seconds[repeats - 1].toFixed(2)})`,
    );
    print(`  two threads  ${median(two).toFixed(2)} s (${two[0].toFixed(2)}–${two[repeats - 1].toFixed(2)})`);
    print(`  largest gap to the optimum ${Math.max(...fits.map((fit) => fit.gap)).toExponential(1)}`);
    const answer = askQuantreg(panel);
    for (const method of ["fn", "pfn"] as const) {
      const timed = answer?.[method];
      if (timed === undefined) continue;
      const excess = worstExcess(fits, timed.losses);
      const ratio = excess < 1e-9 ? `${(timed.seconds / median(seconds)).toFixed(1)} × ours in one thread` : "no ratio";
      print(
        `  quantreg ${method.padEnd(3)} ${timed.seconds.toFixed(2)} s: ${ratio}; our loss − theirs ≤ ${excess.toExponential(1)}`,
      );
      print(
        `               their worst loss is ${Math.max(...fits.map((fit, k) => timed.losses[k] / fit.objective - 1)).toExponential(1)} above ours`,
      );
    }
    if (answer !== null) print(`  ${answer.version}, ${answer.blas}`);
  }
}
print(`\npeak resident memory of this process ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
