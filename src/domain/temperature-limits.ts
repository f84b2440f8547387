import type { MinerIdentity } from './miner.ts';

/** From where on heat is worth a word, and where the device stops by itself. */
export interface TemperatureLimit {
  readonly watchAtC: number;
  /** Where the firmware cuts the power; absent where it is not documented. */
  readonly stopsAtC?: number | undefined;
  /** Where the figures come from, shown to the owner. */
  readonly source: string;
}

export interface TemperatureLimits {
  readonly chip?: TemperatureLimit | undefined;
  readonly regulator?: TemperatureLimit | undefined;
}

/** Limits belong to the device, not to the app: 95 °C is a fault for a Bitaxe and daily life for an Avalon Nano. */
const AXEOS: TemperatureLimits = {
  chip: { watchAtC: 70, stopsAtC: 75, source: 'AxeOS stops at 75 °C (power_management_task.c)' },
  regulator: { watchAtC: 95, stopsAtC: 105, source: 'AxeOS stops at 105 °C (power_management_task.c)' },
};

const NERDOS: TemperatureLimits = {
  chip: {
    watchAtC: 66,
    stopsAtC: 70,
    source: 'NerdOS stops at 70 °C unless set otherwise (power_management_task.cpp)',
  },
  regulator: {
    watchAtC: 95,
    stopsAtC: 105,
    source: 'NerdOS boards with a TPS546 stop at 105 °C (TPS546_THROTTLE_TEMP)',
  },
};

/** Nano 3 and 3S hold their chips at 85 and 90 °C on average, hottest 96 °C (TarT, TAvg, TMax of recorded replies). */
const AVALON_NANO: TemperatureLimits = {
  chip: { watchAtC: 105, source: 'Avalon Nano aims at 85 to 90 °C; this is 15 °C above' },
};

/** A-series machines aim at 65 °C on average, hottest 78 °C in recorded replies; repairers report trips at 95 to 105. */
const AVALON_RACK: TemperatureLimits = {
  chip: {
    watchAtC: 95,
    source: 'Avalon A-series aims at 65 °C; over-temperature trips are reported from 95 °C',
  },
};

/** The stock kernel log gives its own maximum when it stops: "chip temp … max 95" (L7, D9). */
const ANTMINER: TemperatureLimits = {
  chip: { watchAtC: 95, source: 'Antminer kernel log: chip temp max 95' },
};

/** What is known of a device's limits; where nothing is known there is no limit, and so no finding. */
export function temperatureLimits(identity: MinerIdentity): TemperatureLimits {
  const model = identity.model ?? '';
  switch (identity.family) {
    case 'axeos':
      return AXEOS;
    case 'nerdos':
      return NERDOS;
    case 'avalon':
      if (/nano/i.test(model)) return AVALON_NANO;
      return /\b(A|Avalon(Miner)?)?\s?1\d{3}/i.test(model) ? AVALON_RACK : {};
    case 'antminer':
    case 'hiveon':
    case 'cgminer':
      return /antminer|bitmain/i.test(`${identity.make ?? ''} ${model}`) ? ANTMINER : {};
    default:
      return {};
  }
}
