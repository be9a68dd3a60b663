/** Runs `work` once to warm up and `times` times more; gives the seconds of the counted runs in ascending order. */
export async function timeRepeatedly(times: number, work: () => Promise<unknown>): Promise<number[]> {
  await work();
  const seconds: number[] = [];
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    await work();
    seconds.push((performance.now() - start) / 1000);
  }
  return seconds.sort((a, b) => a - b);
}

/** The middle value of an ascending list. */
export function median(sorted: readonly number[]): number {
  return sorted[Math.floor(sorted.length / 2)];
}

/** Milliseconds as text, with the fastest and slowest run. */
export function milliseconds(sorted: readonly number[]): string {
  const show = (seconds: number) => (seconds * 1000).toFixed(1);
  return `${show(median(sorted))} ms (${show(sorted[0])}–${show(sorted[sorted.length - 1])})`;
}
