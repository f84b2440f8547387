import { describe, expect, test } from 'vitest';
import { parseScanRanges, type ScanPlan } from '../src/domain/scan-range.ts';
import { DOORS, MOST_KNOCKS, scanDoors } from './door-scan.ts';
import type { Answer } from './knock.ts';

function plan(text: string): ScanPlan {
  const parsed = parseScanRanges(text);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed;
}

/** Scans with answers instead of a network; remembers all that was asked. */
async function scanned(
  range: string,
  answer: (address: string, port: number, turn: number) => Answer | Promise<Answer>,
  { admitted = true, signal = new AbortController().signal } = {},
) {
  const open: string[] = [];
  const progress: number[] = [];
  const turns = new Map<string, number>();
  let underWay = 0;
  let most = 0;
  const ports = {
    knock: async (address: string, port: number) => {
      const door = `${address}:${port}`;
      turns.set(door, (turns.get(door) ?? 0) + 1);
      underWay += 1;
      most = Math.max(most, underWay);
      const found = await answer(address, port, turns.get(door) ?? 0);
      underWay -= 1;
      return found;
    },
    admitted: async () => admitted,
    onOpen: (address: string, doors: readonly number[]) => open.push(`${address} ${doors.join()}`),
    onProgress: (asked: number) => progress.push(asked),
  };
  await scanDoors(plan(range), ports, signal);
  return { open, progress, turns, most };
}

const later = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

describe('a scan', () => {
  test('asks each door of each address once, and counts addresses up to all of them', async () => {
    const { turns, progress, open } = await scanned('192.168.1.0/24', () => 'refused');
    expect(turns.size).toBe(254 * DOORS.flat().length);
    expect([...turns.values()].every((times) => times === 1)).toBe(true);
    expect(progress.at(-1)).toBe(254);
    expect(progress.every((asked, i) => asked >= (progress[i - 1] ?? 0))).toBe(true);
    expect(open).toEqual([]);
  });

  test('tells the doors of one round together, so that a device is read by the better of them', async () => {
    const { open } = await scanned('192.168.1.7', () => 'open');
    expect(open).toEqual(['192.168.1.7 80,4028', '192.168.1.7 4433,8080']);
  });

  test('has no more knocks under way than it may, and has done the commonest doors before the rest', async () => {
    const order: number[] = [];
    const { most } = await scanned('10.0.0.0/22', async (_, port): Promise<Answer> => {
      order.push(port);
      await later(1);
      return 'silent';
    });
    expect(most).toBeLessThanOrEqual(MOST_KNOCKS);
    expect(most).toBeGreaterThan(MOST_KNOCKS / 2);
    expect(order.lastIndexOf(80)).toBeLessThan(order.indexOf(8080));
  });

  test('asks again whoever slept through the first round and shows a sign of life in the second', async () => {
    const { open } = await scanned('192.168.1.7', (_, port, turn) =>
      port === 8080 ? 'refused' : port === 80 && turn === 2 ? 'open' : 'silent',
    );
    expect(open).toEqual(['192.168.1.7 80']);
  });

  test('asks again for a packet lost on the way to a host that is there', async () => {
    const { open } = await scanned('192.168.1.7', (_, port, turn) =>
      port === 80 ? (turn === 1 ? 'silent' : 'open') : 'refused',
    );
    expect(open).toEqual(['192.168.1.7 80']);
  });

  test('knocks at no door that is not admitted', async () => {
    const { turns } = await scanned('192.168.1.0/24', () => 'open', { admitted: false });
    expect(turns.size).toBe(0);
  });

  test('that is cancelled asks nobody else', async () => {
    const cancel = new AbortController();
    const { turns } = await scanned(
      '10.0.0.0/20',
      async (address): Promise<Answer> => {
        if (address === '10.0.0.200') cancel.abort();
        await later(1);
        return 'silent';
      },
      { signal: cancel.signal },
    );
    expect(turns.size).toBeLessThan(2 * MOST_KNOCKS);
  });
});
