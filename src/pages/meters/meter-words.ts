import type { MeterPart } from '../../domain/meter.ts';
import type { Miner } from '../../domain/miner.ts';
import type { MeterView, WallMeter } from '../../domain/wall-meter.ts';
import { listed } from '../../ui/format/name-list.ts';
import { formatPower } from '../../ui/format/power.ts';
import { formatTemperature } from '../../ui/format/temperature.ts';
import { meters as text } from '../../ui/text/en/meters.ts';
import { collectorFailure } from '../collector-failure.ts';

type Unit = { readonly unit: 'C' | 'F' };

/** `24.6 W, on`: what a part says, in the order in which it matters; empty where it says nothing. */
export function partFigures(part: MeterPart | undefined, temperature: Unit): string {
  if (!part) return '';
  const { powerW, tempC, humidityPct, on } = part;
  return [
    ...(powerW === undefined ? [] : [formatPower(powerW)]),
    ...(tempC === undefined ? [] : [formatTemperature(tempC, temperature)]),
    ...(humidityPct === undefined ? [] : [`${Math.round(humidityPct)}\u00a0%`]),
    ...(on === undefined ? [] : [on ? text.row.on : text.row.off]),
  ].join(', ');
}

/** What a meter is for, in a sentence. */
export function roleWords({ role }: WallMeter, miners: readonly Miner[]): string {
  const words = text.row;
  const names = minerNames(role.minerIds, miners);
  const none = role.minerIds.length === 0;
  if (role.kind === 'room') return none ? words.roomAll : words.room(names);
  if (role.kind === 'grid') return words.grid;
  if (role.kind === 'switch') return none ? words.switchesNone : words.switches(names);
  if (none) return words.feedsNone;
  return role.minerIds.length > 1 ? words.together(names) : words.feeds(names);
}

/** Names in a row, as a sentence has them. One that was removed has none any more. */
export function minerNames(minerIds: readonly string[], miners: readonly Miner[]): string {
  return listed(minerIds.map((id) => miners.find((miner) => miner.id === id)?.name ?? text.row.gone));
}

/** Why a meter could not be asked or kept. */
export function meterFailureWords(error: unknown, nowMs: number): string {
  return text.failures[collectorFailure(error, nowMs).kind];
}

/** Miners on a plug whose owner has not allowed changes: it must not be switched. */
export function withoutConsent({ meter }: MeterView, miners: readonly Miner[]): readonly Miner[] {
  return miners.filter(({ id, control }) => meter.role.minerIds.includes(id) && control !== 'by-hand');
}
