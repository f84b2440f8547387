import type { Board, Chip, Oddity } from '../domain/reading.ts';
import { largest, mean } from './board-totals.ts';
import { RawRecord } from './raw-record.ts';

/** Where FluxOS tells of its boards; board 0 of temperature, voltage and frequency is the control board. */
export interface AuradineBoardReplies {
  readonly devs?: unknown;
  readonly asccount?: unknown;
  readonly temperature?: unknown;
  readonly voltage?: unknown;
  readonly frequency?: unknown;
}

/** The boards of DEVS, with what else is told of each and of its chips. */
export function auradineBoards(replies: AuradineBoardReplies, oddities: Oddity[]): readonly Board[] {
  const chips = chipsPerBoard(replies.asccount, oddities);
  const sections = (reply: unknown, name: string) => new RawRecord(reply, oddities).records(name);
  const temperature = sections(replies.temperature, 'Temperature');
  const voltage = sections(replies.voltage, 'Voltage');
  const frequency = sections(replies.frequency, 'Frequency');
  return sections(replies.devs, 'DEVS').map((board, place) => {
    const id = board.number('ID', { min: 0, max: 1_000 }) ?? place + 1;
    const of = (all: readonly RawRecord[]) => all.find((each) => each.number('ID') === id);
    const temps = byChip(of(temperature), 'ChipTemp', (chip) => chip.temperature('Temperature'));
    const volts = byChip(of(voltage), 'ChipVoltage', (chip) => chip.number('Voltage', { min: 0, max: 20 }));
    const clocks = byChip(of(frequency), 'ChipFrequency', (chip) =>
      chip.number('Frequency', { min: 0, max: 5_000 }),
    );
    const perChip = chipsOf(temps, volts);
    return {
      id,
      hashrateHs: board.number('MHS 5s', { min: 0, max: 1e18, scale: 1e6 }),
      chips,
      tempChipC: largest([...temps.values()]),
      tempBoardC: board.temperature('Temperature'),
      frequencyMhz: mean([...clocks.values()]),
      ...(perChip.length > 0 ? { perChip } : {}),
    };
  });
}

/** It counts all chips and all boards; boards of one machine are alike. */
function chipsPerBoard(reply: unknown, oddities: Oddity[]): number | undefined {
  const [counted] = new RawRecord(reply, oddities).records('ASCCount');
  const chips = counted?.count('AsicCount');
  const boards = counted?.count('BoardCount');
  if (chips === undefined || boards === undefined || boards === 0) return undefined;
  return Number.isInteger(chips / boards) ? chips / boards : undefined;
}

function byChip(
  board: RawRecord | undefined,
  name: string,
  measured: (chip: RawRecord) => number | undefined,
): ReadonlyMap<number, number | undefined> {
  const chips = board?.records(name) ?? [];
  return new Map(
    chips.map((chip, place) => [chip.number('ID', { min: 0, max: 10_000 }) ?? place, measured(chip)]),
  );
}

function chipsOf(
  temps: ReadonlyMap<number, number | undefined>,
  volts: ReadonlyMap<number, number | undefined>,
): readonly Chip[] {
  const places = [...new Set([...temps.keys(), ...volts.keys()])].sort((a, b) => a - b);
  return places.map((place) => ({ tempC: temps.get(place), voltageV: volts.get(place) }));
}
