import { createSignal } from 'solid-js';
import { expect, test, vi } from 'vitest';
import '../../ui/base.css';
import { FakeCollector } from '../../../tests/preview/fake-collector.ts';
import { wordsOf } from '../../../tests/preview/mount-page.tsx';
import { showPage } from '../../../tests/support/shown-page.tsx';
import type { FleetView } from '../../domain/fleet-view.ts';
import { PayPage } from './pay-page.tsx';

const NOW = Date.UTC(2026, 0, 15, 16);

test('an answer that comes while the page still loads its cards leaves none of them out', async () => {
  const collector = new FakeCollector('fine', { nowMs: () => NOW });
  const answered = await collector.start({ fleet: 'real' });
  const unanswered = {
    ...answered,
    miners: answered.miners.map((miner) => ({ ...miner, reading: undefined, state: 'offline' as const })),
  };
  const [view, setView] = createSignal<FleetView>(unanswered);
  const host = showPage({ collector, view, nowMs: NOW }, () => <PayPage />);
  const headings = () => [...host.querySelectorAll('h2')].map((heading) => wordsOf(heading));
  expect(headings()).not.toContain('Miner by miner');

  setView(answered);

  expect(headings()).toContain('Miner by miner');
  await vi.waitFor(() => expect(headings()).toEqual(expect.arrayContaining(['Luck', 'The books'])), {
    timeout: 10_000,
  });
});
