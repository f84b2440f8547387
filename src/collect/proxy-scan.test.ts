import { describe, expect, test } from 'vitest';
import { HELPER_TOKEN, HelperHouse } from '../../tests/support/helper-house.ts';
import type { ScanLine } from '../domain/scan-report.ts';
import { proxyNetworks, proxyScan } from './proxy-scan.ts';
import type { ProxyConnection } from './proxy-transport.ts';

const CONNECTION = { baseUrl: 'http://localhost:8787', token: 'secret' };

function streaming(chunks: readonly string[], options: ResponseInit = {}): ProxyConnection {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(encoder.encode(chunk));
      controller.close();
    },
  });
  return { ...CONNECTION, fetch: async () => new Response(body, options) };
}

async function linesOf(
  connection: ProxyConnection,
  ranges = '127.0.2.0/24',
  signal = new AbortController().signal,
) {
  const lines: ScanLine[] = [];
  for await (const line of proxyScan(connection, ranges, signal)) lines.push(line);
  return lines;
}

describe('what a scan tells', () => {
  test('is read line by line, wherever the network cuts it', async () => {
    const text =
      '{"kind":"progress","asked":1,"total":2}\n{"kind":"open","host":"10.0.0.1","ports":[80]}\n{"kind":"done"}\n';
    const whole = await linesOf(streaming([text]));
    expect(whole).toHaveLength(3);
    for (const size of [1, 7, 40]) {
      const chunks = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
      expect(await linesOf(streaming(chunks))).toEqual(whole);
    }
  });

  test.each(['<!doctype html>\n', '{"kind":"open","host":7}\n', '{"kind":"surprise"}\n', 'null\n'])(
    'is no page of another server: %j',
    async (text) => {
      await expect(linesOf(streaming([text]))).rejects.toMatchObject({ kind: 'no-proxy' });
    },
  );

  test('comes from the helper itself, with the token in a header', async () => {
    const house = await HelperHouse.open();
    try {
      const connection: ProxyConnection = {
        baseUrl: house.proxy.url,
        token: HELPER_TOKEN,
        // As a browser says it of its own page.
        fetch: (url, init) => {
          const headers = new Headers(init?.headers);
          headers.set('sec-fetch-site', 'same-origin');
          return fetch(url, { ...init, headers });
        },
      };
      const lines = await linesOf(connection, '127.0.3.1-4');
      expect(lines.at(-1)).toEqual({ kind: 'done' });
      await expect(linesOf(connection, '8.8.8.8')).rejects.toMatchObject({ kind: 'forbidden-target' });
      await expect(linesOf({ ...connection, token: 'x' })).rejects.toMatchObject({ kind: 'not-paired' });
      expect(await proxyNetworks(connection)).toMatchObject({ allowCarrier: false });
    } finally {
      await house.close();
    }
    await expect(linesOf({ ...CONNECTION, baseUrl: house.proxy.url })).rejects.toMatchObject({
      kind: 'no-proxy',
    });
  });
});

test('networks in a form that nobody knows are another server’s', async () => {
  await expect(proxyNetworks(streaming(['{"networks":[{}]}']))).rejects.toMatchObject({ kind: 'no-proxy' });
});
