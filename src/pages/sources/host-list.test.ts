import { expect, test } from 'vitest';
import type { SourcesView } from '../../domain/sources-view.ts';
import { hostsInView } from './host-list.ts';

const NOW_MS = Date.UTC(2026, 10, 21, 14, 37);
const MINUTE_MS = 60_000;
const view = (id: string, enabled: boolean, hosts: Readonly<Record<string, number>>): SourcesView => ({
  sources: {
    [id]: { choice: { id, enabled, fields: {}, changedAtMs: 0 }, hasKey: false, hosts, questions: [] },
  },
  figures: {},
});
const listed = (seen: SourcesView) =>
  hostsInView(seen, NOW_MS).map(({ host, words }) => `${host} ${words.replace(/\u00a0/g, ' ')}`);

test('every address that may be asked is listed, and when it was', () => {
  expect(listed(view('mempool', true, { 'mempool.space': NOW_MS - 5 * MINUTE_MS }))).toEqual([
    'litecoinspace.org not asked yet',
    'mempool.space asked 5 min ago',
  ]);
});

test('an address that was asked stays in the list when its provider is switched off', () => {
  expect(listed(view('coingecko', false, { 'api.coingecko.com': NOW_MS - 5 * MINUTE_MS }))).toEqual([
    'api.coingecko.com switched off, last asked 5 min ago',
  ]);
});

test('the owner’s own node is not over the internet', () => {
  expect(listed(view('own-mempool', true, { '192.168.1.5:3006': NOW_MS }))).toEqual([]);
});

test('sockets are addresses too, and of a family of names the one that was asked stands', () => {
  expect(listed(view('prohashing', true, {}))).toEqual([
    'live.prohashing.com not asked yet',
    'prohashing.com not asked yet',
  ]);
  expect(listed(view('2miners', true, { 'etc.2miners.com': NOW_MS - MINUTE_MS }))).toEqual([
    'etc.2miners.com asked 1 min ago',
  ]);
});
