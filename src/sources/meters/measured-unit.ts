import type { MeterPart } from '../../domain/meter.ts';
import { numberOf } from '../fields.ts';

type Figure = 'powerW' | 'energyWh' | 'voltageV' | 'currentA' | 'tempC';

/** Units that plugs and house centres tell beside a number, what they measure, and how they become ours. */
const UNITS: Readonly<Record<string, readonly [Figure, (told: number) => number]>> = {
  mW: ['powerW', (told) => told / 1_000],
  W: ['powerW', (told) => told],
  kW: ['powerW', (told) => told * 1_000],
  MW: ['powerW', (told) => told * 1e6],
  Wh: ['energyWh', (told) => told],
  kWh: ['energyWh', (told) => told * 1_000],
  MWh: ['energyWh', (told) => told * 1e6],
  GWh: ['energyWh', (told) => told * 1e9],
  MJ: ['energyWh', (told) => told / 0.0036],
  GJ: ['energyWh', (told) => told / 3.6e-6],
  mV: ['voltageV', (told) => told / 1_000],
  V: ['voltageV', (told) => told],
  mA: ['currentA', (told) => told / 1_000],
  A: ['currentA', (told) => told],
  '°C': ['tempC', (told) => told],
  '°F': ['tempC', (told) => (told - 32) / 1.8],
  K: ['tempC', (told) => told - 273.15],
};

/** A number and its unit as our own figure; undefined where the unit is unknown or the number is none. */
export function measured(
  told: number | undefined,
  unit: string | undefined,
): Pick<MeterPart, Figure> | undefined {
  const [figure, toOurs] = UNITS[unit?.trim() ?? ''] ?? [];
  if (!figure || !toOurs || told === undefined) return undefined;
  const value = numberOf(toOurs(told));
  return value === undefined ? undefined : { [figure]: value };
}

/** What a unit measures; undefined for one that is unknown. */
export function figureOf(unit: string | undefined): Figure | undefined {
  return UNITS[unit?.trim() ?? '']?.[0];
}
