import type { Algorithm } from '../domain/miner.ts';
import type { RawRecord } from './raw-record.ts';

/**
 * Rates of the cgminer API. Their names carry a unit (`MHS 5s`, `GHS av`), which firmware forked from a Bitcoin miner
 * kept for other coins: an L3+ calls its MH/s `GHS`, a Z15 Pro its kSol/s, a Z15 its Sol/s.
 */

/** What the rates of one device are worth, from everything that it says about them. */
export interface RateSource {
  readonly stats: RawRecord;
  readonly summary: RawRecord;
  readonly algorithm: Algorithm;
}

const STEPS: Readonly<Record<string, number>> = { '': 1, K: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15 };
const MOST_HS = 1e18;
/** Half of a step of a thousand, as decimal logarithm: beyond it two rates do not tell of one unit. */
const SURELY = 0.7;

/** The shortest window of stats, else of summary, H/s (Sol/s for Equihash). */
export function currentHashrateHs(source: RateSource): number | undefined {
  const { stats, summary } = source;
  // Stats of an Antminer have 5 s only; a plain cgminer tells no rate there, and its summary begins at 5 s or 20 s.
  return (
    shortestIn(stats, source) ??
    shortestIn(summary, source) ??
    spelledRateHs(summary, 'RT HASHRATE') ??
    averageHashrateHs(source)
  );
}

/** The average since start, H/s. */
export function averageHashrateHs(source: RateSource): number | undefined {
  const { stats, summary } = source;
  return averageIn(stats, source) ?? averageIn(summary, source) ?? spelledRateHs(summary, 'AV HASHRATE');
}

/** A rate with its unit, as the KS5 and the Z15 Pro spell some: `"21632.89GH/s"`, `"289.94 Ksol/s"`; H/s. */
export function spelledRateHs(section: RawRecord, name: string): number | undefined {
  if (!section.has(name)) return undefined;
  const [, digits, letter = ''] =
    /^(\d{1,15}(?:\.\d+)?)\s*([KMGTP]?)(?:h|sol)\/s$/i.exec(section.text(name) ?? '') ?? [];
  if (digits === undefined) return section.refuse(name, 'not a rate');
  const rateHs = Number(digits) * (STEPS[letter.toUpperCase()] ?? 1);
  return rateHs <= MOST_HS ? rateHs : section.refuse(name, 'out of range');
}

/**
 * H/s that one unit of a rate without a unit in its name is (`chain_rateN`, `total_rateideal`). `values` are such rates
 * that together come near `nearHs`: a Z15 Pro tells its boards in GSol/s and the whole in kSol/s, an L9 in GH/s and MH/s.
 */
export function unnamedUnitHs(
  { stats, algorithm }: RateSource,
  values: readonly number[],
  nearHs: number | undefined,
): number {
  const usual = stats.names().some((name) => /^MHS /.test(name)) ? 1e6 : 1e9;
  const told = toldUnitHs(stats);
  if (keepsUnits(algorithm)) return told ?? usual;
  const sum = values.reduce((total, value) => total + value, 0);
  // What adds up goes before what is told: the `rate_unit` of an L9 is that of the whole.
  if (nearHs !== undefined && nearHs > 0 && sum > 0) return nearestStep(nearHs / sum);
  return told ?? (algorithm === 'equihash' ? 1e3 : usual);
}

/** H/s in one unit of what a section counts in (`rate_unit`: `GH`, `MH/s`, `Ksol/s`); undefined where it does not say. */
export function toldUnitHs(stats: RawRecord): number | undefined {
  const letter = /^([KMGTP]?)(?:h|sol)/i.exec(stats.text('rate_unit') ?? '')?.[1];
  return letter === undefined ? undefined : STEPS[letter.toUpperCase()];
}

/** What Bitcoin's firmware was written for, and what is counted in the same sizes. */
function keepsUnits(algorithm: Algorithm): boolean {
  return algorithm === 'sha256' || algorithm === 'kheavyhash';
}

function shortestIn(section: RawRecord, source: RateSource): number | undefined {
  const seconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600 };
  const windows = section.names().flatMap((name) => {
    const [, letter = '', count = '', per = ''] = /^([KMGTP])HS (\d{1,4})([smh])$/.exec(name) ?? [];
    return letter === '' ? [] : [{ name, letter, lengthS: Number(count) * (seconds[per] ?? 1) }];
  });
  windows.sort((a, b) => a.lengthS - b.lengthS);
  for (const { name, letter } of windows) {
    const rate = rateIn(section, name, letter, source);
    if (rate !== undefined) return rate;
  }
  return undefined;
}

function averageIn(section: RawRecord, source: RateSource): number | undefined {
  for (const letter of ['M', 'G', 'T', 'K', 'P']) {
    const rate = rateIn(section, `${letter}HS av`, letter, source);
    if (rate !== undefined) return rate;
  }
  return undefined;
}

function rateIn(section: RawRecord, name: string, letter: string, source: RateSource): number | undefined {
  const value = section.number(name, { min: 0 });
  if (value === undefined) return undefined;
  const named = letter !== 'G' || keepsUnits(source.algorithm);
  const unit = named ? (STEPS[letter] ?? 1) : gigaUnit(value, source);
  return section.number(name, { min: 0, max: MOST_HS, scale: unit });
}

/** What `GHS` means on hardware for another coin: as it says, as it has counted, or as no hardware could else be. */
function gigaUnit(value: number, source: RateSource): number {
  return toldUnitHs(source.stats) ?? countedUnit(source) ?? plausibleUnit(value, source.algorithm);
}

/** cgminer counts all work in `Total MH` (of Zcash: in single solutions), whatever it calls its rates. */
function countedUnit({ summary, algorithm }: RateSource): number | undefined {
  const total = summary.number('Total MH', { min: 0 });
  const elapsedS = summary.count('Elapsed');
  const average = summary.number('GHS av', { min: 0 });
  if (!total || !elapsedS || !average) return undefined;
  const ratio = ((total / elapsedS) * (algorithm === 'equihash' ? 1 : 1e6)) / average;
  const unit = nearestStep(ratio);
  return Math.abs(Math.log10(ratio / unit)) < SURELY ? unit : undefined;
}

/**
 * Scrypt hardware does 0.1–30 GH/s, so a number of a hundred and more is MH/s; Equihash hardware does 10–1000 kSol/s,
 * so thousands are Sol/s.
 */
function plausibleUnit(value: number, algorithm: Algorithm): number {
  if (algorithm === 'scrypt') return value >= 100 ? 1e6 : 1e9;
  if (algorithm === 'equihash') return value >= 5_000 ? 1 : 1e3;
  return 1e9;
}

function nearestStep(ratio: number): number {
  return 10 ** (3 * Math.min(5, Math.max(0, Math.round(Math.log10(ratio) / 3))));
}
