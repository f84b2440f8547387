import net from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, test, vi } from 'vitest';
import type { ScanLine } from '../src/domain/scan-report.ts';
import { HelperHouse, problemOf } from '../tests/support/helper-house.ts';
import { timesSlower } from '../tests/support/machine-pace.ts';
import { KNOCK_MS } from './knock.ts';

let house: HelperHouse;
const hearNames = vi.fn((_listener: unknown) => () => {});
/** A house without a network: addresses are asked as this says. */
let silentHouse: HelperHouse;
let knocks = 0;
beforeAll(async () => {
  house = await HelperHouse.open();
  silentHouse = await HelperHouse.open({
    hearNames,
    knock: (address, _port, signal) => {
      knocks += 1;
      if (address.endsWith('.9')) return Promise.resolve('open');
      return new Promise((resolve) => {
        const timer = setTimeout(() => resolve('silent'), KNOCK_MS);
        signal.addEventListener('abort', () => {
          clearTimeout(timer);
          resolve('silent');
        });
      });
    },
  });
});
afterAll(() => Promise.all([house.close(), silentHouse.close()]));
afterEach(() => {
  house.tidy();
  knocks = 0;
  hearNames.mockClear();
});

const post = (ranges: unknown): RequestInit => ({ method: 'POST', body: JSON.stringify({ ranges }) });

async function linesOf(reply: Response): Promise<ScanLine[]> {
  expect(reply.status).toBe(200);
  const text = await reply.text();
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ScanLine);
}

function listening(host: string, port: number): Promise<net.Server> {
  const server = net.createServer((socket) => socket.on('error', () => socket.destroy()));
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

describe('a scan', () => {
  test('finds who listens, and ends with all asked', async () => {
    const servers = [await listening('127.0.2.7', 4028), await listening('127.0.2.200', 8080)];
    try {
      const lines = await linesOf(await house.call('/api/scan', post('127.0.2.0/24')));
      expect(lines.filter(({ kind }) => kind === 'open')).toEqual([
        { kind: 'open', host: '127.0.2.7', ports: [4028] },
        { kind: 'open', host: '127.0.2.200', ports: [8080] },
      ]);
      expect(lines.slice(-2)).toEqual([{ kind: 'progress', asked: 254, total: 254 }, { kind: 'done' }]);
    } finally {
      for (const server of servers) server.close();
    }
  });

  test('of 254 addresses that nobody answers for ends within five seconds, and tells what it finds as it comes', async () => {
    const startedMs = performance.now();
    const reply = await silentHouse.call('/api/scan', post('192.168.1.0/24'));
    let heard = '';
    let foundMs = Number.NaN;
    for await (const chunk of reply.body ?? []) {
      heard += Buffer.from(chunk).toString();
      if (heard.includes('"192.168.1.9"') && Number.isNaN(foundMs)) foundMs = performance.now() - startedMs;
    }
    const tookMs = performance.now() - startedMs;
    console.log(
      `254 silent addresses, 4 doors: ${Math.round(tookMs)} ms; first found: ${Math.round(foundMs)} ms`,
    );
    expect(heard).toContain('"done"');
    expect(tookMs / timesSlower()).toBeLessThan(5_000);
    expect(foundMs / timesSlower()).toBeLessThan(1_500);
  });

  test('runs alone: a second one waits for its turn elsewhere, and the first is let go when its page goes away', async () => {
    const leave = new AbortController();
    const first = await silentHouse.call('/api/scan', { ...post('10.0.0.0/20'), signal: leave.signal });
    expect(first.status).toBe(200);
    expect(await problemOf(await silentHouse.call('/api/scan', post('10.1.0.0/24')))).toBe('busy');
    leave.abort();
    await vi.waitFor(async () => {
      const next = await silentHouse.call('/api/scan', post('10.2.0.9'));
      expect(next.status).toBe(200);
      await next.text();
    });
    const asked = knocks;
    await new Promise((resolve) => setTimeout(resolve, KNOCK_MS));
    expect(knocks).toBe(asked);
  });

  test('listens for names, but not on this computer itself, and tells those of the range only', async () => {
    hearNames.mockImplementationOnce((listener) => {
      const { onName, onUnavailable } = listener as {
        onName: (address: string, name: string) => void;
        onUnavailable: (reason: string) => void;
      };
      onName('192.168.1.9', 'gamma');
      onName('192.168.1.10', 'printer');
      onName('8.8.8.8', 'dns');
      onUnavailable('why');
      return () => {};
    });
    const lines = await linesOf(await silentHouse.call('/api/scan', post('192.168.1.9')));
    expect(lines).toContainEqual({ kind: 'named', host: '192.168.1.9', name: 'gamma' });
    expect(lines).toContainEqual({ kind: 'no-names', reason: 'why' });
    expect(lines.filter(({ kind }) => kind === 'named')).toHaveLength(1);
    await linesOf(await silentHouse.call('/api/scan', post('127.0.2.9')));
    expect(hearNames).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['the internet', '8.8.8.0/24', 'forbidden-target'],
    ['the internet behind a home range', '192.168.1.0/24, 1.1.1.1', 'forbidden-target'],
    ['what reaches over the edge of the house', '192.168.255.250-192.169.0.5', 'forbidden-target'],
    ['a carrier’s range, unasked', '100.64.0.0/24', 'forbidden-target'],
    ['where a cloud hands out passwords', '169.254.169.254', 'forbidden-target'],
    ['everything', '0.0.0.0/0', 'forbidden-target'],
    ['more than a /20', '10.0.0.0/19', 'bad-request'],
    ['a hundred /20', Array.from({ length: 100 }, (_, i) => `10.${i}.0.0/20`).join(), 'bad-request'],
    ['a name', 'bitaxe.local', 'bad-request'],
    ['nothing', '', 'bad-request'],
    ['no text', 7, 'bad-request'],
  ])('of %s is refused before anybody is asked', async (_, ranges, problem) => {
    expect(await problemOf(await silentHouse.call('/api/scan', post(ranges)))).toBe(problem);
    expect(knocks).toBe(0);
  });

  test('that is not asked for in JSON, or in too much of it, is refused', async () => {
    expect(await problemOf(await house.call('/api/scan', { method: 'POST', body: '{' }))).toBe('bad-request');
    const long = post('10.0.0.1,'.repeat(20_000));
    expect(await problemOf(await house.call('/api/scan', long))).toBe('bad-request');
  });
});

describe.each(['/api/scan', '/api/network'])('%s', (path) => {
  const method = path === '/api/scan' ? 'POST' : 'GET';
  const init = path === '/api/scan' ? post('127.0.2.1') : {};

  it('is closed to a call without the token, or with another', async () => {
    for (const token of ['', 'guess'])
      expect(await problemOf(await house.call(path, init, { 'x-davylamp-token': token }))).toBe(
        'wrong-token',
      );
  });

  it('is closed to other sites', async () => {
    for (const headers of [
      { origin: 'http://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
    ])
      expect(await problemOf(await house.call(path, init, headers))).toBe('foreign-origin');
  });

  it('is closed under a name that was bent to this computer', async () => {
    const headers = ['host: evil.example', 'sec-fetch-site: same-origin'];
    expect(await house.rawCall(`${method} ${path}`, headers)).toBe('421 unknown-host');
  });
});

test('the helper tells the private networks it is in, and whether it may go to a carrier’s', async () => {
  const report = (await (await house.call('/api/network')).json()) as { networks: unknown[] };
  expect(report).toMatchObject({ allowCarrier: false });
  expect(Array.isArray(report.networks)).toBe(true);
});
