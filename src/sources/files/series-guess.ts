import type { ColumnChoice, ImportColumn } from '../../domain/file-import/import-file.ts';
import { type SeriesUnit, UNITS_OF, unitNamed } from '../../domain/file-import/series-unit.ts';
import { SERIES, type SeriesName } from '../../domain/series.ts';
import { figureIn, isMissing } from './figure-text.ts';
import { wordsOf } from './name-words.ts';

interface Rule {
  readonly series: SeriesName;
  /** One of each group must be among the words. */
  readonly all: readonly (readonly string[])[];
  readonly none?: readonly string[];
}

const rule = (series: SeriesName, all: Rule['all'], none?: readonly string[]): Rule => ({
  series,
  all,
  ...(none ? { none } : {}),
});
const TEMPERATURE = ['temp', 'temperature', 'celsius', 'fahrenheit'];
const RATE = ['hashrate', 'hash'];
const CORE = ['core', 'asic', 'vcore'];
const VOLTAGE = ['voltage', 'mv', 'v', 'vcore'];
const OTHERS = [
  'set',
  'target',
  'min',
  'limit',
  'threshold',
  'network',
  'variance',
  'std',
  'efficiency',
  'jth',
];

/**
 * What words of a column's name mean, the more particular first. Learnt from names that loggers, exporters and
 * integrations write: mtab3000/bitaxe-monitor `bitaxe_monitor_refactored.py` (`hashrate_gh`, `vr_temperature_c`,
 * `core_voltage_actual_v`), Kywalh/BitaxeLiveOptimizer `log_utils.py` (`vrTemp`, `errorPercentage`),
 * jojo4751/BitaxeAutopilot (`asic_temp_c`, `vin_mv`), sgrsm/bitaxe-exporter `PrometheusMetricsFormatter.java`
 * (`bitaxe_fan_speed_percent`), dustinb/bitaxe-metrics `lib/metrics.go` (`hash_rate`), tronsington/ha-integration-bitaxe
 * `sensor.py` (`chip_temperature`, `wifi_signal`), and the fields of AxeOS.
 */
const RULES: readonly Rule[] = [
  rule('expectedHashrateHs', [RATE, ['expected', 'nominal', 'ideal', 'theoretical']], ['efficiency']),
  rule('hashrateAvgHs', [RATE, ['avg', 'average', 'mean', '1h', '10m']], OTHERS),
  rule('hashrateHs', [RATE], [...OTHERS, 'error', 'errors', 'pct', '1m', '%']),
  rule('tempVrC', [['vr', 'vrm', 'mos', 'regulator'], TEMPERATURE], OTHERS),
  rule('tempInletC', [['inlet', 'intake'], TEMPERATURE], OTHERS),
  rule('tempOutletC', [['outlet', 'exhaust'], TEMPERATURE], OTHERS),
  rule('roomTempC', [['room', 'ambient', 'outside', 'outdoor'], TEMPERATURE], OTHERS),
  rule('tempBoardMaxC', [['board', 'pcb'], TEMPERATURE], OTHERS),
  rule('tempChipAvgC', [['avg', 'average', 'mean'], TEMPERATURE], [...OTHERS, 'cpu', 'esp', 'psu', 'water']),
  rule('tempChipMaxC', [TEMPERATURE], [...OTHERS, 'cpu', 'esp', 'psu', 'water', '2']),
  rule('fanRpm', [['rpm', 'fanrpm']], OTHERS),
  rule('fanPercent', [['fan', 'fanspeed']], [...OTHERS, 'auto', 'autofanspeed']),
  rule(
    'wallPowerW',
    [
      ['wall', 'plug', 'socket', 'outlet'],
      ['power', 'watt', 'watts'],
    ],
    OTHERS,
  ),
  rule('powerW', [['power', 'watt', 'watts', 'consumption']], [...OTHERS, 'fault', 'max', 'factor', 'kwh']),
  // AxeOS: `coreVoltage` is what was asked for; `coreVoltageActual`, in its statistics `asicVoltage`, was measured.
  rule('voltageCoreV', [CORE, VOLTAGE, ['actual', 'measured', 'asic']], OTHERS),
  rule('voltageCoreSetV', [CORE, VOLTAGE], ['limit', 'min', 'max', 'std', 'stray']),
  rule('voltageInV', [['voltage', 'vin', 'volts']], [...OTHERS, 'core', 'asic', 'nominal']),
  rule('currentA', [['current', 'amps', 'amperes', 'milliamps']], [...OTHERS, 'timestamp', 'time']),
  rule('frequencyMhz', [['frequency', 'freq', 'mhz', 'clock']], [...OTHERS, 'stats']),
  rule(
    'hwErrorPct',
    [
      ['error', 'errors'],
      ['percentage', 'percent', 'pct', 'rate', '%'],
    ],
    OTHERS,
  ),
  rule(
    'hwErrors',
    [
      ['hw', 'hardware'],
      ['error', 'errors'],
    ],
    OTHERS,
  ),
  rule('sharesAccepted', [['accepted']], OTHERS),
  rule('sharesRejected', [['rejected']], [...OTHERS, 'reason']),
  rule('sharesStale', [['stale']], OTHERS),
  rule('bestShare', [['best'], ['diff', 'difficulty', 'share']], ['session']),
  rule(
    'poolDifficulty',
    [
      ['pool', 'stratum', 'share'],
      ['diff', 'difficulty'],
    ],
    [...OTHERS, 'suggested'],
  ),
  rule(
    'poolLatencyMs',
    [
      ['response', 'latency', 'ping'],
      ['time', 'pool', 'ms', 'latency', 'ping'],
    ],
    OTHERS,
  ),
  rule(
    'wifiRssiDbm',
    [
      ['rssi', 'wifi'],
      ['rssi', 'signal', 'dbm'],
    ],
    OTHERS,
  ),
  rule('uptimeS', [['uptime']], OTHERS),
];

