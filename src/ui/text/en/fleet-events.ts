import type { FleetEvent, FleetEventKind } from '../../../domain/alert.ts';

const EVENTS: Readonly<Record<FleetEventKind, string>> = {
  added: 'added',
  restarted: 'restarted',
  'restarted-by-itself': 'told to restart, as it found nothing',
  'setting-changed': 'setting changed',
  'mode-changed': 'mode changed',
  'power-limit-changed': 'power limit changed',
  'fan-changed': 'fan changed',
  'pool-changed': 'pool changed',
  'pools-set': 'pools set',
  'firmware-changed': 'firmware changed',
  'address-changed': 'address changed',
  'best-share': 'new best share',
  paused: 'paused',
  resumed: 'resumed',
  'back-filled': 'history filled in from the miner’s own memory',
};

/** What happened, without the miner's name: "setting changed from 500 MHz to 525 MHz". */
export function eventWords({ kind, from, to }: Pick<FleetEvent, 'kind' | 'from' | 'to'>): string {
  // A best share is told by more figures than anybody reads.
  const told = from && to && kind !== 'best-share';
  return told ? `${EVENTS[kind]} from ${from} to ${to}` : EVENTS[kind];
}
