import { describe, expect, test } from 'vitest';
import type { DeviceSnapshot } from '../devices/adapter.ts';
import type { Miner } from '../domain/miner.ts';
import { DEFAULT_SETTINGS } from '../domain/settings.ts';
import { FleetKeeper } from './fleet-keeper.ts';

const { pollMs } = DEFAULT_SETTINGS;
const MINUTE_MS = 60_000;
const MINER: Miner = {
  id: 'a',
  identity: { family: 'axeos', algorithm: 'sha256', firmware: 'v2.12.2' },
  address: { host: '192.168.1.20', port: 80 },
  name: 'Kitchen',
  addedAtMs: 0,
};

/** A miner of 1.2 TH/s at difficulty 256 (a share every 0.92 s), which can die and be started anew. */
function watched() {
  const keeper = new FleetKeeper('real', DEFAULT_SETTINGS);
  keeper.setMiners([MINER], 0);
  keeper.watchFrom(0);
  let atMs = 0;
  let startedAtMs = -3_600_000;
  let accepted = 500;
  const answer = (): DeviceSnapshot => ({
    identity: MINER.identity,
    reading: {
      atMs,
      hashrateHs: 1.2e12 + (atMs % 97) * 1e8,
      poolDifficulty: 256,
      uptimeS: (atMs - startedAtMs) / 1_000,
      mining: true,
      shares: { accepted, rejected: 0 },
      fans: [],
      boards: [],
      pools: [],
      faults: [],
      oddities: [],
    },
  });
  return {
    keeper,
    /** Polls it for minutes in which it finds as many shares a poll. */
    poll(minutes: number, sharesAPoll = 0) {
      for (const untilMs = atMs + minutes * MINUTE_MS; atMs < untilMs; atMs += pollMs) {
        accepted += sharesAPoll;
        keeper.answered('a', answer(), 'poll');
        keeper.watch(atMs);
      }
    },
    restart() {
      startedAtMs = atMs;
      accepted = 0;
    },
    open: () => keeper.view(atMs, true).alerts.filter(({ resolvedAtMs }) => resolvedAtMs === undefined),
    all: () => keeper.view(atMs, true).alerts,
  };
}

describe('restarts that do not help', () => {
  test('two of them leave the alarm as it is', () => {
    const fleet = watched();
    fleet.poll(10, 11);
    for (let restart = 0; restart < 2; restart += 1) {
      fleet.poll(10);
      fleet.restart();
    }
    fleet.poll(10);
    expect(fleet.open()).toMatchObject([{ kind: 'silent-death', severity: 'act' }]);
  });

  test('the third is one new alarm in the place of the old one, once the miner is surely silent again', () => {
    const fleet = watched();
    fleet.poll(10, 11);
    for (let restart = 0; restart < 3; restart += 1) {
      fleet.poll(10);
      fleet.restart();
    }
    // Right after it nobody knows yet whether it helped.
    fleet.poll(pollMs / MINUTE_MS);
    expect(fleet.open()).toMatchObject([{ kind: 'silent-death' }]);
    fleet.poll(10);
    expect(fleet.open()).toMatchObject([
      { kind: 'restart-in-vain', severity: 'act', evidence: { restarts: 3 }, also: ['silent-death'] },
    ]);
    // Since its last share, not since the last restart.
    expect(fleet.open()[0]?.evidence.sinceMs).toBeLessThan(11 * MINUTE_MS);
    expect(fleet.all().find(({ kind }) => kind === 'silent-death')).toMatchObject({ endedBy: 'grown' });
  });

  test('it is news also to an owner who has put the first alarm aside as seen, and told once', () => {
    const fleet = watched();
    fleet.poll(10, 11);
    fleet.poll(10);
    fleet.keeper.acknowledge(fleet.open()[0]?.id ?? '', 20 * MINUTE_MS);
    for (let restart = 0; restart < 3; restart += 1) {
      fleet.restart();
      fleet.poll(10);
    }
    expect(fleet.open()).toMatchObject([{ kind: 'restart-in-vain', acknowledgedAtMs: undefined }]);
    fleet.keeper.acknowledge(fleet.open()[0]?.id ?? '', 60 * MINUTE_MS);
    fleet.poll(30);
    fleet.restart();
    fleet.poll(30);
    expect(fleet.open()).toMatchObject([{ kind: 'restart-in-vain', evidence: { restarts: 4 } }]);
    expect(fleet.open()[0]?.acknowledgedAtMs).toBeDefined();
    expect(fleet.open()).toHaveLength(1);
  });

  test('a share ends it, and what came before it counts no more', () => {
    const fleet = watched();
    fleet.poll(10, 11);
    for (let restart = 0; restart < 3; restart += 1) {
      fleet.poll(10);
      fleet.restart();
    }
    fleet.poll(10);
    fleet.poll(10, 11);
    expect(fleet.open()).toEqual([]);
    fleet.poll(10);
    fleet.restart();
    fleet.poll(10);
    expect(fleet.open()).toMatchObject([{ kind: 'silent-death' }]);
  });

  test('restarts of a miner that finds shares in between are none of that', () => {
    const fleet = watched();
    for (let restart = 0; restart < 5; restart += 1) {
      fleet.poll(10, 11);
      fleet.restart();
    }
    fleet.poll(10);
    expect(fleet.open()).toMatchObject([{ kind: 'silent-death' }]);
  });
});

describe('a restart of which nobody knows what became', () => {
  test('is told of a miner that is silent, and ends with a share', () => {
    const fleet = watched();
    fleet.poll(10, 11);
    fleet.poll(10);
    fleet.keeper.takeUnanswered('a', true);
    fleet.poll(1);
    expect(fleet.open()).toMatchObject([{ kind: 'restart-in-vain', evidence: { unanswered: true } }]);
    fleet.keeper.takeUnanswered('a', false);
    fleet.poll(1);
    // Its owner may have taken it over: the silence itself stands all the same.
    expect(fleet.open()).toHaveLength(1);
    fleet.poll(10, 11);
    expect(fleet.open()).toEqual([]);
  });

  test('is nothing to tell of a miner that finds shares', () => {
    const fleet = watched();
    fleet.poll(10, 11);
    expect(fleet.keeper.takeUnanswered('a', true)).toBe(true);
    expect(fleet.keeper.takeUnanswered('a', true)).toBe(false);
    fleet.poll(10, 11);
    expect(fleet.open()).toEqual([]);
  });
});
