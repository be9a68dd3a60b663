import { type RandomStream, randomStream } from "../../../src/base/index.ts";

/** The two files of the template's data folder, with the byte order mark that spreadsheet programs want for Chinese. */
export interface SimulatedFiles {
  readonly marks: string;
  readonly schools: string;
}

const areas = ["城区", "镇区", "乡村"];

/**
 * Twelve simulated schools with about forty students each. True model: exit = 66 + 0.8·(entry − 60) + school + noise, school
 * effects with deviation 4 marks, noise with deviation 9; marks in half points; about 2 % absent at either test. Seed 20250701.
 */
export function simulateMarks(): SimulatedFiles {
  const marks = ["学校,学号,性别,入学数学,监测数学"];
  const schools = ["学校代码,学校名称,区域"];
  for (let j = 1; j <= 12; j++) {
    const stream = randomStream(20250701, `school ${j}`);
    const code = `S${String(j).padStart(2, "0")}`;
    schools.push(`${code},模拟学校${String(j).padStart(2, "0")},${areas[j % 3]}`);
    const effect = 4 * normal(stream);
    const intake = 4 * normal(stream);
    const size = 34 + Math.floor(14 * stream.uniform());
    for (let i = 1; i <= size; i++) {
      const ability = normal(stream);
      const entry = 60 + intake + 13 * ability;
      const exit = 66 + 0.8 * (entry - 60) + effect + 9 * normal(stream);
      const sex = stream.uniform() < 0.5 ? "女" : "男";
      const absentAtEntry = stream.uniform() < 0.02;
      const absentAtExit = stream.uniform() < 0.02;
      const cells = [absentAtEntry ? "缺考" : half(entry, 100), absentAtExit ? "缺考" : half(exit, 120)];
      marks.push(`${code},${j * 1000 + i},${sex},${cells.join(",")}`);
    }
  }
  return { marks: `\uFEFF${marks.join("\n")}\n`, schools: `\uFEFF${schools.join("\n")}\n` };
}

/** A mark in half points between 0 and the full mark. */
function half(value: number, fullMark: number): string {
  return String(Math.round(Math.min(fullMark, Math.max(0, value)) * 2) / 2);
}

function normal(stream: RandomStream): number {
  return Math.sqrt(-2 * Math.log(stream.uniform())) * Math.cos(2 * Math.PI * stream.uniform());
}
