import type { Board, Chip } from '../domain/reading.ts';
import { avalonNumbers } from './avalon-mm.ts';
import type { RawRecord } from './raw-record.ts';

/** No board of any maker comes near these. */
const MOST_GHS = 1e9;
const MOST_MV = 20_000;

/**
 * Hash boards of an Avalon, one for each number of MGHS. Chips are told in `PVT_T0 …` (°C) and `PVT_V0 …` (mV), on Q in
 * a text of its own (`hashBoard`).
 */
export function avalonBoards(
  whole: RawRecord,
  hashBoard: Readonly<Record<string, string>>,
): readonly Board[] {
  const list = (name: string) => avalonNumbers(whole.longText(name) ?? hashBoard[name]);
  const rates = list('MGHS');
  const hottest = list('MTmax');
  const chipsInAll = whole.number('TA', { min: 1, max: 100_000 });
  const frequencyMhz = whole.number('Freq', { min: 0, max: 5_000 });
  return rates.map((ghs, id) => {
    const perChip = chipsOf(list(`PVT_T${id}`), list(`PVT_V${id}`));
    const evenly = chipsInAll === undefined ? undefined : chipsInAll / rates.length;
    return {
      id,
      hashrateHs: ghs >= 0 && ghs <= MOST_GHS ? ghs * 1e9 : undefined,
      chips: perChip.length > 0 ? perChip.length : evenly,
      tempChipC: measured(hottest[id]),
      frequencyMhz,
      ...(perChip.length > 0 ? { perChip } : {}),
    };
  });
}

function chipsOf(tempsC: readonly number[], millivolts: readonly number[]): readonly Chip[] {
  return tempsC.map((tempC, place) => {
    const mv = millivolts[place];
    return {
      tempC: measured(tempC),
      voltageV: mv !== undefined && mv > 0 && mv <= MOST_MV ? mv / 1_000 : undefined,
    };
  });
}

/** 0 and −273 say that nothing was measured. */
function measured(tempC: number | undefined): number | undefined {
  return tempC !== undefined && tempC > 0 && tempC < 250 ? tempC : undefined;
}