/** What a column seems to be, by its name, by what stands in it, and by a unit that somebody names beside it. */
export function guessColumn(
  name: string,
  samples: readonly string[],
  decimal: '.' | ',',
  namedUnit?: string,
): Pick<ImportColumn, 'guess' | 'note'> {
  const own = ownColumn(name);
  if (own) return { guess: own };
  const words = wordsOf(name);
  const found = RULES.find(({ all, none }) => matches(words, all, none));
  if (!found) return {};
  const unit = unitOf(found.series, words, samples, decimal, namedUnit);
  if (unit === undefined) return {};
  return { guess: { series: found.series, unit: unit.name } };
}

/** The same, with what tells nothing new left out: of two columns of one series the first is taken. */
export function withoutDoubles(columns: readonly ImportColumn[]): readonly ImportColumn[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    if (!column.guess) return column;
    const { series } = column.guess;
    if (!taken.has(series)) {
      taken.add(series);
      return column;
    }
    const { guess: _, ...rest } = column;
    return { ...rest, note: 'same-as-another' };
  });
}

function matches(words: readonly string[], all: Rule['all'], none: readonly string[] = []): boolean {
  return (
    all.every((group) => group.some((word) => words.includes(word))) &&
    !none.some((word) => words.includes(word))
  );
}

/**
 * A column of a table that Davylamp wrote: `hashrateHs [H/s]`, or of one that takes its means: `hashrateHs mean [H/s]`.
 * What has no unit is told in ones, `[1]`; earlier tables left the brackets empty.
 */
function ownColumn(name: string): ColumnChoice | undefined {
  const [, series, , unit] = /^(\w+)( mean| last)? \[(.*)\]$/.exec(name) ?? [];
  const known = SERIES.find((each) => each.name === series);
  return known && (unit === known.unit || (unit === '1' && known.unit === ''))
    ? { series: known.name, unit: known.unit }
    : undefined;
}

function unitOf(
  series: SeriesName,
  words: readonly string[],
  samples: readonly string[],
  decimal: '.' | ',',
  namedUnit: string | undefined,
): SeriesUnit | undefined {
  const ours = SERIES.find(({ name }) => name === series)?.unit ?? '';
  const units = UNITS_OF[ours];
  const named = namedUnit === undefined ? undefined : unitNamed(units, namedUnit);
  if (named) return named;
  // Of a difficulty a last word `m` is no million.
  const said = ours === '' ? undefined : words.map((word) => unitNamed(units, word)).findLast(Boolean);
  return said ?? usualUnit(units, typical(samples, units, decimal));
}

/** By size, where nobody says: what small miners and their loggers mostly write. */
function usualUnit(units: readonly SeriesUnit[], size: number): SeriesUnit | undefined {
  const named = (name: string) => unitNamed(units, name);
  switch (units[0]?.name) {
    case 'H/s':
      return named(size >= 1e10 ? 'H/s' : size < 20 ? 'TH/s' : 'GH/s');
    case '°C':
      return named(size > 115 ? '°F' : '°C');
    case 'V':
      return named(size > 100 ? 'mV' : 'V');
    case 'A':
      return named(size > 100 ? 'mA' : 'A');
    default:
      return units[0];
  }
}

/** The middle figure of some samples, as written. */
function typical(samples: readonly string[], units: readonly SeriesUnit[], decimal: '.' | ','): number {
  const plain = units[0];
  if (!plain) return Number.NaN;
  const figures = samples
    .filter((sample) => !isMissing(sample))
    .map((sample) => figureIn(sample, plain, units, decimal))
    .filter((figure) => figure > 0)
    .sort((a, b) => a - b);
  return figures[figures.length >> 1] ?? Number.NaN;
}
