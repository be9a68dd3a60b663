import type { County, SimulatedTable } from "../../data/simulate/index.ts";

interface Written {
  readonly table: Omit<SimulatedTable, "columns"> & { readonly columns: readonly { name: string; meaning: string }[] };
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
}

/** The README of a simulated county: that it is simulated, how it was made, what is true, each file with columns and checksum. */
export function countyReadme(
  county: County,
  written: readonly Written[],
  others: readonly { readonly name: string; readonly sha256: string }[],
  formats: readonly string[],
): string {
  const { parameters, cohorts } = county;
  const { effect, ability, classes, absence, paths } = parameters;
  const counts = cohorts.map(
    ({ plan, classOf, ids }) => `| ${plan.name.zh} ${plan.name.en} | ${classOf} | ${ids.length} |`,
  );
  const format = formats.length === 2 ? "" : ` --format ${formats[0]}`;
  return [
    "# 模拟县 · A simulated county",
    "",
    "**本文件夹中的数据全部是模拟数据：学校、学生、成绩、指标、文号均由程序按随机种子生成，与任何真实学校和个人无关，不得当作真实情况引用。**",
    "",
    "**All data in this folder are simulated. Schools, students, marks, indicators and document numbers were made by a program from a seed; no real school or person is in them, and nothing here says anything about a real place.**",
    "",
    `- 生成 · Made by: \`zengzhi simulate --schools ${parameters.schools} --students ${parameters.students} --seed ${parameters.seed}${format}\``,
    "- 模型 · Model: `docs/simulation.md` of the program; all parameters in `truth/parameters.json`",
    "- 同一种子，同样字节 · The same seed gives the same bytes",
    "- 许可 · Licence: the program's own; no data of anybody else are in it",
    "",
    "`data/` is what a bureau would have. `truth/` is what nobody has: true abilities, true effects, true rates. `study.yaml` runs as it stands: `zengzhi run .`",
    "",
    "## 主要真值 · Main true parameters",
    "Standard deviations of ability unless another unit stands there. Marks: full mark × (centre + spread × (ability + error)), see `truth/parameters.json`.",
    "",
    "| 参数 parameter | 值 value |",
    "|---|---|",
    `| 学校效应标准差 · sd of school effects | ${effect.sd} |`,
    `| 学科间相关 · correlation of a school's effects between subjects | ${effect.subjectCorrelation} |`,
    `| 年度延续 AR(1) · persistence from year to year | ${effect.persistence} |`,
    `| 生源与效应相关 · correlation of effect and mean intake | ${effect.intakeCorrelation} |`,
    `| 校均入学能力标准差 · sd of schools' mean entry ability | ${parameters.intakeSd} |`,
    `| 出口能力对入口能力的斜率 · slope of exit on entry ability | ${ability.stability} |`,
    `| 其余成长的标准差 · sd of unexplained growth | ${ability.growthSd} |`,
    `| 班级效应标准差 · sd of class effects | ${classes.sd} |`,
    `| 缺考率（入口、出口）· absent at entry, exit | ${absence.entry}, ${absence.exit}; odds × e^${-absence.slope} for each standard deviation of ability |`,
    `| 县内转学、县外转入、去向不明 · moved, arrived, vanished | ${paths.moved}, ${paths.arrived}, ${paths.vanished} |`,
    "",
    "| 学段 stage | 届 class of | 学生 students entered |",
    "|---|---|---|",
    ...counts,
    "",
    "## 文件 · Files",
    "",
    "| 文件 file | 内容 content | 行 rows | SHA-256 |",
    "|---|---|---|---|",
    ...written.flatMap(({ table, files }) =>
      files.map(
        ({ name, sha256 }) => `| \`${name}\` | ${table.about.zh} · ${table.about.en} | ${table.rows} | \`${sha256}\` |`,
      ),
    ),
    ...others.map(({ name, sha256 }) => `| \`${name}\` | | | \`${sha256}\` |`),
    "",
    "## 列 · Columns",
    "Tests of a stage have the same columns in each year. A mark's cell may hold 缺考 (absent), 违纪 (violation) or 免考 (exempt); an elective that was not chosen is empty. CSV is UTF-8 with a header row.",
    "",
    ...columnLists(written),
  ].join("\n");
}

/** The columns of each table; of the tests, which repeat year by year, once. */
function columnLists(written: readonly Written[]): string[] {
  const seen = new Set<string>();
  return written.flatMap(({ table }) => {
    const name = table.path.replace(/-20\d\d$/, "-…");
    if (seen.has(name)) return [];
    seen.add(name);
    return [
      `### ${name}`,
      "| 列 column | 含义 meaning, unit |",
      "|---|---|",
      ...table.columns.map((one) => `| \`${one.name}\` | ${one.meaning} |`),
      "",
    ];
  });
}
