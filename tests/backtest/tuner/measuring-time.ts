import { readFileSync } from 'node:fs';

/** How readings of one miner at one setting scatter, and how long must be measured for a mean of them. */
export interface ReadingScatter {
  readonly readings: number;
  /** One standard deviation of a reading, as a part of the mean. */
  readonly scatter: number;
  /** How long a mean must be taken until its standard error is 2 %. */
  readonly minutesFor2Percent: number;
}

const WANTED = 0.02;
const FEWEST = 100;
/** So far apart readings are looked at for likeness, in readings. */
const MOST_LAG = 5;

/**
 * The scatter of a log's hashrates, for each miner and setting: `local_time,unit,hashrate_ghs,freq_mhz,core_mv,…`. Readings
 * that share hashes are alike: a mean over T has the variance s²·τ/T with τ = Δ·(1 + 2·Σρₖ), the time after which a reading
 * says something new (Sokal 1997, integrated autocorrelation time). So T = s²·τ/0.02².
 */
export function readingScatters(file: string): readonly ReadingScatter[] {
  const [header = '', ...rows] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const names = header.split(',');
  const stretches = new Map<string, { atS: number; hashrate: number }[]>();
  for (const row of rows) {
    const cells = row.split(',');
    const cell = (name: string) => cells[names.indexOf(name)] ?? '';
    const key = ['unit', 'freq_mhz', 'core_mv'].map(cell).join(' ');
    const told = { atS: Date.parse(`${cell('local_time')}Z`) / 1000, hashrate: Number(cell('hashrate_ghs')) };
    if (!(told.hashrate > 0) || !Number.isFinite(told.atS)) continue;
    const stretch = stretches.get(key);
    if (stretch) stretch.push(told);
    else stretches.set(key, [told]);
  }
  return [...stretches.values()].filter(({ length }) => length >= FEWEST).map(scatterOf);
}

function scatterOf(stretch: readonly { readonly atS: number; readonly hashrate: number }[]): ReadingScatter {
  const count = stretch.length;
  const mean = stretch.reduce((sum, { hashrate }) => sum + hashrate, 0) / count;
  const off = stretch.map(({ hashrate }) => hashrate / mean - 1);
  const variance = off.reduce((sum, each) => sum + each ** 2, 0) / count;
  const gaps = stretch.slice(1).map(({ atS }, index) => atS - (stretch[index]?.atS ?? atS));
  const gapS = gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? Number.NaN;
  let likeness = 1;
  for (let lag = 1; lag <= MOST_LAG; lag++) {
    let sum = 0;
    for (let i = lag; i < count; i++) sum += (off[i] ?? 0) * (off[i - lag] ?? 0);
    const correlation = sum / count / variance;
    if (!(correlation > 0)) break;
    likeness += 2 * correlation;
  }
  return {
    readings: count,
    scatter: Math.sqrt(variance),
    minutesFor2Percent: (variance * gapS * likeness) / WANTED ** 2 / 60,
  };
}
