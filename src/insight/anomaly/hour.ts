import type { Quarter } from './quarter.ts';

type Gauge = {
  [Name in keyof Quarter]-?: NonNullable<Quarter[Name]> extends number ? Name : never;
}[keyof Quarter];

const MEANS = [
  'hashrateHs',
  'expectedHashrateHs',
  'powerW',
  'chipC',
  'regulatorC',
  'outletC',
  'inletC',
  'roomC',
  'fanRpm',
  'fanSpread',
  'fanPercent',
  'inputV',
  'errorPercent',
  'frequencyMhz',
  'coreSetV',
  'weakestBoard',
] as const satisfies readonly Gauge[];

/**
 * The steady quarters of an hour as one: means of means, and counted errors together. What one of them lacks is missing in
 * all. Undefined where none was steady.
 */
export function hourOf(quarters: readonly Quarter[]): Quarter | undefined {
  const steady = quarters.filter((quarter) => quarter.steady);
  const [first] = steady;
  const last = steady.at(-1);
  if (!first || !last) return undefined;
  const hour: { -readonly [Name in keyof Quarter]: Quarter[Name] } = { ...first, toMs: last.toMs };
  const lengthMs = steady.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  // Errors were counted in these quarters alone: the hour is as long as they are.
  hour.fromMs = last.toMs - lengthMs;
  for (const name of MEANS) {
    let sum = 0;
    for (const quarter of steady) sum += quarter[name] ?? Number.NaN;
    hour[name] = Number.isNaN(sum) ? undefined : sum / steady.length;
  }
  const errors = steady.reduce((sum, { hwErrors }) => sum + (hwErrors ?? Number.NaN), 0);
  hour.hwErrors = Number.isNaN(errors) ? undefined : errors;
  return hour;
}
