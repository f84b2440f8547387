import type { Board, Chip } from '../domain/reading.ts';
import { avalonNumbers } from './avalon-mm.ts';
import type { RawRecord } from './raw-record.ts';

/** No board of any maker comes near these. */
const MOST_GHS = 1e9;
const MOST_MV = 20_000;

/**
 * Hash boards of one module of an Avalon, one for each number of MGHS. Chips are told in `PVT_T0 …` (°C) and
 * `PVT_V0 …` (mV), on Q in a text of its own (`hashBoard`). An Avalon 7–9 tells no rates of boards: there the module
 * stands as one. Numbered from `firstId` on.
 */
export function avalonBoards(
  module: RawRecord,
  hashBoard: Readonly<Record<string, string>>,
  firstId = 0,
): readonly Board[] {
  const list = (name: string) => avalonNumbers(module.longText(name) ?? hashBoard[name]);
  const chipsInAll = module.number('TA', { min: 1, max: 100_000 });
  const frequencyMhz = clockMhz(module);
  const rates = list('MGHS');
  if (rates.length === 0)
    return chipsInAll === undefined
      ? []
      : [{ id: firstId, chips: chipsInAll, tempChipC: module.temperature('TMax'), frequencyMhz }];
  const hottest = list('MTmax');
  const chips = rates.map((_, place) => chipsOf(list(`PVT_T${place}`), list(`PVT_V${place}`)));
  // A board without chips among others that have some is dead: nothing is known of its share.
  const evenly = chips.some((some) => some.length > 0) ? undefined : evenShare(chipsInAll, rates.length);
  return rates.map((ghs, place) => {
    const perChip = chips[place] ?? [];
    return {
      id: firstId + place,
      hashrateHs: ghs >= 0 && ghs <= MOST_GHS ? ghs * 1e9 : undefined,
      chips: perChip.length > 0 ? perChip.length : evenly,
      tempChipC: measured(hottest[place]),
      frequencyMhz,
      ...(perChip.length > 0 ? { perChip } : {}),
    };
  });
}

/** A first Nano 3 says 0 while it hashes: it does not tell its clock. */
export function clockMhz(module: RawRecord): number | undefined {
  return module.number('Freq', { min: 0, max: 5_000 }) || undefined;
}

/** Boards of a module are alike: a total that does not divide tells that one of them is not whole. */
function evenShare(chips: number | undefined, boards: number): number | undefined {
  return chips === undefined || chips % boards !== 0 ? undefined : chips / boards;
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
