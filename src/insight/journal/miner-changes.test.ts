import { describe, expect, it } from 'vitest';
import type { FleetEvent } from '../../domain/alert.ts';
import type { MinerChange } from '../../domain/change-effect.ts';
import type { ChangeRecord } from '../../domain/control.ts';
import { type ChangeTellings, minerChanges } from './miner-changes.ts';

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
const quarters = (...told: readonly { readonly powerLimitW?: number; readonly fanPercent?: number }[]) =>
  told.map((each, place) => ({ fromMs: NOW + place * 15 * MINUTE, ...each }));
const limits = (...watts: readonly number[]) => quarters(...watts.map((powerLimitW) => ({ powerLimitW })));
const fans = (...percents: readonly number[]) => quarters(...percents.map((fanPercent) => ({ fanPercent })));
const changesOf = (tellings: Partial<ChangeTellings>) =>
  minerChanges({ records: [], events: [], told: [], work: [], ...tellings });
const said = (changes: readonly MinerChange[]) => changes.map(({ by, kind }) => `${by} ${kind}`);

describe('what changed a miner', () => {
  it('is one change where it was asked for here and then seen on the device', () => {
    const changes = changesOf({ records: [record()], events: [event(NOW + 2 * MINUTE)] });
    expect(changes).toMatchObject([
      { id: 'ours', by: 'ours', seenAs: 'setting-changed 120000', from: '500 MHz', to: '525 MHz' },
    ]);
  });

  it('was made elsewhere where nobody asked for it here', () => {
    const events = [event(NOW + 90 * MINUTE), event(NOW - 90 * MINUTE, 'firmware-changed')];
    expect(said(changesOf({ records: [record()], events }))).toEqual([
      'elsewhere firmware',
      'ours setting',
      'elsewhere setting',
    ]);
  });

  it('was made elsewhere also soon after one from here, where that one cannot show so', () => {
    const changes = changesOf({
      records: [record()],
      events: [event(NOW + 2 * MINUTE), event(NOW + 3 * MINUTE, 'pools-set')],
    });
    expect(said(changes)).toEqual(['ours setting', 'elsewhere pool']);
  });

  it.each(['fan', 'preset', 'power-limit', 'pools', 'restart', 'tuning'] as const)(
    'has what was asked for here of each kind: %s',
    (kind) => {
      const change = { kind, fanPercent: 1, preset: 'a', powerLimitW: 1, pools: [] };
      expect(changesOf({ records: [record({ change })] })).toHaveLength(1);
    },
  );

  it.each(['fan', 'mode', 'power-limit', 'setting', 'firmware'] as const)(
    'has what was set elsewhere of each kind: %s',
    (kind) => {
      expect(said(changesOf({ events: [event(NOW, `${kind}-changed`)] }))).toEqual([`elsewhere ${kind}`]);
    },
  );

  it('tells who asked for it where nobody pressed a button', () => {
    expect(said(changesOf({ records: [record({ by: 'planner' })] }))).toEqual(['planner setting']);
  });

  it('is nothing that was refused, and nothing that changes nothing', () => {
    const records = [record({ outcome: 'refused' }), record({ outcome: 'rolled-back' })];
    expect(changesOf({ records, events: [event(NOW, 'best-share'), event(NOW, 'paused')] })).toEqual([]);
  });

  it('has a restart that nobody asked for here, and not that of a changed setting', () => {
    expect(said(changesOf({ events: [event(NOW, 'restarted')] }))).toEqual(['elsewhere restart']);
    const tuned = { records: [record()], events: [event(NOW + MINUTE, 'restarted')] };
    expect(said(changesOf(tuned))).toEqual(['ours setting']);
  });

  it('tells a device that goes over to another pool of its list from one that was sent there', () => {
    const moved = event(NOW, 'pool-changed');
    expect(said(changesOf({ events: [{ ...moved, isOwn: true }] }))).toEqual(['itself pool']);
    expect(said(changesOf({ events: [moved] }))).toEqual(['elsewhere pool']);
  });

  it('leaves out a profile that firmware moves by itself, many times a day', () => {
    const events = Array.from({ length: 30 }, (_, hour) => event(NOW + hour * 60 * MINUTE, 'mode-changed'));
    expect(changesOf({ events })).toEqual([]);
    expect(changesOf({ events: events.slice(0, 2) })).toHaveLength(2);
  });

  it('is work that its owner logged, known to half a day', () => {
    const work = [{ id: 'w', minerId: 'one', atMs: NOW, kind: 'cleaned', told: 'hand' } as const];
    expect(changesOf({ work })).toMatchObject([
      { id: 'w', by: 'owner', kind: 'work', work: { kind: 'cleaned' }, withinMs: 12 * 60 * MINUTE },
    ]);
  });

  it('is a power limit that stays another, and none that is another for a moment', () => {
    const told = limits(3000, 3000, 2500, 3000, 3000, 2800, 2800);
    expect(changesOf({ told })).toMatchObject([
      { kind: 'power-limit', from: '3000 W', to: '2800 W', atMs: NOW + 75 * MINUTE },
    ]);
  });

  it('is one power limit where an answer told it, too', () => {
    const events = [event(NOW + 80 * MINUTE, 'power-limit-changed')];
    expect(changesOf({ events, told: limits(3000, 3000, 3000, 3000, 3000, 2800, 2800) })).toHaveLength(1);
  });

  it('is a fan that stands still at another speed, and none that follows heat', () => {
    const fixed = fans(60, 60, 60, 60, 60, 72, 80, 80, 80, 80, 80);
    expect(changesOf({ told: fixed })).toMatchObject([{ kind: 'fan', from: '60 %', to: '80 %' }]);
    expect(changesOf({ told: fans(60, 61, 60, 62, 61, 70, 80, 81, 79, 80, 81) })).toEqual([]);
    expect(changesOf({ told: fans(60, 60, 60, 60, 60, 60, 60, 60, 60, 60) })).toEqual([]);
  });
});
