import type { MinerView } from '../../domain/fleet-view.ts';
import type { HardwareFacts } from '../../domain/hardware.ts';
import type { Reading } from '../../domain/reading.ts';
import type { HashrateUnit, Settings } from '../../domain/settings.ts';
import { powerAndRate, rateHs } from '../../domain/steady-rate.ts';
import { ABSENT, THREE_FIGURES, withUnit } from '../../ui/format/decimal.ts';
import { formatEfficiency } from '../../ui/format/efficiency.ts';
import { formatHashrate } from '../../ui/format/hashrate.ts';
import { formatPower } from '../../ui/format/power.ts';
import { formatCount } from '../../ui/format/share-counts.ts';
import { formatTemperature } from '../../ui/format/temperature.ts';
import { miner as text } from '../../ui/text/en/miner.ts';

/** One figure of a device: what it is made for, and what it is now. */
export interface HardwareRow {
  readonly label: string;
  /** Absent where nobody has told. */
  readonly design: string | undefined;
  readonly now: string;
  /** It is above what it is made for. */
  readonly over: boolean;
}

const words = text.hardware.rows;

/** What a device is made for beside what it does now. Limits of which none is known are one row. */
export function hardwareRows(
  facts: HardwareFacts,
  view: MinerView,
  units: Pick<Settings, 'temperatureUnit' | 'hashrateUnit'>,
): readonly HardwareRow[] {
  const limits = limitRows(facts, view.reading, units.temperatureUnit);
  const known = limits.filter(({ design }) => design !== undefined);
  return [
    ...ratedRows(facts, view, units.hashrateUnit),
    ...(known.length > 0 ? known : [row(words.limits, undefined, ABSENT)]),
  ];
}

function row(label: string, design: string | undefined, now: string, over = false): HardwareRow {
  return { label, design, now, over };
}

function ratedRows(facts: HardwareFacts, view: MinerView, unit: HashrateUnit): HardwareRow[] {
  const { miner, reading } = view;
  const algorithm = facts.algorithm?.value ?? miner.identity.algorithm;
  // What the device itself says of its power: that is what it is made for.
  const now = powerAndRate({ ...view, wall: undefined });
  const ratedHs = facts.ratedHashrateHs?.value;
  const efficiency = (powerW: number | undefined, hashrateHs: number | undefined, at: 'wall' | undefined) =>
    formatEfficiency({ powerW, hashrateHs, at, algorithm });
  return [
    row(
      words.hashrate,
      known(formatHashrate(ratedHs, { algorithm, unit })),
      formatHashrate(rateHs(view), { algorithm, unit }),
    ),
    row(words.power, designPower(facts), formatPower(reading?.powerW)),
    row(
      words.efficiency,
      known(efficiency(facts.ratedPowerW?.value, ratedHs, undefined)),
      efficiency(now.powerW, now.hashrateHs, now.atWall ? 'wall' : undefined),
    ),
    row(words.chips, designChips(facts), chipsNow(reading)),
    ...(facts.fans ? [row(words.fans, formatCount(facts.fans.value), fansNow(reading))] : []),
  ];
}

function designPower({ ratedPowerW, selfTestPowerW }: HardwareFacts): string | undefined {
  if (ratedPowerW) return formatPower(ratedPowerW.value);
  return selfTestPowerW && text.hardware.selfTest(formatPower(selfTestPowerW.value));
}

/** `1 × BM1370`; `3 boards of 114` where nobody has told the chip. */
function designChips({ chip, chipsPerBoard, boards }: HardwareFacts): string | undefined {
  if (!chipsPerBoard || !boards) return chip?.value;
  if (chip) return text.hardware.chips(formatCount(chipsPerBoard.value * boards.value), chip.value);
  if (boards.value === 1) return formatCount(chipsPerBoard.value);
  return text.hardware.boardsOfChips(formatCount(boards.value), formatCount(chipsPerBoard.value));
}

/** Chips that answer, on all boards; not told unless each board tells. */
function chipsNow(reading: Reading | undefined): string {
  const chips = reading?.boards.map((board) => board.chips ?? Number.NaN) ?? [];
  return chips.length === 0 ? ABSENT : formatCount(chips.reduce((sum, count) => sum + count, 0));
}

function fansNow(reading: Reading | undefined): string {
  const count = reading?.fans.length ?? 0;
  return count === 0 ? ABSENT : formatCount(count);
}

function limitRows(facts: HardwareFacts, reading: Reading | undefined, unit: 'C' | 'F'): HardwareRow[] {
  const { maxPowerW, nominalInputV, maxChipC, maxVrC } = facts;
  const coreMv = (reading?.voltageCoreSetV ?? reading?.voltageCoreV ?? Number.NaN) * 1_000;
  const temperature = (tempC: number | undefined) => formatTemperature(tempC, { unit });
  return [
    offered(words.clock, 'MHz', facts.defaultFrequencyMhz, facts.frequencyOptionsMhz, reading?.frequencyMhz),
    offered(words.core, 'mV', facts.defaultCoreVoltageMv, facts.coreVoltageOptionsMv, coreMv),
    row(
      words.input,
      nominalInputV && withUnit(nominalInputV.value, 'V'),
      withUnit(reading?.voltageInV, 'V', THREE_FIGURES),
    ),
    // What a board is made to draw says nothing of the supply's losses on the way to it.
    limit(words.limit, maxPowerW, reading?.powerAtWall ? undefined : reading?.powerW, formatPower),
    limit(words.chip, maxChipC, reading?.tempChipMaxC, temperature),
    limit(words.regulator, maxVrC, reading?.tempVrC, temperature),
  ];
}

interface Figure<T> {
  readonly value: T;
}

function offered(
  label: string,
  unit: string,
  own: Figure<number> | undefined,
  options: Figure<readonly number[]> | undefined,
  now: number | undefined,
): HardwareRow {
  const most = options?.value.at(-1);
  const figure = own && withUnit(own.value, unit);
  const range =
    figure && options
      ? text.hardware.offered(figure, formatCount(options.value[0]), formatCount(most))
      : figure;
  return row(
    label,
    range,
    withUnit(now, unit, { maximumFractionDigits: 1 }),
    now !== undefined && most !== undefined && now > most,
  );
}

function limit(
  label: string,
  most: Figure<number> | undefined,
  now: number | undefined,
  format: (figure: number | undefined) => string,
): HardwareRow {
  const design = most && text.hardware.atMost(format(most.value));
  return row(label, design, format(now), most !== undefined && now !== undefined && now > most.value);
}

function known(figure: string): string | undefined {
  return figure === ABSENT ? undefined : figure;
}
