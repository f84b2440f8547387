import { isMeterFresh, type MeterView } from './wall-meter.ts';

/**
 * The air around a miner, °C: the mean of the sensors that are for it, and where there are none, of those that are for
 * all miners. Undefined where no such sensor has answered lately.
 */
export function roomTempC(minerId: string, meters: readonly MeterView[], nowMs: number): number | undefined {
  const rooms = meters.filter(({ meter }) => meter.role.kind === 'room');
  const own = rooms.filter(({ meter }) => meter.role.minerIds.includes(minerId));
  const chosen = own.length > 0 ? own : rooms.filter(({ meter }) => meter.role.minerIds.length === 0);
  const told = chosen.flatMap((view) => (isMeterFresh(view, nowMs) ? (view.part?.tempC ?? []) : []));
  return told.length > 0 ? told.reduce((sum, tempC) => sum + tempC, 0) / told.length : undefined;
}
