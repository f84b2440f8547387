import type { SeriesName } from '../series.ts';

/** A unit as other programs write it, and how a figure in it becomes one in ours. */
export interface SeriesUnit {
  /** As people write it: `GH/s`, `°F`. The first of a list is ours. */
  readonly name: string;
  /** Other spellings, in lower case without spaces. */
  readonly spellings: readonly string[];
  /** Ours = factor · (theirs − zero). */
  readonly factor: number;
  readonly zero?: number;
}

const unit = (name: string, factor: number, ...spellings: string[]): SeriesUnit => ({
  name,
  factor,
  spellings: [name.toLowerCase(), ...spellings],
});

const RATES = [
  unit('H/s', 1, 'hs', 'hps', 'hashes/s'),
  unit('kH/s', 1e3, 'khs', 'khps', 'kh'),
  unit('MH/s', 1e6, 'mhs', 'mhps', 'mh'),
  unit('GH/s', 1e9, 'ghs', 'ghps', 'gh'),
  unit('TH/s', 1e12, 'ths', 'thps', 'th'),
  unit('PH/s', 1e15, 'phs', 'phps', 'ph'),
];
const POWERS = [unit('W', 1, 'watt', 'watts'), unit('mW', 1e-3, 'milliwatts'), unit('kW', 1e3, 'kilowatts')];
const TEMPERATURES: readonly SeriesUnit[] = [
  unit('°C', 1, 'c', 'degc', 'celsius'),
  { ...unit('°F', 5 / 9, 'f', 'degf', 'fahrenheit'), zero: 32 },
  { ...unit('K', 1, 'kelvin'), zero: 273.15 },
];
const VOLTAGES = [unit('V', 1, 'volt', 'volts'), unit('mV', 1e-3, 'millivolt', 'millivolts')];
const CURRENTS = [
  unit('A', 1, 'amp', 'amps', 'ampere', 'amperes'),
  unit('mA', 1e-3, 'milliamps', 'milliamperes'),
];
const PERCENTS = [unit('%', 1, 'pct', 'percent', 'percentage'), unit('of 1', 100, 'ratio', 'fraction')];
const CLOCKS = [unit('MHz', 1, 'megahertz'), unit('Hz', 1e-6, 'hertz'), unit('GHz', 1e3, 'gigahertz')];
const MILLISECONDS = [unit('ms', 1, 'msec', 'milliseconds'), unit('s', 1e3, 'sec', 'seconds')];
const SECONDS = [
  unit('s', 1, 'sec', 'second', 'seconds'),
  unit('ms', 1e-3, 'msec', 'milliseconds'),
  unit('min', 60, 'mins', 'minutes'),
  unit('h', 3600, 'hours', 'hrs'),
  unit('d', 86_400, 'days'),
];
/** Counts and difficulties, which people shorten: 1.2 G. */
const COUNTS = [
  unit('', 1),
  unit('k', 1e3, 'kilo'),
  unit('M', 1e6, 'mega'),
  unit('G', 1e9, 'giga'),
  unit('T', 1e12, 'tera'),
];
const YES_OR_NO = [unit('0/1', 1, 'bool', 'boolean')];
const SPEEDS = [unit('rpm', 1, 'r/min')];
const LEVELS = [unit('dBm', 1)];

/** The units that a file may tell a series in, ours first. */
export const UNITS_OF: Readonly<Record<SeriesUnitName, readonly SeriesUnit[]>> = {
  'H/s': RATES,
  W: POWERS,
  '°C': TEMPERATURES,
  V: VOLTAGES,
  A: CURRENTS,
  '%': PERCENTS,
  MHz: CLOCKS,
  ms: MILLISECONDS,
  s: SECONDS,
  rpm: SPEEDS,
  dBm: LEVELS,
  '0/1': YES_OR_NO,
  '': COUNTS,
};

type SeriesUnitName = 'H/s' | 'W' | '°C' | 'V' | 'A' | '%' | 'MHz' | 'ms' | 's' | 'rpm' | 'dBm' | '0/1' | '';

/** The unit of that name or spelling among these; undefined where there is none. */
export function unitNamed(units: readonly SeriesUnit[], spelling: string): SeriesUnit | undefined {
  const plain = spelling.toLowerCase().replaceAll(/\s/g, '');
  return units.find(({ spellings }) => spellings.includes(plain));
}

/** A figure in our unit. */
export function inOurUnit(figure: number, { factor, zero = 0 }: SeriesUnit): number {
  return (figure - zero) * factor;
}

/**
 * What makes sense of a series, in our unit: [least, greatest]. Outside of it a figure is a glitch, or of another unit.
 * The bounds are those by which answers of devices are read (`src/devices/axeos-statistics.ts` and its neighbours).
 */
export function sensibleRange(series: SeriesName, ourUnit: string): readonly [number, number] {
  if (series === 'wifiRssiDbm') return [-130, 0];
  if (series === 'roomTempC' || series === 'tempInletC' || series === 'tempOutletC') return [-60, 120];
  return RANGES[ourUnit] ?? [0, 1e18];
}

const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  'H/s': [0, 1e18],
  W: [0, 50_000],
  '°C': [-40, 250],
  V: [0, 500],
  A: [0, 5_000],
  '%': [0, 100],
  MHz: [0, 10_000],
  ms: [0, 600_000],
  s: [0, 3.2e9],
  rpm: [0, 50_000],
  '0/1': [0, 1],
  '': [0, 1e18],
};
