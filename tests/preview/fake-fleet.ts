import type { Alert } from '../../src/domain/alert.ts';
import type { FleetView, MinerView } from '../../src/domain/fleet-view.ts';
import { FAKE_MINERS, type FakeSituation, fakeMinerView } from './fake-miners.ts';
import { fakeView } from './fake-views.ts';

const ROOMS = ['Kitchen', 'Desk', 'Attic', 'Bathroom', 'Garage', 'Cellar'] as const;

/** A fleet of any size, in which all states come up: of a hundred miners about ten are not well. Pure. */
export function fakeFleet(size: number, nowMs: number, fleet: 'real' | 'demo' = 'real'): FleetView {
  const miners = Array.from({ length: size }, (_, place) => fakeMiner(place, nowMs));
  return {
    ...fakeView('fine', nowMs, fleet),
    miners,
    alerts: miners.flatMap((view) => alertsOf(view, nowMs)),
  };
}

function fakeMiner(place: number, nowMs: number): MinerView {
  const kind = FAKE_MINERS[place % FAKE_MINERS.length];
  const room = ROOMS[place % ROOMS.length] ?? 'Hall';
  if (!kind) throw new Error('no fake miners');
  const id = (place + 0x100).toString(16);
  const name = `${room} ${kind.name.split(' ')[1]} ${place + 1}`;
  const view = fakeMinerView({ ...kind, id, name }, nowMs, situationOf(place));
  const address = { host: `10.0.${place >> 8}.${place & 255}`, port: 80 };
  const tags = place % 4 === 0 ? [room.toLowerCase(), 'circuit 2'] : [room.toLowerCase()];
  return { ...view, miner: { ...view.miner, address, tags } };
}

function situationOf(place: number): FakeSituation {
  switch (place % 37) {
    case 5:
      return { state: 'offline' };
    case 11:
      return { state: 'paused', level: 0 };
    case 17:
      return { state: 'degraded', level: 0.7 };
    case 23:
      return { state: 'stale', silentForMs: 3 * 60_000 };
    case 29:
      return { state: 'lost', silentForMs: 40 * 60_000 };
    default:
      return {};
  }
}

function alertsOf({ miner, state }: MinerView, nowMs: number): readonly Alert[] {
  if (state !== 'offline' && state !== 'lost') return [];
  const sinceMs = nowMs - 20 * 60_000;
  const kind = state === 'lost' ? 'unreachable' : 'not-hashing';
  const evidence = { sinceMs, chart: 'hashrateHs', seen: 0 } as const;
  return [
    { id: `${kind}:${miner.id}`, kind, minerIds: [miner.id], severity: 'act', openedAtMs: sinceMs, evidence },
  ];
}
