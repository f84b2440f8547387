import { describe, expect, it } from 'vitest';
import type { FleetEvent } from '../../domain/alert.ts';
import type { ChangeRecord } from '../../domain/control.ts';
import { minerChanges } from './miner-changes.ts';

const NOW = Date.UTC(2026, 4, 1);
const MINUTE = 60_000;

const record = (more: Partial<ChangeRecord> = {}): ChangeRecord => ({
  id: 'ours',
  minerId: 'one',
  atMs: NOW,
  change: { kind: 'tuning', frequencyMhz: 525 },
  outcome: 'done',
  differences: [{ setting: 'frequencyMhz', before: 500, wanted: 525, after: 525 }],
  ...more,
});
const event = (atMs: number, kind: FleetEvent['kind'] = 'setting-changed'): FleetEvent => ({
  id: `${kind} ${atMs - NOW}`,
  minerId: 'one',
  atMs,
  kind,
  from: 'a',
  to: 'b',
});
const limits = (...watts: readonly number[]) =>
  watts.map((powerLimitW, place) => ({ fromMs: NOW + place * 15 * MINUTE, powerLimitW }));

describe('what changed a miner', () => {
  it('is one change where it was asked for here and then seen on the device', () => {
    const changes = minerChanges([record()], [event(NOW + 2 * MINUTE)], []);
    expect(changes).toMatchObject([{ id: 'ours', by: 'ours', seenAs: 'setting-changed 120000' }]);
  });

  it('is the owner’s own where nobody asked for it here', () => {
    const changes = minerChanges(
      [record()],
      [event(NOW + 90 * MINUTE), event(NOW - 90 * MINUTE, 'firmware-changed')],
      [],
    );
    expect(changes.map(({ by, kind }) => `${by} ${kind}`)).toEqual([
      'device firmware',
      'ours setting',
      'device setting',
    ]);
  });

  it('is nothing that was refused, and no restart', () => {
    const restart = record({ change: { kind: 'restart' } });
    expect(
      minerChanges([record({ outcome: 'refused' }), record({ outcome: 'rolled-back' }), restart], [], []),
    ).toEqual([]);
    expect(minerChanges([], [event(NOW, 'best-share'), event(NOW, 'restarted')], [])).toEqual([]);
  });

  it('is a power limit that stays another, and none that is another for a moment', () => {
    const changes = minerChanges([], [], limits(3000, 3000, 2500, 3000, 3000, 2800, 2800));
    expect(changes).toMatchObject([
      { kind: 'power-limit', from: '3000 W', to: '2800 W', atMs: NOW + 75 * MINUTE },
    ]);
  });
});
