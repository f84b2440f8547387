import { describe, expect, test } from 'vitest';
import { jsonReply, type Script, scriptedDevice } from '../../tests/support/scripted-device.ts';
import { DeviceError } from '../devices/transport.ts';
import { formatAddress, type Miner } from '../domain/miner.ts';
import type { ScanLine } from '../domain/scan-report.ts';
import { LostSearch, type SilentMiner, searchDueAfterMs } from './lost-search.ts';
import { relocate } from './relocation.ts';

const MINUTE_MS = 60_000;
const MAC = 'AA:BB:CC:DD:EE:01';

const bitaxe = (macAddr: string | undefined): Script => ({
  web: { '/api/system/info': jsonReply({ ASICModel: 'BM1370', version: 'v2.9.0', hashRate: 1200, macAddr }) },
});

function miner(mac: string | undefined, host = '192.168.1.20'): Miner {
  const id = mac?.toLowerCase().replaceAll(':', '') ?? `${host}:80`;
  const identity = { family: 'axeos', mac, algorithm: 'sha256' } as const;
  return { id, name: 'Kitchen', identity, address: { host, port: 80 }, addedAtMs: 0 };
}

/** A network that changes by the test's hand, and a clock that stands still. */
function network(devices: Record<string, Script>) {
  const clock = { nowMs: 10 * MINUTE_MS };
  const scanned: string[] = [];
  const asked: string[] = [];
  const moved: string[] = [];
  const failing: { error: unknown } = { error: undefined };
  const search = new LostSearch({
    nowMs: () => clock.nowMs,
    scan: async function* (range): AsyncGenerator<ScanLine> {
      scanned.push(range);
      if (failing.error) throw failing.error;
      for (const host of Object.keys(devices)) yield { kind: 'open', host, ports: [80] };
      yield { kind: 'done' };
    },
    transportTo: (address) => {
      asked.push(address.host);
      return scriptedDevice(devices[address.host] ?? {});
    },
    onFound: async ({ id }, address) => {
      moved.push(`${id} ${formatAddress(address)}`);
    },
  });
  const turn = (silent: readonly SilentMiner[], answering: readonly string[] = []) =>
    search.turn({ silent, answeringHosts: new Set(answering) });
  return { clock, scanned, asked, moved, failing, search, turn };
}

