import { createSignal } from 'solid-js';
import { afterEach, describe, expect, test, vi } from 'vitest';
import '../../ui/base.css';
import { FakeCollector } from '../../../tests/preview/fake-collector.ts';
import { showPage } from '../../../tests/support/shown-page.tsx';
import type { TwoMeterReport } from '../../workers/insight-api.ts';
import type { ShownMiner } from './shown-miner.ts';
import { TwoMeterCard } from './two-meter-card.tsx';

const NOW = Date.UTC(2026, 0, 15, 16);
const MINUTE_MS = 60_000;
const plain = (text: string | null | undefined) => (text ?? '').replaceAll(/[\u00a0\u202f]/g, ' ');
afterEach(() => {
  vi.restoreAllMocks();
});

async function open(meters: Partial<TwoMeterReport> | Error = {}) {
  const collector = new FakeCollector('fine', { nowMs: () => NOW });
  collector.insight.meters = meters;
  const first = await collector.start({ fleet: 'real' });
  const [view] = createSignal(first);
  const [nowMs, setNowMs] = createSignal(NOW);
  const [at, setAt] = createSignal(0);
  const shown: ShownMiner = {
    get view() {
      const miner = first.miners[at()];
      if (!miner) throw new Error('no such fake miner');
      return miner;
    },
    state: 'hashing',
    silent: false,
    settings: first.settings,
    get nowMs() {
      return nowMs();
    },
  };
  const host = showPage({ collector, view, nowMs: NOW }, () => <TwoMeterCard shown={shown} />);
  return { host, collector, setNowMs, setAt, says: () => plain(host.textContent) };
}

const LOSS: TwoMeterReport['verdict'] = {
  kind: 'loss',
  loss: { fraction: 0.12, low: 0.08, high: 0.15, confidence: 0.95 },
  sinceMs: NOW - 2 * 86_400_000,
  foundAtMs: NOW - 86_400_000,
  parts: { rejects: 0.02, stale: 0, vardiff: 0, fees: 0, silentChipError: 0.1, uncredited: 0 },
};

describe('the card of the two-meter test', () => {
  test('says of an honest miner that it is noise, and how long a loss would take to show', async () => {
    const { host, says } = await open();
    await vi.waitFor(() => expect(says()).toContain('Noise: nothing is missing'));
    expect(says()).toContain('after about 9 h if it were 5.0 %');
    expect(host.querySelector('section')?.dataset.tone).toBeUndefined();
  });

  test('tells a loss with where it goes, by word and by tone', async () => {
    const { host, says } = await open({ verdict: LOSS });
    await vi.waitFor(() => expect(says()).toContain('A real loss of 12 % (8.0 % to 15 %)'));
    expect(host.querySelector('section')?.dataset.tone).toBe('act');
    const items = [...host.querySelectorAll('li')].map(({ textContent }) => plain(textContent));
    expect(items).toHaveLength(2);
    expect(items[0]).toMatch(/^Never found \(silent error\)10 %/);
    expect(items[1]).toMatch(/^Rejected2\.0 %/);
  });

  test('asks again after five minutes, and of another miner at once, whose answer alone is shown', async () => {
    const { collector, setNowMs, setAt, says } = await open();
    const asked = () => collector.insight.calls.length;
    await vi.waitFor(() => expect(says()).toContain('Noise'));
    setNowMs(NOW + MINUTE_MS);
    expect(asked()).toBe(1);
    collector.insight.meters = { verdict: LOSS };
    setNowMs(NOW + 6 * MINUTE_MS);
    await vi.waitFor(() => expect(says()).toContain('A real loss'));
    expect(asked()).toBe(2);
    setAt(1);
    expect(says()).not.toContain('A real loss');
    await vi.waitFor(() => expect(asked()).toBe(3));
    expect(new Set(collector.insight.calls).size).toBe(2);
  });

  test('offers to try again where the store cannot be read', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const { host, collector, says } = await open(new Error('the disk is gone'));
    await vi.waitFor(() => expect(says()).toContain('The test could not be run.'));
    collector.insight.meters = {};
    host.querySelector('button')?.click();
    await vi.waitFor(() => expect(says()).toContain('Noise'));
    expect(says()).not.toContain('could not be run');
  });
});
