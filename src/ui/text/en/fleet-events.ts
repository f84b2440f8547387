import type { FleetEvent, FleetEventKind } from '../../../domain/alert.ts';

type Words = (from?: string, to?: string) => string;

const events: Readonly<Record<FleetEventKind, Words>> = {
  added: () => 'added',
  restarted: () => 'restarted',
  'restarted-by-itself': () => 'told to restart, as it found nothing',
  'setting-changed': (from, to) => (from && to ? `set from ${from} to ${to}` : 'setting changed'),
  'mode-changed': (from, to) => (from && to ? `mode changed from ${from} to ${to}` : 'mode changed'),
  'power-limit-changed': (from, to) =>
    from && to ? `power limit changed from ${from} to ${to}` : 'power limit changed',
  'fan-changed': (from, to) => (from && to ? `fan changed from ${from} to ${to}` : 'fan changed'),
  'pool-changed': (from, to) => (from && to ? `pool changed from ${from} to ${to}` : 'pool changed'),
  'pools-set': (from, to) => (from && to ? `pools set from ${from} to ${to}` : 'pools set'),
  'firmware-changed': (from, to) => (from && to ? `firmware ${from} replaced by ${to}` : 'firmware changed'),
  'address-changed': (_from, to) => (to ? `moved to ${to}` : 'address changed'),
  'best-share': () => 'new best share',
  paused: () => 'paused',
  resumed: () => 'resumed',
  'back-filled': () => 'history filled in from the miner’s own memory',
};

/** What happened, without the miner's name: "set from 500 MHz to 525 MHz". */
export function eventWords({ kind, from, to }: Pick<FleetEvent, 'kind' | 'from' | 'to'>): string {
  return events[kind](from, to);
}