describe('a miner that has fallen silent', () => {
  test('is looked for in its neighbourhood after three minutes, and found by its MAC', async () => {
    const { clock, scanned, moved, turn } = network({
      '192.168.1.5': bitaxe('FF:FF:FF:FF:FF:FF'),
      '192.168.1.77': bitaxe(MAC),
    });
    const silent = [{ miner: miner(MAC), sinceMs: clock.nowMs }];
    clock.nowMs += 3 * MINUTE_MS - 1;
    expect(await turn(silent)).toBe(false);
    expect(scanned).toEqual([]);
    clock.nowMs += 1;
    expect(await turn(silent)).toBe(true);
    expect(scanned).toEqual(['192.168.1.0/24']);
    expect(moved).toEqual(['aabbccddee01 192.168.1.77:80']);
  });

  test('is never mistaken for another device, not even one that tells no MAC', async () => {
    const { moved, turn } = network({
      '192.168.1.20': bitaxe('FF:FF:FF:FF:FF:FF'),
      '192.168.1.21': bitaxe(undefined),
      '192.168.1.22': { web: {} },
    });
    expect(await turn([{ miner: miner(MAC), sinceMs: 0 }])).toBe(false);
    expect(moved).toEqual([]);
  });

  test('is looked for ever more rarely, and from the start after it was back', async () => {
    const { clock, scanned, turn } = network({});
    const silent = [{ miner: miner(MAC), sinceMs: clock.nowMs }];
    const startMs = clock.nowMs;
    const searchedAt: number[] = [];
    for (let minute = 0; minute <= 600; minute += 1) {
      clock.nowMs = startMs + minute * MINUTE_MS;
      const before = scanned.length;
      await turn(silent);
      if (scanned.length > before) searchedAt.push(minute);
    }
    expect(searchedAt).toEqual([3, 10, 30, 90, 210, 330, 450, 570]);
    const again = [{ miner: miner(MAC), sinceMs: clock.nowMs }];
    clock.nowMs += 3 * MINUTE_MS;
    await turn(again);
    expect(scanned).toHaveLength(9);
  });

  test('shares its search with others of its neighbourhood, and leaves in peace those who answer', async () => {
    const second = 'AA:BB:CC:DD:EE:02';
    const { scanned, asked, moved, turn } = network({
      '192.168.1.30': bitaxe('FF:FF:FF:FF:FF:FF'),
      '192.168.1.20': bitaxe(second),
      '192.168.1.21': bitaxe(MAC),
    });
    // The router has swapped the two.
    const silent = [
      { miner: miner(MAC, '192.168.1.20'), sinceMs: 0 },
      { miner: miner(second, '192.168.1.21'), sinceMs: 0 },
    ];
    expect(await turn(silent, ['192.168.1.30'])).toBe(true);
    expect(scanned).toHaveLength(1);
    expect(asked).not.toContain('192.168.1.30');
    expect(moved.toSorted()).toEqual(['aabbccddee01 192.168.1.21:80', 'aabbccddee02 192.168.1.20:80']);
  });

  test.each([
    ['tells no MAC', miner(undefined)],
    ['is known by a name, which leads to it', miner(MAC, 'bitaxe.local')],
  ])('is not looked for if it %s', async (_, lost) => {
    const { scanned, turn } = network({ '192.168.1.77': bitaxe(MAC) });
    expect(await turn([{ miner: lost, sinceMs: 0 }])).toBe(false);
    expect(scanned).toEqual([]);
    const other = { miner: miner('AA:BB:CC:DD:EE:02'), sinceMs: 0 };
    await turn([{ miner: lost, sinceMs: 0 }, other]);
    expect(scanned).toHaveLength(1);
  });

  test('does not stop the collector when the helper refuses or goes away', async () => {
    const { failing, turn } = network({});
    failing.error = new DeviceError('busy', 'another scan is still running');
    expect(await turn([{ miner: miner(MAC), sinceMs: 0 }])).toBe(false);
  });
});

test('searches are due later and later', () => {
  const minutes = [0, 1, 2, 3, 4, 5].map((count) => searchDueAfterMs(count) / MINUTE_MS);
  expect(minutes).toEqual([3, 10, 30, 90, 210, 330]);
});

describe('a miner that was found again', () => {
  const found = { ...miner(MAC), address: { host: '192.168.1.77', port: 80 } };
  function entities(miners: Miner[]) {
    const written: unknown[] = [];
    const store = {
      miners: async () => miners,
      putMiners: async (put: readonly Miner[]) => void written.push(...put),
      addEvents: async (events: readonly object[]) => void written.push(...events),
    };
    return { written, store };
  }

  test('keeps its id, and so its history, and its name; the journal tells where it went', async () => {
    const { written, store } = entities([miner(MAC)]);
    await relocate(store, found, 5);
    expect(written).toEqual([
      { ...miner(MAC), address: { host: '192.168.1.77', port: 80 } },
      {
        id: 'aabbccddee01:5:address-changed',
        minerId: 'aabbccddee01',
        atMs: 5,
        kind: 'address-changed',
        from: '192.168.1.20:80',
        to: '192.168.1.77:80',
      },
    ]);
  });

  test('where it was, or after its owner removed it, is not written', async () => {
    for (const before of [found, { ...miner(MAC), removedAtMs: 1 }]) {
      const { written, store } = entities([before]);
      await relocate(store, found, 5);
      expect(written).toEqual([]);
    }
    const { written, store } = entities([]);
    await relocate(store, found, 5);
    expect(written).toEqual([]);
  });
});
