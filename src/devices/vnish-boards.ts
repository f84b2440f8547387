import type { Board, Chip, Oddity } from '../domain/reading.ts';
import { largest, total } from './board-totals.ts';
import { RawRecord } from './raw-record.ts';

/**
 * The boards as VNish tells of them: in the summary, and in `/chains` (open without a login), which adds the chips and
 * calls some fields otherwise. One record a board, the summary's fields before the others'.
 */
export function vnishChains(miner: RawRecord, chains: unknown, oddities: Oddity[]): readonly RawRecord[] {
  const inSummary = miner.records('chains');
  const alone = new RawRecord({ chains }, oddities).records('chains');
  const known = inSummary.length > 0 ? inSummary : alone;
  return known.map((chain, place) => {
    const id = chain.number('id');
    const same = alone.find((each) => id !== undefined && each.number('id') === id) ?? alone[place];
    return new RawRecord({ ...fieldsOf(same), ...fieldsOf(chain) }, oddities, `chains[${place}].`);
  });
}

/** GH/s (or what `/info` says), MHz, mV, °C. */
export function vnishBoards(chains: readonly RawRecord[], unitHs: number): readonly Board[] {
  return chains.map((chain, place) => {
    const perChip = chain.records('chips').map((chip) => chipOf(chip, unitHs));
    return {
      id: chain.number('id', { min: 0, max: 1_000 }) ?? place + 1,
      hashrateHs:
        chain.number('hashrate_rt', { min: 0, max: 1e18, scale: unitHs }) ??
        chain.number('hr_realtime', { min: 0, max: 1e18, scale: unitHs }),
      chips: chipCount(chain) ?? (perChip.length > 0 ? perChip.length : undefined),
      tempChipC: hottest(chain, 'chip_temp') ?? hottestSensor(chain, 'chip'),
      tempBoardC: hottest(chain, 'pcb_temp') ?? hottestSensor(chain, 'board'),
      frequencyMhz:
        chain.number('frequency', { min: 0, max: 5_000 }) ?? chain.number('freq', { min: 0, max: 5_000 }),
      voltageV: chain.number('voltage', { min: 0, max: 100, scale: 0.001 }),
      ...(perChip.length > 0 ? { perChip } : {}),
    };
  });
}

function chipOf(chip: RawRecord, unitHs: number): Chip {
  return {
    hashrateHs: chip.number('hr', { min: 0, max: 1e18, scale: unitHs }),
    errors: chip.count('errs') ?? chip.count('errors'),
    tempC: chip.temperature('temp'),
    voltageV: chip.number('volt', { min: 0, max: 20, scale: 0.001 }),
  };
}

/** Each chip has one of three colours: grey is well, orange and red are not. */
function chipCount(chain: RawRecord): number | undefined {
  const colours = chain.record('chip_statuses');
  return total(['red', 'orange', 'grey'].map((colour) => colours.count(colour)));
}

/** `chip_temp: {min, max}`; a board without it tells its sensors one by one. */
function hottest(chain: RawRecord, name: string): number | undefined {
  const sensors = chain.records(`${name}_sens`).filter((sensor) => sensor.text('status') === 'measure');
  return (
    chain.record(name).temperature('max') ?? largest(sensors.map((sensor) => sensor.temperature('temp')))
  );
}

/** `/chains` lists both sensors of a place together: `{state: "measure", board: 39, chip: 54, loc: 28}`. */
function hottestSensor(chain: RawRecord, part: 'chip' | 'board'): number | undefined {
  const sensors = chain.records('sensors').filter((sensor) => sensor.text('state') === 'measure');
  return largest(sensors.map((sensor) => sensor.temperature(part)));
}

function fieldsOf(record: RawRecord | undefined): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    record?.names().flatMap((name) => (record.has(name) ? [[name, record.raw(name)]] : [])) ?? [],
  );
}
