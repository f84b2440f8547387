import { createSignal } from 'solid-js';
import { afterEach, describe, expect, test, vi } from 'vitest';
import '../../ui/base.css';
import { FakeCollector } from '../../../tests/preview/fake-collector.ts';
import { showPage } from '../../../tests/support/shown-page.tsx';
import type { RetargetReport } from '../../workers/insight-api.ts';
import { RetargetCard } from './retarget-card.tsx';

const NOW = Date.UTC(2026, 0, 15, 16);
const DAY_MS = 86_400_000;
const plain = (text: string | null | undefined) => (text ?? '').replaceAll(/[\u00a0\u202f]/g, ' ');
afterEach(() => {
  vi.restoreAllMocks();
});

async function open(report?: RetargetReport) {
  const collector = new FakeCollector('fine', { nowMs: () => NOW });
  if (report) collector.insight.retarget = report;
  const [view] = createSignal(await collector.start({ fleet: 'real' }));
  const host = showPage({ collector, view, nowMs: NOW }, () => (
    <RetargetCard revenuePerDay={5.44} shown={{ currency: 'EUR', unit: 'currency' }} nowMs={NOW} />
  ));
  return { host, collector, says: () => plain(host.textContent) };
}

const OUTLOOK: RetargetReport = {
  kind: 'outlook',
  outlook: {
    changeFraction: 0.03,
    changeLowFraction: 0.01,
    changeHighFraction: 0.05,
    retargetAtMs: NOW + 5 * DAY_MS,
    retargetEarlyMs: NOW + 4.8 * DAY_MS,
    retargetLateMs: NOW + 5.2 * DAY_MS,
    confidence: 0.9,
  },
  provider: 'mempool',
  atMs: NOW - 180_000,
  remainingBlocks: 720,
  days: 180,
};

describe('the card of the retarget outlook', () => {
  test('tells the interval, and by whose word', async () => {
    const { says } = await open(OUTLOOK);
    await vi.waitFor(() => expect(says()).toContain('From 1.0 % harder to 5.0 % harder, nine times in ten.'));
    expect(says()).toMatch(/mempool\.space.*, 3 min ago/);
  });

  test('says that no source is on, and where to choose one', async () => {
    const { host, says } = await open();
    await vi.waitFor(() => expect(says()).toContain('No source is on'));
    expect(host.querySelector('a')?.getAttribute('href')).toBe('/settings/sources');
    expect(host.querySelector('dl')).toBeNull();
  });

  test('offers to try again where it could not be reckoned', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.spyOn(FakeCollector.prototype, 'retargetOutlook').mockRejectedValueOnce(new Error('the disk is gone'));
    const { host, says } = await open(OUTLOOK);
    await vi.waitFor(() => expect(says()).toContain('The forecast could not be made.'));
    host.querySelector('button')?.click();
    await vi.waitFor(() => expect(says()).toContain('nine times in ten'));
    expect(says()).not.toContain('could not be made');
  });
});
