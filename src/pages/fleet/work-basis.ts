import type { FleetView } from '../../domain/fleet-view.ts';
import { freshnessOf } from '../../domain/freshness.ts';
import { formatAge } from '../../ui/format/age.ts';
import { fleet } from '../../ui/text/en/fleet.ts';
import type { FleetPay } from '../pay/fleet-pay.ts';

const text = fleet.tiles;

/**
 * On what the worth of the counted work rests where that is not fresh from a source: a hashprice that somebody typed some
 * time ago, or what a source told a while ago. Nothing for the demo, which says of all its figures that they are examples.
 */
export function workBasis(
  { miners }: Pick<FleetPay, 'miners'>,
  { fleet: kind, settings, outside }: Pick<FleetView, 'fleet' | 'settings' | 'outside'>,
  nowMs: number,
): readonly string[] {
  if (kind === 'demo') return [];
  const algorithms = new Set(miners.flatMap(({ day }) => day?.inputs.algorithm ?? []));
  const typed = algorithms.has('sha256') && outside?.work.sha256 === undefined;
  const toldMs = [...algorithms].flatMap((algorithm) => outside?.work[algorithm]?.atMs ?? []);
  const ageMs = nowMs - Math.min(...toldMs);
  const old = toldMs.length > 0 && freshnessOf('network', ageMs) !== 'fresh';
  return [
    ...(typed ? [typedWords(settings.market.enteredAtMs, nowMs)] : []),
    ...(old ? [text.workOld(formatAge(ageMs))] : []),
  ];
}

function typedWords(enteredAtMs: number | undefined, nowMs: number): string {
  return enteredAtMs === undefined ? text.workUndated : text.workTyped(formatAge(nowMs - enteredAtMs));
}
