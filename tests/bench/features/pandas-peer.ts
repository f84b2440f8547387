import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BatchFigures, MinersStretch } from './fleet-features.ts';
import { measuredMiner } from './measured-miner.ts';

const MINUTE_MS = 60_000;
const SCRIPT = fileURLToPath(new URL('./same_features.py', import.meta.url));

/** What pandas made of the same minutes. */
export interface PandasFigures {
  readonly minerMs: readonly number[];
  readonly sums: BatchFigures['sums'];
}

/** Debian's python3 where it has pandas; undefined where there is none. */
export function pandasPython(): string | undefined {
  return ['/usr/bin/python3', 'python3'].find(
    (python) => spawnSync(python, ['-c', 'import pandas'], { stdio: 'ignore' }).status === 0,
  );
}

/** Works out the features that pandas can express, in a process of its own. */
export async function pandasFigures(
  python: string,
  { miners, fromMs, days }: MinersStretch,
): Promise<PandasFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'davylamp-pandas-'));
  try {
    const minutes = days * 1_440;
    const all = Array.from({ length: miners }, (_, seed) => measuredMiner(seed, fromMs, days));
    const names = Object.keys(all[0]?.columns ?? {});
    const file = join(folder, 'minutes.f64');
    const grids = all.map((rows) => onGrid(rows, names, fromMs, minutes));
    await writeFile(file, Buffer.concat(grids.map((grid) => new Uint8Array(grid.buffer))));
    const { status, stdout, stderr } = spawnSync(
      python,
      [SCRIPT, file, `${miners}`, `${minutes}`, names.join(',')],
      {
        encoding: 'utf8',
      },
    );
    if (status !== 0) throw new Error(`pandas could not: ${stderr}`);
    return JSON.parse(stdout);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Column after column, a place for every minute; NaN where there was no poll. */
function onGrid(
  { atMs, columns }: ReturnType<typeof measuredMiner>,
  names: readonly string[],
  fromMs: number,
  minutes: number,
): Float64Array {
  const grid = new Float64Array(names.length * minutes).fill(Number.NaN);
  const found = new Map<string, ArrayLike<number>>(Object.entries(columns));
  for (const [k, name] of names.entries())
    for (const [row, at] of atMs.entries())
      grid[k * minutes + (at - fromMs) / MINUTE_MS] = found.get(name)?.[row] ?? Number.NaN;
  return grid;
}
